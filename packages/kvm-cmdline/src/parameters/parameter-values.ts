import type { HvParameterName } from '../hv-parameters.ts';

/** Values of hypervisor parameters as somebody gave them: any of them may be of any type, or not there. */
export type ParameterValues = Readonly<Partial<Record<HvParameterName, unknown>>>;

/** Null and the empty string mean "not specified"; 0 and false are values like others. */
export function isSpecified(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Whether a parameter asks for something: Ganeti's `if value`. */
export function isSet(value: unknown): boolean {
  return isSpecified(value) && value !== 0 && value !== false;
}
