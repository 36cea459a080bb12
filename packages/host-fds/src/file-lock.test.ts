import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { checkForLeaks, waitingThreads } from '../test/leaks.ts';
import { openAgain, openFile } from '../test/opened-file.ts';
import { isFileLocked, lockFile, tryLockFile, unlockFile } from './file-lock.ts';

checkForLeaks();

/** `lockFile` has come as far as its thread. */
const untilWaiting = (count = 1): Promise<void> =>
  expect.poll(() => waitingThreads().length, { interval: 1 }).toBe(count);

describe('tryLockFile', () => {
  test('an exclusive lock keeps everybody else out until it is given up', () => {
    const [ours = -1, theirs = -1] = openFile(2);
    expect(tryLockFile(ours, 'exclusive')).toBe(true);
    expect(tryLockFile(theirs, 'exclusive')).toBe(false);
    expect(tryLockFile(theirs, 'shared')).toBe(false);
    unlockFile(ours);
    expect(tryLockFile(theirs, 'exclusive')).toBe(true);
  });

  test('shared locks go together, but not with an exclusive one', () => {
    const [one = -1, two = -1, three = -1] = openFile(3);
    expect(tryLockFile(one, 'shared')).toBe(true);
    expect(tryLockFile(two, 'shared')).toBe(true);
    expect(tryLockFile(three, 'exclusive')).toBe(false);
    unlockFile(two);
    // The only holder may change the mode.
    expect(tryLockFile(one, 'exclusive')).toBe(true);
  });

  test('a child that inherited the descriptor holds the lock after we closed ours, and frees it by dying', async () => {
    const [ours = -1, theirs = -1] = openFile(2);
    expect(tryLockFile(ours, 'exclusive')).toBe(true);
    const child = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', ours] });
    await once(child, 'spawn');
    closeSync(ours);
    expect(tryLockFile(theirs, 'exclusive')).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(tryLockFile(theirs, 'exclusive')).toBe(true);
  });

  test('a closed descriptor and one that is not open as the mode needs are EBADF', () => {
    const [readOnly = -1, closed = -1] = openFile(2, 'r');
    closeSync(closed);
    const badDescriptor = { code: 'SYSTEM_CALL_FAILED', syscall: 'fcntl', errno: 9, errnoName: 'EBADF' };
    expect(() => tryLockFile(closed, 'shared')).toThrow(expect.objectContaining(badDescriptor));
    expect(() => tryLockFile(readOnly, 'exclusive')).toThrow(expect.objectContaining(badDescriptor));
    expect(() => unlockFile(closed)).toThrow(expect.objectContaining(badDescriptor));
    expect(() => isFileLocked(closed)).toThrow(expect.objectContaining(badDescriptor));
    expect(tryLockFile(readOnly, 'shared')).toBe(true);
  });

  test.for([Number.NaN, 1.5, 2 ** 31, '3', null, undefined, {}, 3n])(
    '%o as a descriptor is a TypeError',
    (fd) => {
      // @ts-expect-error -- what JavaScript callers might do
      expect(() => tryLockFile(fd, 'shared')).toThrow(TypeError);
    },
  );

  test('a mode that does not exist is a TypeError', () => {
    const [fd = -1] = openFile(1);
    // @ts-expect-error -- what JavaScript callers might do
    expect(() => tryLockFile(fd, 'write')).toThrow(TypeError);
  });
});

test('isFileLocked sees the locks of others, not our own, and takes none', () => {
  const [ours = -1, theirs = -1] = openFile(2);
  expect(isFileLocked(ours)).toBe(false);
  tryLockFile(ours, 'shared');
  expect(isFileLocked(ours)).toBe(false);
  expect(isFileLocked(theirs)).toBe(true);
  unlockFile(ours);
  expect(isFileLocked(theirs)).toBe(false);
});

