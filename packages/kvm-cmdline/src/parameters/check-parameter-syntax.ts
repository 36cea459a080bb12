import { SpecificationError, type SpecificationProblem } from '../errors.ts';
import { hvParameters, type HvParameter } from '../hv-parameters.ts';
import { allowedKeys, foundText } from '../problem-texts.ts';
import { crossRules } from './cross-rules.ts';
import { isSpecified, type ParameterValues } from './parameter-values.ts';
import { brokenRule, type BrokenRule } from './value-rules.ts';

/** A problem of hypervisor parameters, with the rule that is broken. */
export type ParameterProblem = Required<SpecificationProblem>;

/**
 * Checks a full set of hypervisor parameters as far as that goes without the host: Ganeti's CheckParameterSyntax, and
 * the type of each value.
 *
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with every problem and its `rule`, the one that Ganeti would
 * name first.
 */
export function checkParameterSyntax(hvparams: unknown): void {
  const values = parameterObject(hvparams);
  const problems = [...unknownNames(values), ...unsoundValues(values)];
  const unsound = new Set(problems.map(({ path }) => path));
  problems.push(...crossProblems(values, unsound));
  if (problems.length > 0) throw new SpecificationError(problems);
}

/** @throws {SpecificationError} `SPECIFICATION_INVALID` when it is no object of parameters at all. */
export function parameterObject(hvparams: unknown): Readonly<Record<string, unknown>> {
  if (typeof hvparams === 'object' && hvparams !== null && !Array.isArray(hvparams)) {
    return Object.fromEntries(Object.entries(hvparams));
  }
  const problem = {
    path: 'hvparams',
    found: foundText(hvparams),
    allowed: 'an object',
    rule: 'type',
  } as const;
  throw new SpecificationError([problem]);
}

function unknownNames(values: Readonly<Record<string, unknown>>): ParameterProblem[] {
  return Object.keys(values)
    .filter((name) => !Object.hasOwn(hvParameters, name))
    .map(unknownName);
}

/** The problem of a name that no parameter has. */
export function unknownName(name: string): ParameterProblem {
  const allowed = allowedKeys(name, Object.keys(hvParameters));
  return { path: pathOf(name), found: 'an unknown key', allowed, rule: 'unknown' };
}

function unsoundValues(values: Readonly<Record<string, unknown>>): ParameterProblem[] {
  return Object.entries<HvParameter>(hvParameters).flatMap(([name, parameter]) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const broken = brokenBy(parameter, value);
    const found = value === undefined ? undefined : foundText(value);
    return broken === undefined ? [] : [{ path: pathOf(name), found, ...broken }];
  });
}

function brokenBy(parameter: HvParameter, value: unknown): BrokenRule | undefined {
  if (value === undefined) return { rule: 'missing', allowed: 'a value: this key is required' };
  if (isSpecified(value)) return brokenRule(parameter, value);
  return parameter.required ? { rule: 'required', allowed: 'a value' } : undefined;
}

/**
 * What is wrong with parameters beside each other.
 * @param unsound the paths of those that are wrong by themselves: no rule is asked about them.
 */
export function crossProblems(values: ParameterValues, unsound: ReadonlySet<string>): ParameterProblem[] {
  return crossRules
    .filter(({ parameters }) => !parameters.some((name) => unsound.has(pathOf(name))))
    .flatMap(({ rule, broken }) =>
      broken(values)
        .filter(({ at }) => !unsound.has(pathOf(at)))
        .map(({ at, allowed }) => ({ path: pathOf(at), found: foundText(values[at]), allowed, rule })),
    );
}

/** Where a parameter stands in a specification. */
export function pathOf(name: string): string {
  return `hvparams.${name}`;
}
