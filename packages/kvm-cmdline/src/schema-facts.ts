import { emittedBlockDrivers } from './devices/emitted-drivers.ts';

/** One entity of `query-qmp-schema`, as far as it is read here (qapi/introspect.json). */
export interface SchemaEntity {
  readonly name: string;
  readonly 'meta-type': string;
  /** Of a command. */
  readonly 'arg-type'?: string | undefined;
  /** Of an object, or an enum from 7.2 on; those of an enum have no type, those of an alternate no name. */
  readonly members?: readonly { readonly name?: string; readonly type?: string }[] | undefined;
  readonly variants?: readonly { readonly case: string; readonly type: string }[] | undefined;
  /** Of an enum. */
  readonly values?: readonly string[] | undefined;
}

/** What the schema says of the options that are read from it. */
export interface SchemaFacts {
  readonly blockdev: BlockdevFacts;
  readonly tapParameters: readonly string[];
  /** Types that `-object` takes; empty where they are not in the schema (before 6.0). */
  readonly objectTypes: readonly string[];
}

/** What `-blockdev` takes. */
export interface BlockdevFacts {
  readonly drivers: readonly string[];
  /** Of the drivers that command lines of ours hold: all that a node of theirs may have. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly cacheMembers: readonly string[];
  readonly aioModes: readonly string[];
  readonly discardModes: readonly string[];
}

/** A lookup by name once; types are numbered anew in every build, so they are only reached from commands. */
export function readSchema(schema: readonly SchemaEntity[]): SchemaFacts {
  const entities = new Map(schema.map((entity) => [entity.name, entity]));
  const argumentsOf = (command: string): SchemaEntity | undefined =>
    entities.get(entities.get(command)?.['arg-type'] ?? '');
  const variantOf = (command: string, name: string): SchemaEntity | undefined =>
    entities.get(argumentsOf(command)?.variants?.find((variant) => variant.case === name)?.type ?? '');

  const typeOf = (object: SchemaEntity | undefined, member: string): SchemaEntity | undefined =>
    entities.get(object?.members?.find(({ name }) => name === member)?.type ?? '');

  const node = argumentsOf('blockdev-add');
  const common = memberNames(node);
  const drivers = (node?.variants ?? []).map((variant) => variant.case);
  const emitted = emittedBlockDrivers.filter((driver) => drivers.includes(driver));
  const aio = typeOf(variantOf('blockdev-add', 'file'), 'aio');
  const discard = typeOf(node, 'discard');
  return {
    blockdev: {
      drivers,
      members: Object.fromEntries(
        emitted.map((driver) => [driver, [...common, ...memberNames(variantOf('blockdev-add', driver))]]),
      ),
      cacheMembers: memberNames(typeOf(node, 'cache')),
      aioModes: enumValues(aio),
      discardModes: enumValues(discard),
    },
    tapParameters: memberNames(variantOf('netdev_add', 'tap')),
    objectTypes: (argumentsOf('object-add')?.variants ?? []).map((variant) => variant.case),
  };
}

function enumValues(entity: SchemaEntity | undefined): readonly string[] {
  return entity?.values ?? memberNames(entity);
}

function memberNames(entity: SchemaEntity | undefined): string[] {
  return (entity?.members ?? []).flatMap(({ name }) => name ?? []);
}
