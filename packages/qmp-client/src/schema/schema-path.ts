import type { SchemaInfo, SchemaInfoEnum, SchemaInfoObject } from '../qapi.ts';

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
  for (const type of alternativesOf(find, place.type)) {
    const found = stepInto(find, type, step);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The types that a value may have: through arrays to their elements, and through alternates. */
function alternativesOf(find: FindEntry, type: SchemaInfo | undefined): readonly SchemaInfo[] {
  if (type === undefined) return [];
  if (type['meta-type'] === 'array') return alternativesOf(find, find(type['element-type']));
  if (type['meta-type'] !== 'alternate') return [type];
  return type.members.flatMap((member) => alternativesOf(find, find(member.type)));
}

function stepInto(find: FindEntry, type: SchemaInfo, step: string): SchemaPlace | undefined {
  if (type['meta-type'] === 'enum') return step.startsWith('^') ? findValue(type, step.slice(1)) : undefined;
  if (type['meta-type'] === 'object') {
    return step.startsWith('+') ? findVariant(find, type, step.slice(1)) : findMember(find, type, step);
  }
  const hasArguments = type['meta-type'] === 'command' || type['meta-type'] === 'event';
  if (hasArguments && step === 'arg-type') return placeOf(find(type['arg-type']));
  if (type['meta-type'] === 'command' && step === 'ret-type') return placeOf(find(type['ret-type']));
  return undefined;
}

function findValue(type: SchemaInfoEnum, value: string): SchemaPlace | undefined {
  // QEMU lists values with their features from 6.2 on, and bare ones before.
  const listed = type.members?.find(({ name }) => name === value);
  if (listed === undefined && !type.values.includes(value)) return undefined;
  return { features: listed?.features ?? [], type: undefined };
}

function findVariant(find: FindEntry, type: SchemaInfoObject, tag: string): SchemaPlace | undefined {
  const found = type.variants?.find((candidate) => candidate.case === tag);
  return found && placeOf(find(found.type));
}

function findMember(find: FindEntry, type: SchemaInfoObject, name: string): SchemaPlace | undefined {
  const found = type.members.find((candidate) => candidate.name === name);
  return found && { features: found.features ?? [], type: find(found.type) };
}

function placeOf(entry: SchemaInfo | undefined): SchemaPlace | undefined {
  return entry && { features: entry.features ?? [], type: entry };
}
