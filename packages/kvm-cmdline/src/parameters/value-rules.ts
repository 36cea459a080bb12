import { CpuMaskError, parseMultiCpuMask } from '@kvmkit/cpu-affinity/mask';

import type { HvParameter } from '../hv-parameters.ts';
import { fitsInArgv, isNormalizedAbsolutePath, isUrl, pathRule, textRule } from '../text-rules.ts';
import type { ParameterRule } from './parameter-rule.ts';

/** The first rule that a value breaks, and what it allows instead. */
export interface BrokenRule {
  readonly rule: ParameterRule;
  readonly allowed: string;
}

/** Whether a value of its own is what a parameter may be; what "not specified" means is the caller's. */
export function brokenRule(parameter: HvParameter, value: unknown): BrokenRule | undefined {
  if (parameter.valid !== undefined) return isOneOf(parameter, value);
  switch (parameter.type) {
    case 'bool':
      return typeof value === 'boolean' ? undefined : { rule: 'type', allowed: 'true or false' };
    case 'int':
      return isWholeNumber(parameter, value);
    case 'string':
    case 'maybe-string':
      return isText(parameter, value);
  }
}

function isOneOf({ valid = [], default: byDefault }: HvParameter, value: unknown): BrokenRule | undefined {
  if (valid.some((one) => one === value)) return undefined;
  const list = byDefault === '' ? ['', ...valid] : valid;
  return { rule: 'one-of', allowed: list.map((one) => JSON.stringify(one)).join(', ') };
}

function isWholeNumber(parameter: HvParameter, value: unknown): BrokenRule | undefined {
  const { minimum, maximum } = parameter;
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  const allowed = `a whole number${from}${maximum === undefined ? '' : ` to ${maximum}`}`;
  if (!Number.isSafeInteger(value)) return { rule: 'type', allowed };
  const inRange = Number(value) >= (minimum ?? -Infinity) && Number(value) <= (maximum ?? Infinity);
  return inRange ? undefined : { rule: 'range', allowed };
}

function isText({ type, required, syntax }: HvParameter, value: unknown): BrokenRule | undefined {
  if (value === null && type === 'maybe-string') return undefined;
  const allowed = type === 'maybe-string' ? `${textRule}, or null` : textRule;
  if (typeof value !== 'string') return { rule: 'type', allowed };
  if (!fitsInArgv(value)) return { rule: 'text', allowed };
  const orNone = required ? '' : ', or ""';
  if (syntax === undefined) return undefined;
  switch (syntax) {
    case 'path':
      return isNormalizedAbsolutePath(value) ? undefined : { rule: 'path', allowed: pathRule + orNone };
    case 'path-or-url':
      return isNormalizedAbsolutePath(value) || isUrl(value)
        ? undefined
        : { rule: 'path-or-url', allowed: `${pathRule}, an http, https, ftp or ftps URL${orNone}` };
    case 'cpu-mask':
      return maskProblem(value);
  }
}

function maskProblem(value: string): BrokenRule | undefined {
  try {
    parseMultiCpuMask(value);
    return undefined;
  } catch (error) {
    if (!(error instanceof CpuMaskError)) throw error;
    return {
      rule: 'cpu-mask',
      allowed: 'CPUs of the host such as "0-2,5" or "all", for each vCPU after a ":"',
    };
  }
}
