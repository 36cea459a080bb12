import { closeSync, fstatSync, ftruncateSync, statSync, writeSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';

import type { FileLock } from '@kvmkit/kvm-runtime-store';
import { lockFile } from '@kvmkit/kvm-runtime-store/run';
import { LockTimeoutError } from '@kvmkit/kvm-runtime-store/store';

/** What the watcher inherits after its standard streams from who starts it. */
const inheritedDescriptor = 3;

/**
 * The lock of the one watcher of a root, which is given to it by who starts it, so that of many who do so at once one
 * succeeds; `undefined` where there is a watcher.
 */
export async function lockWatcher(root: string): Promise<FileLock | undefined> {
  try {
    return await lockFile(pathOf(root), { doing: 'watching', timeoutMs: 0 });
  } catch (error) {
    if (error instanceof LockTimeoutError) return undefined;
    throw error;
  }
}

/** Notes in the lock's file who holds it, for those who find it held. */
export function noteWatcher({ fd }: FileLock, pid: number | undefined): void {
  ftruncateSync(fd);
  writeSync(fd, JSON.stringify({ pid, doing: 'watching' }));
}

/** The lock that we were started with; `undefined` where we were not. */
export function inheritWatcherLock(root: string): FileLock | undefined {
  const fd = inheritedDescriptor;
  const path = pathOf(root);
  const there = statSync(path, { throwIfNoEntry: false });
  const ours = fstatSync(fd);
  if (there === undefined || there.ino !== ours.ino || there.dev !== ours.dev) return undefined;
  const close = async (): Promise<void> => closeSync(fd);
  return { fd, close, removeFile: () => unlink(path), [Symbol.asyncDispose]: close };
}

/** No instance's name begins with a dot. */
function pathOf(root: string): string {
  return join(root, 'lock', '.watcher');
}
