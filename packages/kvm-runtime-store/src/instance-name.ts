import { InstanceNameError } from './errors.ts';

const rule = 'letters, digits, ".", "_" and "-", the first a letter or digit, at most 200 of them';

/**
 * Refuses a name that must not become part of a path.
 * @throws {InstanceNameError} `INSTANCE_NAME_INVALID`
 */
export function checkInstanceName(name: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name)) throw new InstanceNameError(name, rule);
}
