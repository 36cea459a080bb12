import { SpecificationError } from '../errors.ts';
import { hvParameters, type HvParameter } from '../hv-parameters.ts';
import { foundText } from '../problem-texts.ts';
import { parameterObject, pathOf, unknownName, type ParameterProblem } from './check-parameter-syntax.ts';

/**
 * Gives values that came as text, from a command line or a file, the types of their parameters: Ganeti's
 * ForceDictType. Any subset of the parameters will do; values are not checked any further.
 *
 * `"8102"` becomes 8102, `"true"` and `"False"` booleans; 0, null and the empty text are false where a boolean belongs,
 * and false is the empty text where a text belongs. What would lose something (half a vCPU) is refused.
 *
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with every unknown name and every value that has no such type.
 */
export function forceParameterTypes(hvparams: unknown): Record<string, boolean | number | string | null> {
  const problems: ParameterProblem[] = [];
  const forced: [string, boolean | number | string | null][] = [];
  for (const [name, value] of Object.entries(parameterObject(hvparams))) {
    const parameter = parameterNamed(name);
    const converted = parameter === undefined ? unknownName(name) : convert(name, parameter, value);
    if (typeof converted === 'object' && converted !== null) problems.push(converted);
    else forced.push([name, converted]);
  }
  if (problems.length > 0) throw new SpecificationError(problems);
  return Object.fromEntries(forced);
}

function parameterNamed(name: string): HvParameter | undefined {
  return Object.entries<HvParameter>(hvParameters).find(([known]) => known === name)?.[1];
}

function convert(
  name: string,
  { type }: HvParameter,
  value: unknown,
): boolean | number | string | null | ParameterProblem {
  const refuse = (allowed: string): ParameterProblem => ({
    path: pathOf(name),
    found: foundText(value),
    allowed,
    rule: 'type',
  });
  switch (type) {
    case 'bool':
      return toBoolean(value) ?? refuse('true or false, also as text');
    case 'int':
      return toInteger(value) ?? refuse('a whole number, also as text');
    case 'maybe-string':
      if (value === null) return null;
      return toText(value) ?? refuse('text, or null');
    case 'string':
      return toText(value) ?? refuse('text');
  }
}

function toBoolean(value: unknown): boolean | undefined {
  if (value === null || value === '') return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && !Number.isNaN(value)) return value !== 0;
  const word = typeof value === 'string' ? value.toLowerCase() : undefined;
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function toInteger(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const isNumeral = typeof value === 'string' && /^\s*[+-]?[0-9]+\s*$/.test(value);
  const number = isNumeral ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number + 0 : undefined;
}

function toText(value: unknown): string | undefined {
  if (value === false) return '';
  return typeof value === 'string' ? value : undefined;
}
