import * as v from 'valibot';

/** One recorded question to Ganeti. What else a mode is given lies beside these members and is parsed by its group. */
const conformanceCase = v.looseObject({
  id: v.string(),
  mode: v.string(),
  flags: v.optional(v.array(v.string()), []),
});

export type ConformanceCase = v.InferOutput<typeof conformanceCase>;

/** What Ganeti answered: the members of its result, or how it failed. */
const recorded = v.looseObject({
  /** Ganeti's own words. */
  error: v.optional(v.string()),
  error_type: v.optional(v.string()),
  /** It crashed: only that it failed is worth comparing. */
  python_error: v.optional(v.boolean()),
  /** The recorded version lacks the function. */
  unsupported: v.optional(v.unknown()),
});

export type Recorded = v.InferOutput<typeof recorded>;

export function parseCases(json: string): ConformanceCase[] {
  return v.parse(v.array(conformanceCase), JSON.parse(json));
}

/** Results by case id. */
export function parseResults(json: string): ReadonlyMap<string, Recorded> {
  return new Map(Object.entries(v.parse(v.record(v.string(), recorded), JSON.parse(json))));
}
