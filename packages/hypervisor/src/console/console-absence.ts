import type { HypervisorContext } from '../context.ts';
import { ConsoleError, InstanceError } from '../errors.ts';
import { findGuest } from '../find-guest.ts';

/** Why a file of a guest's console can not be opened; what is no absence of it stays as it is. */
export async function consoleAbsence(
  context: HypervisorContext,
  name: string,
  error: unknown,
  why: string,
): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOENT' && code !== 'ECONNREFUSED') return error;
  if ((await findGuest(context, name)) === undefined) {
    return new InstanceError('INSTANCE_NOT_RUNNING', name, `console of ${name} refused: it does not run`);
  }
  return new ConsoleError('CONSOLE_ABSENT', name, `console of ${name} refused: ${why}`);
}
