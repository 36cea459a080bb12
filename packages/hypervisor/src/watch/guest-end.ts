import { openPidfd, SystemCallError } from '@kvmkit/host-fds';
import type { GuestProcess } from '@kvmkit/kvm-runtime-store';
import { isAlive } from '@kvmkit/kvm-runtime-store/store';

/** Resolves when a guest's QEMU has ended, however it did: the kernel tells. @throws the signal's reason */
export async function guestEnd(guest: GuestProcess, signal: AbortSignal): Promise<void> {
  try {
    using pidfd = openPidfd(guest.pid);
    if (await isAlive(guest)) await pidfd.waitForExit({ signal });
  } catch (error) {
    if (!(error instanceof SystemCallError) || error.errnoName !== 'ESRCH') throw error;
  }
}
