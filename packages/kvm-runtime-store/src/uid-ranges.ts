import { UidRangeError, type UidRangeRule } from './errors.ts';

/** Uids from one to another; both ends belong to it. */
export type UidRange = readonly [lowest: number, highest: number];

/** `uid_t` has 32 bits; Ganeti's UIDPOOL_UID_MIN and UIDPOOL_UID_MAX. */
const highestUid = 4_294_967_295;

/**
 * Parses Ganeti's `uid_pool` (`1000-1010,2000`) into sorted ranges; empty parts are skipped. Ends in the wrong order
 * are left for `checkUidPool`, as in Ganeti.
 * @param options `separator`: `,` by default; Ganeti's ssconf file has a line for each range.
 * @throws {UidRangeError} `UID_POOL_INVALID`
 */
export function parseUidPool(
  text: string,
  { separator = ',' }: { readonly separator?: string } = {},
): UidRange[] {
  return sorted(
    text
      .split(separator)
      .filter((part) => part !== '')
      .map(parseRange),
  );
}

function parseRange(text: string): UidRange {
  const [, lowest, highest = lowest] = /^\s*(\d{1,15})\s*(?:-\s*(\d{1,15})\s*)?$/.exec(text) ?? [];
  if (lowest === undefined) {
    throw new UidRangeError(text, 'syntax', 'a uid (2000), or two with a hyphen between them (1000-1010)');
  }
  return [Number(lowest), Number(highest)];
}

/**
 * Writes ranges so that `parseUidPool` reads them again.
 * @param options `separator`: `, ` by default.
 */
export function formatUidPool(
  pool: readonly UidRange[],
  { separator = ', ' }: { readonly separator?: string } = {},
): string {
  return pool.map(formatRange).join(separator);
}

function formatRange([lowest, highest]: UidRange): string {
  return lowest === highest ? String(lowest) : `${lowest}-${highest}`;
}

/**
 * Refuses ranges that hold no uid, or numbers that are none.
 * @throws {UidRangeError} `UID_POOL_INVALID`
 */
export function checkUidPool(pool: readonly UidRange[]): void {
  for (const range of pool) {
    const [lowest, highest] = range;
    const refuse = (rule: UidRangeRule, allowed: string): never => {
      throw new UidRangeError(formatRange(range), rule, allowed);
    };
    if (lowest > highest) refuse('order', 'the lower uid first');
    if (!isUid(lowest) || !isUid(highest)) refuse('bounds', `uids from 0 to ${highestUid}`);
  }
}

export function isUid(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= highestUid;
}

/** Every uid of a pool once, the lowest first. */
export function expandUidPool(pool: readonly UidRange[]): number[] {
  return [...uidsOf(pool)];
}

/** As `expandUidPool`, one by one: a pool may be of millions. */
export function* uidsOf(pool: readonly UidRange[]): Generator<number> {
  let next = 0;
  for (const [lowest, highest] of sorted(pool)) {
    next = Math.max(next, lowest);
    for (; next <= highest; next += 1) yield next;
  }
}

/** A pool with more ranges; those that it has already are not added again. */
export function addToUidPool(pool: readonly UidRange[], ranges: readonly UidRange[]): UidRange[] {
  const result = [...pool];
  for (const range of ranges) if (indexOf(result, range) === -1) result.push(range);
  return sorted(result);
}

/**
 * A pool without some of its ranges, each named as it is in the pool.
 * @throws {UidRangeError} `UID_POOL_INVALID`
 */
export function removeFromUidPool(pool: readonly UidRange[], ranges: readonly UidRange[]): UidRange[] {
  const result = [...pool];
  for (const range of ranges) {
    const index = indexOf(result, range);
    if (index === -1) {
      throw new UidRangeError(formatRange(range), 'member', `a range of the pool (${formatUidPool(result)})`);
    }
    result.splice(index, 1);
  }
  return result;
}

function indexOf(pool: readonly UidRange[], [lowest, highest]: UidRange): number {
  return pool.findIndex((range) => range[0] === lowest && range[1] === highest);
}

function sorted(pool: readonly UidRange[]): UidRange[] {
  return pool.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
}
