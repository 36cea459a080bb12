import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

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
 * Takes an exclusive lock (`flock(2)`) on a file, which is made if need be.
 * @throws {LockTimeoutError} `LOCK_TIMEOUT`, naming the holder
 */
export async function lockFile(path: string, { timeoutMs, doing }: LockOptions): Promise<FileLock> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const file = await openLockFile(path);
    try {
      const taken = await flock(file.fd, Math.max(0, deadline - performance.now()));
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

// A lock of flock(2) belongs to the open file, not to the process that asked: flock(1) takes it on the descriptor
// it inherits, ends, and ours still holds it. Node itself has no call for it.
async function flock(fd: number, timeoutMs: number): Promise<boolean> {
  const wait = timeoutMs === 0 ? ['--nonblock'] : ['--timeout', (timeoutMs / 1000).toFixed(3)];
  const child = spawn('flock', ['--exclusive', ...wait, '3'], { stdio: ['ignore', 'ignore', 'pipe', fd] });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [status] = await once(child, 'close');
  if (status === 0) return true;
  if (status === 1 && stderr === '') return false;
  throw new Error(`flock (package util-linux) ended with status ${String(status)}: ${stderr.trim()}`);
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
