import * as v from 'valibot';

import { SpecificationError, type SpecificationProblem } from './errors.ts';
import { defaultHvParams } from './hv-parameters.ts';
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
  const { problems, instance } = parseShape(input);
  const all = [...problems, ...problemsBetweenParameters(input, problems)];
  if (all.length > 0) throw new SpecificationError(all);
  return instance;
}

/**
 * The same for an instance that runs already: which of its parameters go together is no question any more.
 * @throws {SpecificationError} `SPECIFICATION_INVALID`
 */
export function parseRunningSpec(input: unknown): InstanceSpec {
  const { problems, instance } = parseShape(input);
  if (problems.length > 0) throw new SpecificationError(problems);
  return instance;
}

function parseShape(input: unknown): {
  readonly problems: readonly SpecificationProblem[];
  readonly instance: InstanceSpec;
} {
  const result = v.safeParse(instanceSpecSchema(), input, { abortPipeEarly: true });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema is built from the table that also gives HvParams
  return { problems: (result.issues ?? []).map(problemOf), instance: result.output as InstanceSpec };
}

function problemsBetweenParameters(
  input: unknown,
  problems: readonly SpecificationProblem[],
): SpecificationProblem[] {
  const given = v.safeParse(v.object({ hvparams: v.record(v.string(), v.unknown()) }), input);
  if (!given.success) return [];
  const unsound = new Set(problems.map(({ path }) => path));
  const values = { ...defaultHvParams, ...given.output.hvparams };
  return crossProblems(values, unsound).filter(({ rule }) => rule !== leftToTheGuest);
}

// A kernel whose root is its initrd, or that needs none: checkParameterSyntax refuses it as Ganeti does, a start does
// not, and neither does Ganeti's.
const leftToTheGuest: ParameterRule = 'kernel-needs-root';
