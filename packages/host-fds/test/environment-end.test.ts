import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { describe, expect, test } from 'vitest';

import { isFileLocked, tryLockFile, unlockFile } from '../src/index.ts';
import { checkForLeaks, waitingThreads } from './leaks.ts';
import { openAgain } from './opened-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

checkForLeaks();

const waiter = new URL('waiter.mjs', import.meta.url);
const flags = ['--conditions=@kvmkit/source'];

/** A file that we hold. */
function lockedFile(): { readonly path: string; readonly fd: number } {
  const path = join(temporaryFolder(), 'lock');
  closeSync(openSync(path, 'w'));
  const fd = openAgain(path);
  expect(tryLockFile(fd, 'exclusive')).toBe(true);
  return { path, fd };
}

async function runWaiter(how: string): Promise<readonly [number | null, NodeJS.Signals | null]> {
  const { path } = lockedFile();
  const child = spawn(process.execPath, [...flags, waiter.pathname, path, how], { stdio: 'inherit' });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return [code, signal];
}

describe('a process with waits under way', () => {
  test('ends with process.exit', async () => {
    await expect(runWaiter('exit')).resolves.toEqual([7, null]);
  });

  test('ends with an uncaught exception', async () => {
    await expect(runWaiter('throw')).resolves.toEqual([1, null]);
  });

  test('ends with a signal of default action', async () => {
    await expect(runWaiter('kill')).resolves.toEqual([null, 'SIGTERM']);
  });

  test('ends by itself when its waits have ended', async () => {
    await expect(runWaiter('nothing')).resolves.toEqual([0, null]);
  });
});

describe('a worker thread with waits under way', () => {
  test('is terminated, and its waits hold nothing afterwards', async () => {
    const { path, fd } = lockedFile();
    const workers = Array.from(
      { length: 3 },
      () => new Worker(waiter, { argv: [path, 'wait'], execArgv: flags }),
    );
    await expect.poll(waitingThreads, { timeout: 5000 }).toHaveLength(6);
    await Promise.all(workers.map((worker) => worker.terminate()));
    expect(waitingThreads()).toEqual([]);
    unlockFile(fd);
    expect(isFileLocked(openAgain(path))).toBe(false);
  });

  test('is refused or given the lock like the main thread', async () => {
    const { path, fd } = lockedFile();
    const worker = new Worker(waiter, { argv: [path, 'lock'], execArgv: flags });
    // Its last message and its exit may come in one turn.
    const heard = Promise.all([once(worker, 'message'), once(worker, 'exit')]);
    await expect.poll(waitingThreads, { timeout: 5000 }).toHaveLength(1);
    unlockFile(fd);
    await expect(heard).resolves.toEqual([[true], [0]]);
  });
});
