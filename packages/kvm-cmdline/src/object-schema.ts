import * as v from 'valibot';

/** An object with these members and no others. */
export const object = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    v.custom<v.InferInput<v.StrictObjectSchema<Entries, undefined>>>(isObject, 'an object'),
    v.strictObject(entries),
  );

/** An object with these members among others. */
export const looseObject = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    v.custom<v.InferInput<v.LooseObjectSchema<Entries, undefined>>>(isObject, 'an object'),
    v.looseObject(entries),
  );

// What valibot alone does not say: a list is no object.
function isObject(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
