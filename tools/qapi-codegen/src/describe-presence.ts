import type { Presence } from './merged-schema.ts';

/** `5.2+`, `7.2 to 10.0`, `until 7.2`, `7.2 only`, or all that apply. */
export function describeVersions(having: ReadonlySet<number>, versions: readonly string[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const position of [...having].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === position - 1) run.last = position;
    else runs.push({ first: position, last: position });
  }
  const name = (position: number): string => versions[position] ?? '';
  return runs
    .map(({ first, last }) => {
      if (last === versions.length - 1) return `${name(first)}+`;
      if (first === last) return `${name(first)} only`;
      return first === 0 ? `until ${name(last)}` : `${name(first)} to ${name(last)}`;
    })
    .join(', ');
}

/**
 * The doc comment of something that some QEMUs have. It is called deprecated or unstable if the newest that has it says
 * so; what is gone in the newest of all is no longer deprecated, but gone.
 */
export function describePresence(
  presence: Presence,
  versions: readonly string[],
  remarks: readonly string[] = [],
): string {
  const newest = Math.max(...presence.in);
  const words = [
    describeVersions(presence.in, versions),
    ...(presence.unstableIn.has(newest) ? ['unstable'] : []),
    ...remarks,
  ].join(', ');
  if (newest < versions.length - 1 || !presence.deprecatedIn.has(newest)) return words;
  // In this order, as an editor takes a tag only for one at the beginning.
  return `@deprecated from ${versions[Math.min(...presence.deprecatedIn)]} on (${words})`;
}

/** Those of several that are not simply there whenever `whole` is: `7.2+: colo, x; until 7.2: y`. */
export function describeExceptions(
  items: readonly (Presence & { readonly name: string })[],
  whole: ReadonlySet<number>,
  versions: readonly string[],
): string {
  const usual = describeVersions(whole, versions);
  const groups = Map.groupBy(items, (item) => describePresence(item, versions).replace('@', ''));
  return [...groups]
    .filter(([presence]) => presence !== usual)
    .map(([presence, group]) => `${presence}: ${group.map(({ name }) => name).join(', ')}`)
    .join('; ');
}
