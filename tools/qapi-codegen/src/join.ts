import type { Recording, SchemaEntry } from './recording.ts';
import type { Split } from './known-splits.ts';
import { UnionFind } from './union-find.ts';

/** A type of one QEMU, or such a type at a place that is kept apart (known-splits.ts). */
export interface Node {
  readonly version: number;
  readonly entry: SchemaEntry;
  /** Made of both, and of where it is kept apart. */
  readonly key: string;
}

/** What stands at a place in each QEMU that has the place; by version. */
type Standing = ReadonlyMap<number, Node>;

/** Which types of the single QEMUs are one, and what each refers to. */
export interface Joined {
  /** The types that are one, each a set of at least one. */
  readonly sets: readonly (readonly Node[])[];
  /** The set that a type belongs to, as a position in `sets`; undefined for arrays, builtins and the empty object. */
  setOf(node: Node): number | undefined;
  /** What a type refers to from a slot of it: `.member`, `[case]`, `|kind`, `{}`. */
  follow(node: Node, slot: string): Node;
  /** What an alternate may be. */
  choices(node: Node): readonly Node[];
  /** What a command or event refers to; `end` is `arguments`, `returns` or `data`. */
  start(version: number, name: string, end: string): Node | undefined;
}

/** Is it an object without members? All commands without arguments share one, so it tells nothing about what is the same. */
export function isEmptyObject(entry: SchemaEntry): boolean {
  return (
    entry['meta-type'] === 'object' && (entry.members ?? []).length === 0 && entry.variants === undefined
  );
}

/** What of two types must agree for them to be one. */
export function kindOf(entry: SchemaEntry): string {
  if (entry['meta-type'] === 'builtin') return entry.name;
  return isEmptyObject(entry) ? 'empty' : entry['meta-type'];
}

/**
 * Walks all QEMUs' schemas side by side, from the commands and events by their names. Within a QEMU a type has one
 * number; across QEMUs those are one that stand at the same place.
 *
 * @throws Error where that makes one of two types of a QEMU that are not alike: known-splits.ts needs a line then.
 */
export function joinTypes(recordings: readonly Recording[], splits: readonly Split[]): Joined {
  const entries = recordings.map(({ schema }) => new Map(schema.map((entry) => [entry.name, entry])));
  const nodes = new Map<string, Node>();
  const references = new Map<string, Node>();
  const places = new Map<string, string>();
  const walked = new Set<string>();
  const same = new UnionFind();

  const refer = (version: number, from: string, slot: string, id: string, place: string): Node => {
    const entry = entries[version]?.get(id);
    if (entry === undefined)
      throw new Error(`QEMU ${recordings[version]?.version} has no type ${id} (${place})`);
    const apart = splits.find(({ placeEnd }) => place.endsWith(placeEnd));
    const key = `${version}:${id}${apart === undefined ? '' : ` ${apart.meaning}`}`;
    const node = nodes.get(key) ?? { version, entry, key };
    nodes.set(key, node);
    references.set(`${from}${slot}`, node);
    return node;
  };

  const walk = (standing: Standing, place: string): void => {
    for (const alike of Map.groupBy(standing.values(), ({ entry }) => kindOf(entry)).values()) {
      const [first, ...others] = alike;
      if (first === undefined) continue;
      const kind = first.entry['meta-type'];
      if (kind === 'builtin' || isEmptyObject(first.entry)) continue;
      if (kind !== 'array') {
        same.find(first.key);
        for (const other of others) same.join(first.key, other.key);
        for (const { key } of alike) if (!places.has(key)) places.set(key, place);
      }
      const visit = alike.map(({ key }) => key).join(' ');
      if (walked.has(visit)) continue;
      walked.add(visit);
      for (const slot of new Set(alike.flatMap(({ version, entry }) => slotsOf(entry, entries[version])))) {
        const next = new Map<number, Node>();
        for (const { version, entry, key } of alike) {
          const id = typeAt(entry, slot, entries[version]);
          if (id !== undefined) next.set(version, refer(version, key, slot, id, `${place}${slot}`));
        }
        walk(next, `${place}${slot}`);
      }
    }
  };

  const startAll = (
    kind: 'command' | 'event',
    ends: Readonly<Record<string, 'arg-type' | 'ret-type'>>,
  ): void => {
    const names = recordings.flatMap(({ schema }) =>
      schema.filter((entry) => entry['meta-type'] === kind).map(({ name }) => name),
    );
    for (const name of new Set(names.sort())) {
      for (const [end, field] of Object.entries(ends)) {
        const standing = new Map<number, Node>();
        for (const [version, byName] of entries.entries()) {
          const id = byName.get(name)?.[field];
          if (id === undefined) continue;
          standing.set(version, refer(version, `${version}:${name}`, ` ${end}`, id, `${name} ${end}`));
        }
        walk(standing, `${name} ${end}`);
      }
    }
  };
  startAll('command', { arguments: 'arg-type', returns: 'ret-type' });
  startAll('event', { data: 'arg-type' });

  const nodeOf = (key: string): Node => {
    const node = nodes.get(key);
    if (node === undefined) throw new Error(`no type was seen under ${key}`);
    return node;
  };
  const keySets = same.sets();
  const positions = new Map([...keySets.keys()].map((root, position) => [root, position]));
  const sets = [...keySets.values()].map((keys) => keys.map(nodeOf));
  const joined: Joined = {
    sets,
    setOf: ({ key }) => positions.get(same.find(key)),
    follow: ({ key }, slot) => {
      const node = references.get(`${key}${slot}`);
      if (node === undefined) throw new Error(`${places.get(key) ?? key} was not followed to ${slot}`);
      return node;
    },
    choices: (node) => slotsOf(node.entry, entries[node.version]).map((slot) => joined.follow(node, slot)),
    start: (version, name, end) => references.get(`${version}:${name} ${end}`),
  };
  for (const set of sets) refuseConflation(set, joined, places, recordings);
  return joined;
}

