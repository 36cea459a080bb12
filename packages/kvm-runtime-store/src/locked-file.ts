import { closeSync, constants, fstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { lockFile, type LockMode } from '@kvmkit/host-fds';

import { isAbsence } from './errors.ts';
import { ensureDirectory } from './own-directory.ts';
import { openRegularFile } from './regular-file.ts';

/**
 * Opens a file, which is made if need be, takes its lock, and makes sure that it is still the one at its path: its
 * holder may have removed or renamed it while we waited, and then ours would be a lock on nothing.
 * @returns its descriptor, open for reading and writing, the caller's to close; undefined when the time is over
 * @throws {FileRefusedError} `FILE_REFUSED`
 * @throws what `node:fs` throws, for the caller to say what was tried
 */
export async function openLocked(
  path: string,
  mode: LockMode,
  timeoutMs: number,
): Promise<number | undefined> {
  // Of the monotonic clock: the other one may be set back.
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const fd = openOrMake(path, mode);
    try {
      const taken = await lockFile(fd, mode, { timeoutMs: Math.max(0, deadline - performance.now()) });
      if (taken && isStillAt(path, fd)) return fd;
      closeSync(fd);
      if (!taken) return undefined;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }
}

function openOrMake(path: string, mode: LockMode): number {
  // Those who share write to it at the same time.
  const append = mode === 'shared' ? constants.O_APPEND : 0;
  const flags = constants.O_RDWR | constants.O_CREAT | append;
  for (let wiped = 0; ; wiped += 1) {
    try {
      ensureDirectory(dirname(path));
      return openRegularFile(path, flags);
    } catch (error) {
      // The directory was wiped since we made sure of it.
      if (!isAbsence(error) || wiped > 0) throw error;
    }
  }
}

/** Whether an open file is the one that its path names. */
export function isStillAt(path: string, fd: number): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  const ours = fstatSync(fd);
  return there !== undefined && ours.ino === there.ino && ours.dev === there.dev;
}
