import { constants } from 'node:os';

import { addon } from './addon.ts';
import type { LockType } from './native-functions.ts';
import { checkResult } from './system-call.ts';
import { canceled, waitOnThread, type WaitOptions } from './thread-wait.ts';

/** Any number of holders at once (the descriptor must be open for reading), or one (open for writing). */
export type LockMode = 'shared' | 'exclusive';

const typeOfMode = { shared: 1, exclusive: 2 } as const satisfies Record<LockMode, LockType>;
const noLock = 0;

/**
 * Takes a lock on the whole file at once, or returns false when another open file description holds a conflicting one.
 *
 * The lock belongs to the open file description (fcntl(2), `F_OFD_SETLK`): every duplicate and every child that
 * inherits the descriptor holds it too, and the kernel frees it with the last of them. Asking again through the same
 * description changes its mode.
 *
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `EBADF` when the descriptor is closed, or not open as the mode needs
 */
export function tryLockFile(fd: number, mode: LockMode): boolean {
  const result = addon().setLock(fd, typeOfMode[mode]);
  // POSIX lets the kernel choose between the two.
  if (result === -constants.errno.EAGAIN || result === -constants.errno.EACCES) return false;
  checkResult(result, 'fcntl', `taking the ${mode} lock on descriptor ${fd}`);
  return true;
}

/**
 * Takes a lock on the whole file, waiting for other holders; resolves to false when the time is over.
 *
 * Waiters block on a thread of their own (256 KiB of address space), never on the one of the event loop or in the
 * pool that serves file system calls, and keep the process alive. A deadlock between descriptions is not detected:
 * give a `timeoutMs`. An abort gives up the lock also where it was granted in the same instant, and with it one that
 * the description held before.
 *
 * @throws the signal's reason when aborted; nothing is held afterwards
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `EBADF` also when the descriptor was closed during the wait
 */
export async function lockFile(fd: number, mode: LockMode, options: WaitOptions = {}): Promise<boolean> {
  options.signal?.throwIfAborted();
  if (tryLockFile(fd, mode)) return true;
  if (options.timeoutMs === 0) return false;
  const result = await waitOnThread((done) => addon().startLockWait(fd, typeOfMode[mode], done), options);
  if (options.signal?.aborted === true) {
    if (result === 0) unlockFile(fd);
    throw options.signal.reason;
  }
  if (result === canceled) return false;
  checkResult(result, 'fcntl', `waiting for the ${mode} lock on descriptor ${fd}`);
  return true;
}

/**
 * Gives up the lock of the descriptor's open file description, also for everybody who shares that description.
 *
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `EBADF` when the descriptor is closed
 */
export function unlockFile(fd: number): void {
  checkResult(addon().setLock(fd, noLock), 'fcntl', `unlocking descriptor ${fd}`);
}

/**
 * Whether another open file description holds a lock on any part of the file, shared or exclusive; takes nothing.
 *
 * Locks of `fcntl` are seen, also another process's POSIX locks; those of `flock(2)` are not.
 *
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `EBADF` when the descriptor is closed
 */
export function isFileLocked(fd: number): boolean {
  return checkResult(addon().testLock(fd), 'fcntl', `testing for a lock on descriptor ${fd}`) === 1;
}
