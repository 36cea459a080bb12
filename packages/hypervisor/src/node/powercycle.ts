import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

import { NodeError } from '../errors.ts';

export interface PowercycleOptions {
  /** That this host shall be reset now, without a word to its guests, services or file systems. */
  readonly confirm: true;
}

/** What resets a host. */
export interface PowercycleTriggers {
  /** Where the kernel reads commands (Documentation/admin-guide/sysrq.rst): `b` resets at once. */
  readonly sysrqTrigger: string;
  /** The words of a program, for where that can not be written to. */
  readonly reboot: readonly [program: string, ...args: readonly string[]];
}

export const linuxTriggers: PowercycleTriggers = {
  sysrqTrigger: '/proc/sysrq-trigger',
  reboot: ['reboot', '-n', '-f'],
};

/**
 * Resets this host at once (Ganeti's PowercycleNode). On success the host does not live to see it.
 * @throws {TypeError} without the confirmation
 * @throws {NodeError} `POWERCYCLE_FAILED`
 */
export async function powercycleNode(
  { confirm }: PowercycleOptions,
  { sysrqTrigger, reboot }: PowercycleTriggers,
): Promise<void> {
  // A caller without types may pass anything.
  if (!Object.is(confirm, true))
    throw new TypeError('a powercycle wants { confirm: true }; nothing was done');
  const failures: unknown[] = [];
  try {
    // Never made where it is not.
    await using trigger = await open(sysrqTrigger, 'r+');
    await trigger.write('b');
    return;
  } catch (error) {
    failures.push(error);
  }
  try {
    const [program, ...args] = reboot;
    await promisify(execFile)(program, args);
  } catch (error) {
    failures.push(error);
    throw new NodeError(sysrqTrigger, reboot.join(' '), { cause: new AggregateError(failures) });
  }
}
