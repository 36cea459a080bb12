import { closestName } from './text-rules.ts';

const longestExcerpt = 120;

/** A value as a message shows it: JSON, cut where it is long; whatever it is, it can be shown. */
export function foundText(input: unknown): string {
  const json = asJson(input);
  return json.length > longestExcerpt
    ? `${json.slice(0, longestExcerpt)}… (${json.length} characters)`
    : json;
}

/** What a key that nobody knows may have been meant to be. */
export function allowedKeys(unknown: string, known: readonly string[]): string {
  const closest = closestName(unknown, known);
  const list = known.length > 12 ? `one of the ${known.length} known keys` : known.join(', ');
  return closest === undefined ? list : `${list}; did you mean ${closest}?`;
}

function asJson(input: unknown): string {
  try {
    return JSON.stringify(input, jsonForm) ?? `a ${typeof input}`;
  } catch {
    // One that holds itself, or whose toJSON throws.
    return `a ${typeof input} that is no JSON`;
  }
}

// JSON has no bigint: shown as it is written in a program.
function jsonForm(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
