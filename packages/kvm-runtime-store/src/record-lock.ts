import { closeSync, existsSync, fstatSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { lockFile } from '@kvmkit/host-fds';

import { LockTimeoutError } from './errors.ts';
import type { InstancePaths } from './instance-paths.ts';

/** Nobody holds it for longer than a write takes. */
const timeoutMs = 10_000;

/**
 * Runs `change` while nobody else replaces the record. Its calls do not wait for the disk, and handing them to a thread
 * would take longer than they do.
 * @throws {LockTimeoutError} `LOCK_TIMEOUT`
 */
export async function withRecordLock<T>(
  { record, recordLock }: InstancePaths,
  change: () => Promise<T>,
): Promise<T> {
  const fd = await openLocked(recordLock);
  try {
    return await change();
  } finally {
    if (!existsSync(record)) rmSync(recordLock, { force: true });
    closeSync(fd);
  }
}

async function openLocked(path: string): Promise<number> {
  for (;;) {
    const fd = openOrMake(path);
    try {
      if (!(await lockFile(fd, 'exclusive', { timeoutMs }))) {
        throw new LockTimeoutError(path, [], timeoutMs);
      }
      // Whoever held it may have removed the file meanwhile: then ours is a lock on nothing.
      if (isAt(path, fd)) return fd;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    closeSync(fd);
  }
}

function openOrMake(path: string): number {
  try {
    return openSync(path, 'a+', 0o600);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSync(path, 'a+', 0o600);
  }
}

function isAt(path: string, fd: number): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  const ours = fstatSync(fd);
  return there?.ino === ours.ino && there.dev === ours.dev;
}
