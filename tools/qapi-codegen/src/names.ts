import type { MergedSchema, MergedType } from './merged-schema.ts';
import { startsOf, typesIn, usesOf } from './references.ts';

/** The name of every type, an inlined variant's included. */
export type Names = ReadonlyMap<MergedType, string>;

/**
 * Names the types, of which QEMU tells only numbers: by known-names.ts, else after the place nearest to a command or
 * event at which the type is used.
 *
 * @throws Error when two types would have one name, or a known name is of no use.
 */
export function nameTypes(schema: MergedSchema, knownNames: Readonly<Record<string, string>>): Names {
  const names = new Map<MergedType, string>();
  const unused = new Map(Object.entries(knownNames));
  const give = (type: MergedType, name: string): void => {
    names.set(type, name);
  };

  // Known names first, as they follow from each other: what else a type is used for must not name it.
  const starts = startsOf(schema);
  const known = (place: string, use: Parameters<typeof typesIn>[0]): readonly MergedType[] => {
    const name = knownNames[place];
    if (name === undefined) return [];
    const [type, ...more] = typesIn(use).filter(
      (candidate) => !names.has(candidate) || names.get(candidate) === name,
    );
    if (type === undefined) return [];
    unused.delete(place);
    if (names.has(type)) return [];
    if (more.length > 0) throw new Error(`${place} is of several types, so it cannot name one: ${name}`);
    give(type, name);
    return [type];
  };
  const nameKnownFrom = (first: readonly MergedType[]): void => {
    const queue = [...first];
    for (const type of queue) {
      for (const { slot, use } of usesOf(type)) queue.push(...known(`${names.get(type)}${slot}`, use));
    }
  };
  nameKnownFrom(starts.flatMap(({ place, use }) => known(place, use)));

  // Then the others, nearest first.
  const queue: MergedType[] = [];
  const derive = (place: string, use: Parameters<typeof typesIn>[0], name: string): void => {
    nameKnownFrom(known(place, use));
    for (const type of typesIn(use)) {
      if (!names.has(type)) give(type, name);
      if (!queue.includes(type)) queue.push(type);
    }
  };
  for (const { place, use } of starts) derive(place, use, nameOfStart(place));
  for (const type of queue) {
    for (const { slot, use } of usesOf(type)) {
      derive(`${names.get(type)}${slot}`, use, `${names.get(type)}${pascalCase(slot)}`);
    }
  }

  if (unused.size > 0) {
    throw new Error(
      `known-names.ts names what is at no place, or has a name already: ${[...unused.keys()].join(', ')}`,
    );
  }
  refuseDuplicates(names);
  return names;
}

function nameOfStart(place: string): string {
  const [name = '', end = ''] = place.split(' ');
  if (end === 'data') return `${pascalCase(name.toLowerCase())}Event`;
  return `${pascalCase(name)}${end === 'returns' ? 'Result' : 'Arguments'}`;
}

/** `query-x_y.z` is `QueryXYZ`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function refuseDuplicates(names: Names): void {
  for (const [name, same] of Map.groupBy(names, ([, given]) => given)) {
    if (same.length > 1)
      throw new Error(`${same.length} types would be called ${name}: known-names.ts must tell them apart`);
  }
}