describe('lockFile', () => {
  test('a free lock is had without a thread', async () => {
    const [ours = -1] = openFile(1);
    const locked = lockFile(ours, 'exclusive');
    expect(waitingThreads()).toEqual([]);
    await expect(locked).resolves.toBe(true);
  });

  test('a waiter gets the lock when its holder gives it up', async () => {
    const [ours = -1, theirs = -1] = openFile(2);
    tryLockFile(theirs, 'exclusive');
    const locked = lockFile(ours, 'exclusive');
    await untilWaiting();
    unlockFile(theirs);
    await expect(locked).resolves.toBe(true);
    expect(tryLockFile(theirs, 'shared')).toBe(false);
  });

  test('a waiter gets the lock when its holder is killed', async () => {
    const [ours = -1, theirs = -1] = openFile(2);
    tryLockFile(theirs, 'exclusive');
    const child = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', theirs] });
    const died = once(child, 'close');
    await once(child, 'spawn');
    closeSync(theirs);
    const locked = lockFile(ours, 'exclusive');
    await untilWaiting();
    child.kill('SIGKILL');
    await expect(locked).resolves.toBe(true);
    await died;
  });

  test('when the time is over it resolves to false and holds nothing', async () => {
    const [ours = -1, theirs = -1, third = -1] = openFile(3);
    tryLockFile(theirs, 'exclusive');
    await expect(lockFile(ours, 'exclusive', { timeoutMs: 5 })).resolves.toBe(false);
    await expect(lockFile(ours, 'exclusive', { timeoutMs: 0 })).resolves.toBe(false);
    unlockFile(theirs);
    expect(isFileLocked(third)).toBe(false);
  });

  test('an abort throws the reason and holds nothing', async () => {
    const [ours = -1, theirs = -1, third = -1] = openFile(3);
    tryLockFile(theirs, 'exclusive');
    const reason = new Error('no longer wanted');
    const abort = new AbortController();
    const locked = lockFile(ours, 'exclusive', { signal: abort.signal });
    await untilWaiting();
    abort.abort(reason);
    await expect(locked).rejects.toBe(reason);
    unlockFile(theirs);
    expect(isFileLocked(third)).toBe(false);
    await expect(lockFile(ours, 'exclusive', { signal: abort.signal })).rejects.toBe(reason);
    expect(isFileLocked(third)).toBe(false);
  });

  test('an abort that races with the grant, either way, leaves nothing held', async () => {
    const [ours = -1, theirs = -1, third = -1] = openFile(3);
    for (let round = 0; round < 200; round++) {
      tryLockFile(theirs, 'exclusive');
      const abort = new AbortController();
      const locked = lockFile(ours, 'exclusive', { signal: abort.signal });
      // From before the thread runs to after it blocks, and with the two calls in both orders.
      if (round % 4 > 1) await untilWaiting();
      if (round % 2 === 0) unlockFile(theirs);
      abort.abort();
      unlockFile(theirs);
      await expect(locked).rejects.toBe(abort.signal.reason);
      expect(isFileLocked(third)).toBe(false);
    }
  });

  test.for(['nothing', 'another file', 'the same file'])(
    'a descriptor that is closed during the wait is EBADF, its number meaning %s by then',
    async (meaning) => {
      const [theirs = -1] = openFile(1);
      const same = `/proc/self/fd/${theirs}`;
      const ours = openAgain(same);
      tryLockFile(theirs, 'exclusive');
      const locked = lockFile(ours, 'exclusive');
      await untilWaiting();
      closeSync(ours);
      // The lowest free number is given out first.
      const reused =
        meaning === 'nothing' ? ours : openAgain(meaning === 'the same file' ? same : '/dev/null', 'r+');
      expect(reused).toBe(ours);
      unlockFile(theirs);
      await expect(locked).rejects.toMatchObject({ errnoName: 'EBADF' });
      expect(isFileLocked(theirs)).toBe(false);
    },
  );

  test('sixty waiters do not hold up file system calls', async () => {
    const [theirs = -1, ...ours] = openFile(61);
    tryLockFile(theirs, 'exclusive');
    const abort = new AbortController();
    const all = Promise.allSettled(ours.map((fd) => lockFile(fd, 'shared', { signal: abort.signal })));
    await untilWaiting(60);
    await expect(readFile('/proc/self/comm', 'utf8')).resolves.not.toBe('');
    abort.abort();
    for (const { status } of await all) expect(status).toBe('rejected');
  });

  test('all who wait for a shared lock get it at once', async () => {
    const [theirs = -1, ...ours] = openFile(9);
    tryLockFile(theirs, 'exclusive');
    const all = Promise.all(ours.map((fd) => lockFile(fd, 'shared')));
    await untilWaiting(8);
    unlockFile(theirs);
    await expect(all).resolves.toEqual(Array.from({ length: 8 }, () => true));
  });

  test.for([-1, Number.NaN])('%d milliseconds are a RangeError', async (timeoutMs) => {
    const [ours = -1, theirs = -1] = openFile(2);
    tryLockFile(theirs, 'exclusive');
    await expect(lockFile(ours, 'shared', { timeoutMs })).rejects.toThrow(RangeError);
  });

  test('a wait of years is not cut to a millisecond', async () => {
    const [ours = -1, theirs = -1] = openFile(2);
    tryLockFile(theirs, 'exclusive');
    const locked = lockFile(ours, 'shared', { timeoutMs: 2 ** 40 });
    await untilWaiting();
    unlockFile(theirs);
    await expect(locked).resolves.toBe(true);
  });
});

test('the descriptor of a waiting thread is not inherited by children', async () => {
  const [ours = -1, theirs = -1] = openFile(2);
  tryLockFile(theirs, 'exclusive');
  const abort = new AbortController();
  const locked = lockFile(ours, 'exclusive', { signal: abort.signal });
  await untilWaiting();
  const child = spawn('sh', ['-c', 'ls -l /proc/self/fd'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [text] = (await Promise.all([child.stdout.setEncoding('utf8').toArray(), once(child, 'close')])) as [
    string[],
    unknown,
  ];
  expect(text.join('')).not.toContain('host-fds-');
  abort.abort();
  await expect(locked).rejects.toThrow('aborted');
});
