import { LockTimeoutError, RuntimeStoreError } from '@kvmkit/kvm-runtime-store/store';

import type { HypervisorContext } from '../context.ts';

/** Whether the end of this instance's guest is to be noted; one whose record can not be read says nothing. */
export async function wantsWatching({ store }: HypervisorContext, name: string): Promise<boolean> {
  try {
    const record = await store.read(name);
    return record?.runtime.instance.hvparams.user_shutdown === true;
  } catch (error) {
    if (error instanceof RuntimeStoreError) return false;
    throw error;
  }
}

/** Whether a guest lives, or is being started, whose end is to be noted. Waits for starts and stops under way. */
export async function isWatchingNeeded(context: HypervisorContext): Promise<boolean> {
  for (const name of await context.store.list()) {
    if ((await wantsWatching(context, name)) && (await guestLives(context, name))) return true;
  }
  return false;
}

/** Under the instance's lock nobody else than a QEMU holds the guest's. */
async function guestLives({ store }: HypervisorContext, name: string): Promise<boolean> {
  try {
    return await store.withLock(name, () => store.guestExists(name), { doing: 'looking whether it runs' });
  } catch (error) {
    // It is being changed for longer than one waits: it may live afterwards.
    if (error instanceof LockTimeoutError) return true;
    throw error;
  }
}