function slotsOf(
  entry: SchemaEntry,
  byName: ReadonlyMap<string, SchemaEntry> | undefined,
): readonly string[] {
  if (entry['meta-type'] === 'array') return ['{}'];
  if (entry['meta-type'] === 'alternate') return choicesOf(entry, byName).map(({ kind }) => `|${kind}`);
  return [
    ...(entry.members ?? []).flatMap(({ name, type }) => (type === undefined ? [] : [`.${name}`])),
    ...(entry.variants ?? []).map((variant) => `[${variant.case}]`),
  ];
}

function typeAt(
  entry: SchemaEntry,
  slot: string,
  byName: ReadonlyMap<string, SchemaEntry> | undefined,
): string | undefined {
  if (slot === '{}') return entry['element-type'];
  if (slot.startsWith('|')) return choicesOf(entry, byName).find(({ kind }) => `|${kind}` === slot)?.type;
  if (slot.startsWith('[')) return entry.variants?.find((variant) => `[${variant.case}]` === slot)?.type;
  return entry.members?.find(({ name }) => `.${name}` === slot)?.type;
}

/** The choices of an alternate differ in what they look like in JSON, so no two are of one kind. */
function choicesOf(
  entry: SchemaEntry,
  byName: ReadonlyMap<string, SchemaEntry> | undefined,
): readonly { readonly kind: string; readonly type: string }[] {
  return (entry.members ?? []).flatMap(({ type }) => {
    const chosen = type === undefined ? undefined : byName?.get(type);
    return chosen === undefined ? [] : [{ kind: kindOf(chosen), type: chosen.name }];
  });
}

function refuseConflation(
  set: readonly Node[],
  joined: Joined,
  places: ReadonlyMap<string, string>,
  recordings: readonly Recording[],
): void {
  for (const nodes of Map.groupBy(set, ({ version }) => version).values()) {
    const [first, ...others] = nodes;
    const unlike = others.find(
      (node) => first !== undefined && shapeOf(node, joined) !== shapeOf(first, joined),
    );
    if (first === undefined || unlike === undefined) continue;
    throw new Error(
      `two types of QEMU ${recordings[first.version]?.version} would become one: the one at ` +
        `"${places.get(first.key)}" and the one at "${places.get(unlike.key)}"; tools/qapi-codegen/src/known-splits.ts must keep them apart`,
    );
  }
}

/** What a type consists of, as a text that is equal for types that are alike. */
function shapeOf(node: Node, joined: Joined): string {
  const { entry } = node;
  const target = (slot: string): string => {
    const next = joined.follow(node, slot);
    if (next.entry['meta-type'] === 'array') return `[${next.entry['element-type']}]`;
    return String(joined.setOf(next) ?? kindOf(next.entry));
  };
  const members = (entry.members ?? []).map(
    ({ name, type, default: absent }) =>
      `${name}${absent === null ? '?' : ''}:${type === undefined || name === undefined ? '' : target(`.${name}`)}`,
  );
  const variants = (entry.variants ?? []).map((variant) => `${variant.case}=${target(`[${variant.case}]`)}`);
  return [...members.sort(), entry.tag, ...variants.sort(), ...[...(entry.values ?? [])].sort()].join(' ');
}
