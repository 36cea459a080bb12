import * as v from 'valibot';

import { SpecificationError } from './errors.ts';
import { instanceSpecSchema } from './instance-schema.ts';
import type { InstanceSpec } from './instance-spec.ts';
import { crossProblems } from './parameters/check-parameter-syntax.ts';
import type { ParameterRule } from './parameters/parameter-rule.ts';
import { problemOf } from './specification-problem.ts';

/**
 * Parses an instance specification and fills in Ganeti's defaults.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with every problem found: path, what stands there, what may.
 */
export function parseInstanceSpec(input: unknown): InstanceSpec {
  const result = v.safeParse(instanceSpecSchema(), input, { abortPipeEarly: true });
  if (!result.success) throw new SpecificationError(result.issues.map(problemOf));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema is built from the table that also gives HvParams
  const instance = result.output as InstanceSpec;
  const problems = crossProblems(instance.hvparams, new Set()).filter(({ rule }) => rule !== leftToTheGuest);
  if (problems.length > 0) throw new SpecificationError(problems);
  return instance;
}

// A kernel whose root is its initrd, or that needs none: checkParameterSyntax refuses it as Ganeti does, a start does
// not, and neither does Ganeti's.
const leftToTheGuest: ParameterRule = 'kernel-needs-root';
