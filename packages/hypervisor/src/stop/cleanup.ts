import { LockTimeoutError } from '@kvmkit/kvm-runtime-store';

import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';

/** Removes what a dead guest has left. @throws {InstanceError} `INSTANCE_RUNNING` when it is not dead. */
export function cleanupInstance({ store }: HypervisorContext, name: string): Promise<void> {
  return store.withLock(name, { doing: 'cleaning up' }, async () => {
    await using guestLock = await store.lockGuest(name, { doing: 'cleaning up' }).catch((error: unknown) => {
      if (!(error instanceof LockTimeoutError)) throw error;
      throw new InstanceError(
        'INSTANCE_RUNNING',
        name,
        `clean-up of ${name} refused: its guest lives; nothing was changed`,
      );
    });
    await store.remove(name);
    await guestLock.removeFile();
  });
}
