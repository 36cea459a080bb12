import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { expect, test } from 'vitest';

import { checkForLeaks, waitingThreads } from '../test/leaks.ts';
import { openPidfd } from './pidfd.ts';

checkForLeaks();

interface Started {
  readonly pid: number;
  /** The signal that it died of. */
  readonly exited: Promise<unknown>;
}

async function start(program: string, ...args: string[]): Promise<Started> {
  const child = spawn(program, args, { stdio: 'ignore' });
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error(`${program} has no pid`);
  return { pid: child.pid, exited: once(child, 'exit').then(([, signal]: unknown[]) => signal) };
}

test('waitForExit resolves to true when the process ends', async () => {
  const child = await start('sleep', '60');
  using process = openPidfd(child.pid);
  const ended = process.waitForExit();
  await expect.poll(waitingThreads).toHaveLength(1);
  process.signal('SIGKILL');
  await expect(ended).resolves.toBe(true);
  await child.exited;
  // And it stays so.
  await expect(process.waitForExit({ timeoutMs: 0 })).resolves.toBe(true);
});

test('waitForExit resolves to false when the time is over', async () => {
  using self = openPidfd(process.pid);
  await expect(self.waitForExit({ timeoutMs: 0 })).resolves.toBe(false);
  await expect(self.waitForExit({ timeoutMs: 5 })).resolves.toBe(false);
});

test('waitForExit throws the reason of an abort', async () => {
  using self = openPidfd(process.pid);
  const abort = new AbortController();
  const ended = self.waitForExit({ signal: abort.signal });
  const reason = new Error('no longer wanted');
  abort.abort(reason);
  await expect(ended).rejects.toBe(reason);
});

test('closing ends the waits, and everything else is refused afterwards', async () => {
  const self = openPidfd(process.pid);
  const waits = Promise.allSettled([self.waitForExit(), self.waitForExit()]);
  self.close();
  self.close();
  expect(self.fd).toBe(-1);
  for (const wait of await waits) {
    expect(wait).toMatchObject({ status: 'rejected', reason: { code: 'DESCRIPTOR_CLOSED' } });
  }
  expect(() => self.signal(0)).toThrow(expect.objectContaining({ code: 'DESCRIPTOR_CLOSED' }));
  await expect(self.waitForExit()).rejects.toMatchObject({ code: 'DESCRIPTOR_CLOSED' });
});

test('a signal to a process that has ended is ESRCH, whoever has its pid by then', async () => {
  const child = await start('true');
  using process = openPidfd(child.pid);
  await child.exited;
  const gone = { code: 'SYSTEM_CALL_FAILED', syscall: 'pidfd_send_signal', errnoName: 'ESRCH' };
  expect(() => process.signal('SIGTERM')).toThrow(expect.objectContaining(gone));
});

test('signals go by name or number, and a wrong one is an error', async () => {
  const child = await start('sleep', '60');
  using process = openPidfd(child.pid);
  process.signal(0);
  expect(() => process.signal(4711)).toThrow(expect.objectContaining({ errnoName: 'EINVAL' }));
  // @ts-expect-error -- what JavaScript callers might do
  expect(() => process.signal('SIGNOTHING')).toThrow(TypeError);
  process.signal(15);
  await expect(child.exited).resolves.toBe('SIGTERM');
});

test.for([
  [2 ** 22 + 1, 'ESRCH'],
  [0, 'EINVAL'],
  [-1, 'EINVAL'],
] as const)('opening process %d is %s', ([pid, errnoName]) => {
  expect(() => openPidfd(pid)).toThrow(expect.objectContaining({ syscall: 'pidfd_open', errnoName }));
});

test.for([Number.NaN, 2 ** 31, 1.5, '1', undefined])('opening process %o is a TypeError', (pid) => {
  // @ts-expect-error -- what JavaScript callers might do
  expect(() => openPidfd(pid)).toThrow(TypeError);
});
