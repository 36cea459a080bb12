import { openPidfd, SystemCallError, type Pidfd } from '@kvmkit/host-fds';
import type { GuestProcess } from '@kvmkit/kvm-runtime-store';
import { isAlive } from '@kvmkit/kvm-runtime-store/store';

/**
 * Takes hold of a process that was seen before; `undefined` when it has ended since. It is taken hold of first and
 * looked at then: whoever is signalled or waited for is who was looked at.
 */
export async function holdProcess(guest: GuestProcess): Promise<Pidfd | undefined> {
  using undo = new DisposableStack();
  const pidfd = unlessGone(() => undo.use(openPidfd(guest.pid)));
  if (pidfd === undefined || !(await isAlive(guest))) return undefined;
  undo.move();
  return pidfd;
}

/** Signals a process unless it has ended. */
export function signalProcess(pidfd: Pidfd, signal: NodeJS.Signals): void {
  unlessGone(() => pidfd.signal(signal));
}

/** Resolves when a guest's QEMU has ended, however it did: the kernel tells. @throws the signal's reason */
export async function guestEnd(guest: GuestProcess, signal: AbortSignal): Promise<void> {
  using held = await holdProcess(guest);
  await held?.waitForExit({ signal });
}

/** Resolves when a process has ended, or when the time is over. */
export async function waitForEnd(pid: number, timeoutMs: number): Promise<void> {
  using pidfd = unlessGone(() => openPidfd(pid));
  await pidfd?.waitForExit({ timeoutMs });
}

function unlessGone<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SystemCallError && error.errnoName === 'ESRCH') return undefined;
    throw error;
  }
}
