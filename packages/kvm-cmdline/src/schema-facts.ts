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
  readonly blockdevMembers: readonly string[];
  readonly aioModes: readonly string[];
  readonly tapParameters: readonly string[];
}

/** A lookup by name once; types are numbered anew in every build, so they are only reached from commands. */
export function readSchema(schema: readonly SchemaEntity[]): SchemaFacts {
  const entities = new Map(schema.map((entity) => [entity.name, entity]));
  const argumentsOf = (command: string): SchemaEntity | undefined =>
    entities.get(entities.get(command)?.['arg-type'] ?? '');
  const variantOf = (command: string, name: string): SchemaEntity | undefined =>
    entities.get(argumentsOf(command)?.variants?.find((variant) => variant.case === name)?.type ?? '');

  const file = variantOf('blockdev-add', 'file');
  const aio = entities.get(file?.members?.find(({ name }) => name === 'aio')?.type ?? '');
  return {
    blockdevMembers: memberNames(argumentsOf('blockdev-add')),
    aioModes: aio?.values ?? memberNames(aio),
    tapParameters: memberNames(variantOf('netdev_add', 'tap')),
  };
}

function memberNames(entity: SchemaEntity | undefined): string[] {
  return (entity?.members ?? []).flatMap(({ name }) => name ?? []);
}
