import * as v from 'valibot';

import { SpecificationError } from './errors.ts';
import { instanceSpecSchema } from './instance-schema.ts';
import type { InstanceSpec } from './instance-spec.ts';
import { problemOf } from './specification-problem.ts';

/**
 * Parses an instance specification and fills in Ganeti's defaults.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with every problem found: path, what stands there, what may.
 */
export function parseInstanceSpec(input: unknown): InstanceSpec {
  const result = v.safeParse(instanceSpecSchema(), input, { abortPipeEarly: true });
  if (!result.success) throw new SpecificationError(result.issues.map(problemOf));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema is built from the table that also gives HvParams
  return result.output as InstanceSpec;
}
