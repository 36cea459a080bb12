import { describe, expect, test } from 'vitest';

import { wrongTids } from '../test/bad-values.ts';
import { startThreads } from '../test/child.ts';
import { openProcess } from './process-folder.ts';
import { readStartTimeTicks, threadsOf } from './threads.ts';

test('all threads of a process are found, with names, the main one too', async () => {
  const { pid, tids } = await startThreads(3);
  const threads = threadsOf(pid);
  expect(threads.map(({ tid }) => tid)).toEqual(expect.arrayContaining([pid, ...tids]));
  for (const { name } of threads) expect(name).toMatch(/^.{1,15}$/);
});

test('the start time is that of the process', async () => {
  const { pid, tids } = await startThreads(1);
  expect(readStartTimeTicks(pid)).toBeGreaterThan(0);
  expect(readStartTimeTicks(pid)).toBeGreaterThanOrEqual(readStartTimeTicks(process.pid));
  expect(tids).toHaveLength(1);
});

describe('a process that has ended', () => {
  test('is an error', async () => {
    const { pid, kill } = await startThreads(0);
    await kill();
    const gone = expect.objectContaining({ code: 'PROCESS_GONE', pid });
    expect(() => threadsOf(pid)).toThrow(gone);
    expect(() => readStartTimeTicks(pid)).toThrow(gone);
  });

  test('has no threads any more for who took hold of it earlier', async () => {
    const { pid, kill } = await startThreads(0);
    using held = openProcess(pid);
    expect(held.has(pid)).toBe(true);
    await kill();
    expect(held.has(pid)).toBe(false);
    expect(held.threadIds()).toEqual([]);
    expect(held.startTimeTicks()).toBeUndefined();
    expect(held.threadName(pid)).toBeUndefined();
  });
});

test('a thread of another process is not one of this process', async () => {
  const { tids } = await startThreads(1);
  using self = openProcess(process.pid);
  expect(self.has(process.pid)).toBe(true);
  expect(self.has(tids[0] ?? 0)).toBe(false);
});

test.for(wrongTids)('pid %d is refused', (pid) => {
  expect(() => threadsOf(pid)).toThrow(expect.objectContaining({ code: 'THREAD_ID_INVALID', tid: pid }));
});
