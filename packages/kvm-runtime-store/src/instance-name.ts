import { InstanceNameError } from './errors.ts';

const rule =
  'letters, digits, ".", "_" and "-", the first a letter or digit, at most 200 of them, not ending in ".guest"';

/** Whether a name may become part of a path. */
export function isInstanceName(name: string): boolean {
  // The lock of an instance `web1.guest` would be the one that the QEMU of `web1` holds.
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name) && !name.endsWith('.guest');
}

/**
 * Refuses a name that must not become part of a path.
 * @throws {InstanceNameError} `INSTANCE_NAME_INVALID`
 */
export function checkInstanceName(name: string): void {
  if (!isInstanceName(name)) throw new InstanceNameError(name, rule);
}
