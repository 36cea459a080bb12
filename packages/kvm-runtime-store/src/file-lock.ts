import { mkdir, open, readFile, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

import { isFileLocked, lockFile as lockDescriptor } from '@kvmkit/host-fds';

import { LockTimeoutError, type LockHolder } from './errors.ts';

/** A lock that the kernel gives back with its last descriptor, however its holders end. */
export interface FileLock extends AsyncDisposable {
  /** To be handed to a child that shall hold the lock too. */
  readonly fd: number;
  /** Gives up our share; the lock lives on while a child holds the descriptor. */
  close(): Promise<void>;
  /** Removes the lock's file; only for who holds it exclusively. */
  removeFile(): Promise<void>;
}

export interface LockOptions {
  /** How long to wait for another holder; 0: not at all. */
  readonly timeoutMs: number;
  /** Written into the file for whoever waits: `starting`. */
  readonly doing: string;
}

/**
 * Takes an exclusive lock on a file, which is made if need be. The lock belongs to the open file (`F_OFD_SETLK`), so
 * that whoever inherits the descriptor holds it too.
 * @throws {LockTimeoutError} `LOCK_TIMEOUT`, naming the holder
 */
export async function lockFile(path: string, { timeoutMs, doing }: LockOptions): Promise<FileLock> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const file = await openLockFile(path);
    try {
      const remainingMs = Math.max(0, deadline - performance.now());
      const taken = await lockDescriptor(file.fd, 'exclusive', { timeoutMs: remainingMs });
      if (!taken) throw new LockTimeoutError(path, await readHolder(path), timeoutMs);
      // Whoever held it may have removed the file meanwhile: then ours is a lock on nothing.
      if (await isStillAt(path, file)) {
        await noteHolder(file, doing);
        return heldLock(path, file);
      }
      await file.close();
    } catch (error) {
      await file.close();
      throw error;
    }
  }
}

/** Whether somebody holds the lock of this file; takes nothing, so that nobody is disturbed. */
export async function isLocked(path: string): Promise<boolean> {
  try {
    await using file = await open(path, 'r');
    return isFileLocked(file.fd);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function heldLock(path: string, file: FileHandle): FileLock {
  const close = async (): Promise<void> => {
    if (file.fd !== -1) await file.close();
  };
  return {
    fd: file.fd,
    close,
    removeFile: () => unlink(path),
    [Symbol.asyncDispose]: close,
  };
}

async function openLockFile(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return open(path, 'a+', 0o600);
}

async function isStillAt(path: string, file: FileHandle): Promise<boolean> {
  const [ours, there] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  return there !== undefined && ours.ino === there.ino && ours.dev === there.dev;
}

async function noteHolder(file: FileHandle, doing: string): Promise<void> {
  const holder: LockHolder = { pid: process.pid, doing };
  await file.truncate();
  await file.write(JSON.stringify(holder));
}

async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only for a message, and checked just here
    const holder = value as Partial<LockHolder>;
    return typeof holder.pid === 'number' && typeof holder.doing === 'string'
      ? { pid: holder.pid, doing: holder.doing }
      : undefined;
  } catch {
    return undefined;
  }
}
