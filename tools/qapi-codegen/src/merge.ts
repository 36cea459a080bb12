import { isEmptyObject, joinTypes, kindOf, type Joined, type Node } from './join.ts';
import type {
  MergedMember,
  MergedSchema,
  MergedType,
  MergedVariant,
  Presence,
  TypeReference,
  TypeUse,
} from './merged-schema.ts';
import type { Split } from './known-splits.ts';
import type { Recording, SchemaEntry, SchemaEntryMember } from './recording.ts';

/** Makes one schema of the recordings of several QEMUs, oldest first. */
export function mergeSchemas(recordings: readonly Recording[], splits: readonly Split[]): MergedSchema {
  const joined = joinTypes(recordings, splits);
  // Types refer to each other in circles: each exists first, and is filled then.
  const types = joined.sets.map((set) => emptyType(set));
  const merger = new Merger(joined, types);
  for (const [position, set] of joined.sets.entries()) merger.fill(position, set);

  const named = (kind: 'command' | 'event'): readonly (readonly [string, readonly Node[]])[] => {
    const nodes = recordings.flatMap(({ schema }, version) =>
      schema
        .filter((entry) => entry['meta-type'] === kind)
        .map((entry) => ({ version, entry, key: `${version}:${entry.name}` })),
    );
    return [...Map.groupBy(nodes, ({ entry }) => entry.name)].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  const started = (nodes: readonly Node[], end: string): TypeUse =>
    merger.use(nodes.flatMap(({ version, entry }) => joined.start(version, entry.name, end) ?? []));

  return {
    versions: recordings.map(({ version }) => version),
    commands: named('command').map(([name, nodes]) => ({
      name,
      ...presenceOf(nodes.map(({ version, entry }) => [version, entry])),
      outOfBandIn: versionsWhere(nodes, ({ entry }) => entry['allow-oob'] === true),
      arguments: started(nodes, 'arguments'),
      returns: started(nodes, 'returns'),
    })),
    events: named('event').map(([name, nodes]) => ({
      name,
      ...presenceOf(nodes.map(({ version, entry }) => [version, entry])),
      data: started(nodes, 'data'),
    })),
    types,
  };
}

type Filling<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function emptyType(set: readonly Node[]): MergedType {
  const versions = new Set(set.map(({ version }) => version));
  const kind = set[0]?.entry['meta-type'];
  if (kind === 'enum') return { kind, in: versions, values: [] };
  if (kind === 'alternate') return { kind, in: versions, choices: [] };
  return { kind: 'object', in: versions, members: [], tag: undefined, variants: [], untoldIn: new Set() };
}

class Merger {
  readonly #joined: Joined;
  readonly #types: readonly Filling<MergedType>[];

  constructor(joined: Joined, types: readonly Filling<MergedType>[]) {
    this.#joined = joined;
    this.#types = types;
  }

  fill(position: number, set: readonly Node[]): void {
    const type = this.#types[position];
    // The order is the newest QEMU's; what that no longer has comes last.
    const newestFirst = [...set].sort((a, b) => b.version - a.version);
    if (type?.kind === 'enum') type.values = mergeValues(newestFirst);
    if (type?.kind === 'alternate') {
      type.choices = this.use(newestFirst.flatMap((node) => this.#joined.choices(node)));
    }
    if (type?.kind === 'object') {
      type.members = this.#mergeMembers(newestFirst, type.in);
      type.tag = newestFirst.find(({ entry }) => entry.tag !== undefined)?.entry.tag;
      type.variants = this.#mergeVariants(newestFirst);
      const { tag } = type;
      type.untoldIn = versionsWhere(
        set,
        ({ entry }) => entry.tag === undefined && entry.members?.some(({ name }) => name === tag) === true,
      );
    }
  }

  /** What stands at one place, in the several QEMUs. */
  use(nodes: readonly Node[]): TypeUse {
    const kinds = Map.groupBy(nodes, (node) => this.#joined.setOf(node) ?? kindOf(node.entry));
    return [...kinds].map(([kind, alike]) => this.#reference(kind, alike));
  }

  #reference(kind: number | string, nodes: readonly Node[]): TypeReference {
    const type = typeof kind === 'number' ? this.#types[kind] : undefined;
    if (type !== undefined) return { kind: 'type', type };
    if (kind === 'array') return { kind: 'array', element: this.use(this.#follow(nodes, '{}')) };
    if (nodes.some(({ entry }) => isEmptyObject(entry))) return { kind: 'empty' };
    return { kind: 'builtin', name: String(kind) };
  }

  #follow(nodes: readonly Node[], slot: string): readonly Node[] {
    return nodes.map((node) => this.#joined.follow(node, slot));
  }

  #mergeMembers(nodes: readonly Node[], containing: ReadonlySet<number>): readonly MergedMember[] {
    const members = nodes.flatMap((node) =>
      (node.entry.members ?? []).map((member) => ({ node, member, version: node.version })),
    );
    return [...Map.groupBy(members, ({ member }) => member.name ?? '')].map(([name, found]) => {
      const presence = presenceOf(found.map(({ version, member }) => [version, member]));
      return {
        name,
        ...presence,
        required:
          presence.in.size === containing.size && found.every(({ member }) => member.default === undefined),
        type: this.use(
          this.#follow(
            found.map(({ node }) => node),
            `.${name}`,
          ),
        ),
      };
    });
  }

  #mergeVariants(nodes: readonly Node[]): readonly MergedVariant[] {
    const variants = nodes.flatMap((node) =>
      (node.entry.variants ?? []).map((variant) => ({ node, variant })),
    );
    return [...Map.groupBy(variants, ({ variant }) => variant.case)].map(([name, found]) => ({
      case: name,
      in: new Set(found.map(({ node }) => node.version)),
      type: this.use(
        this.#follow(
          found.map(({ node }) => node),
          `[${name}]`,
        ),
      ),
    }));
  }
}

function mergeValues(nodes: readonly Node[]): readonly (Presence & { readonly name: string })[] {
  const values = nodes.flatMap(({ version, entry }) => {
    // QEMU has features of values from 6.2 on, in `members`; until then `values` is all there is.
    const members: readonly SchemaEntryMember[] =
      entry.members ?? (entry.values ?? []).map((name) => ({ name }));
    return members.map((value) => ({ version, value }));
  });
  return [...Map.groupBy(values, ({ value }) => value.name ?? '')].map(([name, found]) => ({
    name,
    ...presenceOf(found.map(({ version, value }) => [version, value])),
  }));
}

function presenceOf(found: readonly (readonly [number, Pick<SchemaEntry, 'features'>])[]): Presence {
  const having = (feature: string): ReadonlySet<number> =>
    new Set(
      found.filter(([, { features }]) => features?.includes(feature) === true).map(([version]) => version),
    );
  return {
    in: new Set(found.map(([version]) => version)),
    deprecatedIn: having('deprecated'),
    unstableIn: having('unstable'),
  };
}

function versionsWhere(nodes: readonly Node[], test: (node: Node) => boolean): ReadonlySet<number> {
  return new Set(nodes.filter(test).map(({ version }) => version));
}
