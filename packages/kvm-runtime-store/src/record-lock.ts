import { closeSync, existsSync, unlinkSync } from 'node:fs';

import { isErrno, LockTimeoutError, StorageError } from './errors.ts';
import type { InstancePaths } from './instance-paths.ts';
import { openLocked } from './locked-file.ts';

/** Nobody holds it for longer than a write takes. */
const timeoutMs = 10_000;

/**
 * Runs `change` while nobody else replaces the record.
 * @throws {LockTimeoutError} `LOCK_TIMEOUT`
 * @throws {StorageError} `STORAGE_FAILED`
 */
export async function withRecordLock<T>(
  { record, recordLock }: InstancePaths,
  change: () => Promise<T>,
): Promise<T> {
  const fd = await openLocked(recordLock, 'exclusive', timeoutMs).catch((error: unknown) => {
    throw isErrno(error) ? new StorageError('locking', recordLock, error, 'unchanged') : error;
  });
  if (fd === undefined) throw new LockTimeoutError(recordLock, [], timeoutMs);
  try {
    return await change();
  } finally {
    if (!existsSync(record)) removeLockFile(recordLock);
    closeSync(fd);
  }
}

/** Where that fails, a file is left that hurts nobody; what was changed counts. */
function removeLockFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
