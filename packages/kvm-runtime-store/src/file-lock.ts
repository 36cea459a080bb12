import { closeSync, constants, unlinkSync } from 'node:fs';

import { isFileLocked, type LockMode } from '@kvmkit/host-fds';

import { isErrno, LockTimeoutError, StorageError } from './errors.ts';
import { noteHolder, noteLeaving, readHolders } from './lock-holders.ts';
import { isStillAt, openLocked } from './locked-file.ts';
import { openRegularFile } from './regular-file.ts';

/** A lock that the kernel gives back with its last descriptor, however its holders end. */
export interface FileLock extends AsyncDisposable {
  /** To be handed to a child that shall hold the lock too. */
  readonly fd: number;
  /** Gives up our share; the lock lives on while a child holds the descriptor. */
  close(): Promise<void>;
  /** Removes the lock's file; only for who holds it exclusively, or did and knows that nobody does now. */
  removeFile(): Promise<void>;
}

export interface LockOptions {
  /** Any number of holders at once, or one. @default 'exclusive' */
  readonly mode?: LockMode;
  /** How long to wait for another holder, by the monotonic clock; 0: not at all. */
  readonly timeoutMs: number;
  /** Written into the file for whoever waits: `starting`. */
  readonly doing: string;
}

/**
 * Takes a lock on a file, which is made if need be. The lock belongs to the open file (`F_OFD_SETLK`), so that whoever
 * inherits the descriptor holds it too, and threads keep each other out as processes do.
 *
 * Nobody is promised a turn: the kernel wakes all that wait, oldest first, and the first to run gets the lock, or a
 * newcomer that was faster (of 100 times 8 waiters on Linux 6.18, 96 times all got it in the order they came); and
 * shared holders that overlap keep an exclusive one waiting. `timeoutMs` is the bound.
 * @throws {LockTimeoutError} `LOCK_TIMEOUT`, naming the holders
 * @throws {FileRefusedError} `FILE_REFUSED` where the file is a link, or not of the store's kind
 * @throws {StorageError} `STORAGE_FAILED`
 */
export async function lockFile(path: string, options: LockOptions): Promise<FileLock> {
  const { mode = 'exclusive', timeoutMs, doing } = options;
  const fd = await openLocked(path, mode, timeoutMs).catch((error: unknown) => {
    throw isErrno(error) ? new StorageError('locking', path, error, 'unchanged') : error;
  });
  if (fd === undefined) throw new LockTimeoutError(path, readHolders(path), timeoutMs);
  noteHolder(fd, mode, doing);
  return heldLock(path, fd, mode);
}

/** Whether somebody holds the lock of this file; takes nothing, so that nobody is disturbed. */
// oxlint-disable-next-line typescript/require-await -- so that every failure is a rejection
export async function isLocked(path: string): Promise<boolean> {
  let fd: number | undefined;
  try {
    fd = openRegularFile(path, constants.O_RDONLY);
    return isFileLocked(fd);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw isErrno(error) ? new StorageError('looking at the lock', path, error, 'unchanged') : error;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function heldLock(path: string, fd: number, mode: LockMode): FileLock {
  let isOpen = true;
  // oxlint-disable-next-line typescript/require-await -- a lock's giving up may wait for a server one day
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    if (mode === 'shared') noteLeaving(fd);
    closeSync(fd);
  };
  return {
    fd,
    close,
    // oxlint-disable-next-line typescript/require-await -- so that every failure is a rejection
    removeFile: async () => removeLockFile(path, isOpen ? fd : undefined),
    [Symbol.asyncDispose]: close,
  };
}

function removeLockFile(path: string, fd: number | undefined): void {
  try {
    // After a wipe of the root, another's lock may be there.
    if (fd === undefined || isStillAt(path, fd)) unlinkSync(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    throw isErrno(error) ? new StorageError('removing', path, error, 'unchanged') : error;
  }
}
