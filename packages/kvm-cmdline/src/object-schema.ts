import * as v from 'valibot';

type ObjectSchema<Members extends v.GenericSchema> = v.SchemaWithPipe<
  readonly [v.CustomSchema<v.InferInput<Members>, v.ErrorMessage<v.CustomIssue> | undefined>, Members]
>;

/** An object with these members and no others. */
export function object<Entries extends v.ObjectEntries>(
  entries: Entries,
): ObjectSchema<v.StrictObjectSchema<Entries, undefined>> {
  return v.pipe(
    v.custom<v.InferInput<v.StrictObjectSchema<Entries, undefined>>>(isObject, 'an object'),
    v.strictObject(entries),
  );
}

/** An object with these members among others. */
export function looseObject<Entries extends v.ObjectEntries>(
  entries: Entries,
): ObjectSchema<v.LooseObjectSchema<Entries, undefined>> {
  return v.pipe(
    v.custom<v.InferInput<v.LooseObjectSchema<Entries, undefined>>>(isObject, 'an object'),
    v.looseObject(entries),
  );
}

// What valibot alone does not say: a list is no object.
function isObject(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
