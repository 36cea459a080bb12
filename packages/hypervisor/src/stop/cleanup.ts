import type { HypervisorContext } from '../context.ts';
import { lockAbsentGuest } from '../guest-lock.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { releaseRun } from '../release/release-run.ts';

/**
 * Gives back what a dead guest has left.
 * @returns what could not be given back, as sentences
 * @throws `INSTANCE_RUNNING` when it is not dead
 */
export function cleanupInstance(
  context: HypervisorContext,
  instance: InstanceOrName,
): Promise<readonly string[]> {
  const name = nameOf(instance);
  const words = { tried: 'clean-up', doing: 'cleaning up' };
  const cleanUp = async (): Promise<readonly string[]> => {
    await using guestLock = await lockAbsentGuest(context, name, words);
    return await releaseRun(context, name, guestLock);
  };
  return context.store.withLock(name, cleanUp, { doing: words.doing });
}
