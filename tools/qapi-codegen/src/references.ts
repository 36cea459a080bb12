import type { MergedObject, MergedSchema, MergedType, TypeUse } from './merged-schema.ts';

/** The types that a use refers to, arrays opened. */
export function typesIn(use: TypeUse): readonly MergedType[] {
  return use.flatMap((reference) => {
    if (reference.kind === 'type') return [reference.type];
    return reference.kind === 'array' ? typesIn(reference.element) : [];
  });
}

/** What a type refers to: each place in it, and what stands there. */
export function usesOf(type: MergedType): readonly { readonly slot: string; readonly use: TypeUse }[] {
  switch (type.kind) {
    case 'enum':
      return [];
    case 'alternate':
      return type.choices.map((choice) => ({
        slot: `|${choice.kind === 'type' ? choice.type.kind : choice.kind}`,
        use: [choice],
      }));
    case 'object':
      return [
        ...type.members.map(({ name, type: use }) => ({ slot: `.${name}`, use })),
        ...type.variants.map((variant) => ({ slot: `[${variant.case}]`, use: variant.type })),
      ];
    default:
      return type satisfies never;
  }
}

/** Where a schema begins: the arguments and returns of commands, the data of events. */
export function startsOf(schema: MergedSchema): readonly { readonly place: string; readonly use: TypeUse }[] {
  return [
    ...schema.commands.flatMap((command) => [
      { place: `${command.name} arguments`, use: command.arguments },
      { place: `${command.name} returns`, use: command.returns },
    ]),
    ...schema.events.map(({ name, data }) => ({ place: `${name} data`, use: data })),
  ];
}

/**
 * The objects that are only ever a variant of one union. They are no types of their own: their members are written
 * into the union's cases.
 */
export function findInlined(schema: MergedSchema): ReadonlySet<MergedObject> {
  const unions = new Map<MergedObject, Set<MergedObject>>();
  const elsewhere = new Set<MergedType>(startsOf(schema).flatMap(({ use }) => typesIn(use)));
  for (const type of schema.types) {
    for (const { slot, use } of usesOf(type)) {
      for (const used of typesIn(use)) {
        const mayBeInlined = used.kind === 'object' && used.tag === undefined && slot.startsWith('[');
        if (!mayBeInlined || type.kind !== 'object') elsewhere.add(used);
        else unions.set(used, (unions.get(used) ?? new Set()).add(type));
      }
    }
  }
  return new Set(
    [...unions].filter(([type, of]) => of.size === 1 && !elsewhere.has(type)).map(([type]) => type),
  );
}
