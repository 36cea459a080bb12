import type { HypervisorContext } from '../context.ts';
import { lockAbsentGuest, removeRun } from '../guest-lock.ts';

/** Removes what a dead guest has left. @throws `INSTANCE_RUNNING` when it is not dead. */
export function cleanupInstance(context: HypervisorContext, name: string): Promise<void> {
  return context.store.withLock(name, { doing: 'cleaning up' }, async () => {
    await using guestLock = await lockAbsentGuest(context, name, { tried: 'clean-up', doing: 'cleaning up' });
    await removeRun(context.store, name, guestLock);
  });
}
