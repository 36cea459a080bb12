import type { SchemaInfo } from '../commands.ts';

/** Looks an entry up by its name. */
export type FindEntry = (name: string) => SchemaInfo | undefined;

/** What a path has led to: an entry, or a member, enum value or variant of one, with its features. */
export interface SchemaPlace {
  readonly features: readonly string[];
  /** The type that the rest of a path is looked up in; undefined where there is none, as below an enum value. */
  readonly type: SchemaInfo | undefined;
}

/**
 * Follows a path through the schema; undefined where QEMU has no such thing. The steps are
 *
 * ```text
 * blockdev-add                         a command or an event
 * blockdev-add/arg-type                the type of its arguments (ret-type: of its answer); an event has an arg-type too
 * blockdev-add/arg-type/read-only      a member of an object
 * blockdev-add/arg-type/+qcow2         the variant for this value of the tag, and its members
 * set-action/arg-type/panic/^shutdown  a value of an enum
 * query-machines/ret-type/alias        arrays are stepped through by themselves, alternates into each alternative
 * screendump/$allow-preconfig          a feature of what the path has led to
 * ```
 */
export function followSchemaPath(find: FindEntry, path: string): SchemaPlace | undefined {
  const [name = '', ...steps] = path.split('/');
  return steps.reduce<SchemaPlace | undefined>(
    (place, step) => place && followStep(find, place, step),
    placeOf(find(name)),
  );
}

function followStep(find: FindEntry, place: SchemaPlace, step: string): SchemaPlace | undefined {
  if (step.startsWith('$')) {
    return place.features.includes(step.slice(1)) ? { features: [], type: undefined } : undefined;
  }
  const { type } = place;
  if (type === undefined) return undefined;
  for (const candidate of alternativesOf(find, type)) {
    const found = stepInto(find, candidate, step);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The types that a value may have: through arrays to their elements, and through alternates. */
function alternativesOf(find: FindEntry, type: SchemaInfo): readonly SchemaInfo[] {
  const inner = innerTypes(type);
  if (inner === undefined) return [type];
  return inner.flatMap((name) => {
    const entry = find(name ?? '');
    return entry === undefined ? [] : alternativesOf(find, entry);
  });
}

function innerTypes(type: SchemaInfo): readonly (string | undefined)[] | undefined {
  if (type['meta-type'] === 'array') return [type['element-type']];
  if (type['meta-type'] === 'alternate') return type.members?.map((member) => member.type) ?? [];
  return undefined;
}

function stepInto(find: FindEntry, type: SchemaInfo, step: string): SchemaPlace | undefined {
  if (step === 'arg-type' || step === 'ret-type') return placeOf(find(type[step] ?? ''));
  if (step.startsWith('+')) {
    const variant = type.variants?.find(({ case: value }) => value === step.slice(1));
    return variant && placeOf(find(variant.type));
  }
  if (step.startsWith('^')) {
    const value = step.slice(1);
    if (type['meta-type'] !== 'enum') return undefined;
    // QEMU lists values with their features from 6.2 on, and bare ones before.
    const listed = type.members?.find(({ name }) => name === value);
    if (listed === undefined && type.values?.includes(value) !== true) return undefined;
    return { features: listed?.features ?? [], type: undefined };
  }
  if (type['meta-type'] !== 'object') return undefined;
  const member = type.members?.find(({ name }) => name === step);
  return member && { features: member.features ?? [], type: find(member.type ?? '') };
}

function placeOf(entry: SchemaInfo | undefined): SchemaPlace | undefined {
  return entry && { features: entry.features ?? [], type: entry };
}
