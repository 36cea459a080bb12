import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { pidsRunningAs } from './process-users.ts';

// Four uids of nobody: of a range that Debian gives to no user.
const unused = 60_999;

/** A /proc with these processes, as the kernel writes them. */
function procWith(processes: Readonly<Record<number, string>>): string {
  const proc = temporaryFolder();
  for (const [pid, status] of Object.entries({ 1: 'State:\tS\nUid:\t0\t0\t0\t0\n', ...processes })) {
    mkdirSync(join(proc, pid));
    writeFileSync(join(proc, pid, 'status'), status);
  }
  mkdirSync(join(proc, 'sys'));
  return proc;
}

test('this process runs as its user, and nobody as a user that there is not', async () => {
  const [ours, nobodys] = await Promise.all([pidsRunningAs(process.getuid?.() ?? -1), pidsRunningAs(unused)]);
  expect(ours).toContain(process.pid);
  expect(nobodys).toEqual([]);
});

test('a process is found as long as it lives', async (ctx) => {
  if (process.getuid?.() !== 0) ctx.skip('only root may start a process as another user');
  const child = spawn('sleep', ['60'], { uid: unused, stdio: 'ignore' });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  await once(child, 'spawn');
  await expect(pidsRunningAs(unused)).resolves.toEqual([child.pid]);
  child.kill('SIGKILL');
  await exited;
  await expect(pidsRunningAs(unused)).resolves.toEqual([]);
});

test.for([
  ['real', '7\t0\t0\t0'],
  ['effective', '0\t7\t0\t0'],
  ['saved', '0\t0\t7\t0'],
  ['file system', '0\t0\t0\t7'],
] as const)('a process that only has it as its %s uid can act as the user', async ([, uids]) => {
  const proc = procWith({ 50: `Name:\tkvm\nState:\tS (sleeping)\nUid:\t${uids}\nThreads:\t3\n` });
  await expect(pidsRunningAs(7, proc)).resolves.toEqual([50]);
  await expect(pidsRunningAs(70, proc)).resolves.toEqual([]);
});

test.for([
  ['a zombie', 'State:\tZ (zombie)\nUid:\t7\t7\t7\t7\nThreads:\t1\n', []],
  ['a zombie whose other threads go on', 'State:\tZ (zombie)\nUid:\t7\t7\t7\t7\nThreads:\t12\n', [50]],
  ['another process whose group is called so', 'State:\tS\nUid:\t1\t1\t1\t1\nGid:\t7\t7\t7\t7\n', []],
  ['a process with an odd name', 'Name:\tUid: 7\\nUid:\t7\nState:\tS\nUid:\t1\t1\t1\t1\n', []],
  ['a process that ends while it is read', '', []],
] as const)('%s', async ([, status, pids]) => {
  await expect(pidsRunningAs(7, procWith({ 50: status }))).resolves.toEqual(pids);
});

test('where processes are not shown nothing is proven', async () => {
  const proc = procWith({});
  await expect(pidsRunningAs(7, join(proc, '1'))).rejects.toThrow(
    expect.objectContaining({
      code: 'PROCESSES_HIDDEN',
      message: expect.stringMatching(
        /process 1 is not shown, so that none is proven; no uid was taken or given back$/,
      ),
    }),
  );
});

test('where a process may not be looked at nothing is proven', async () => {
  const proc = procWith({});
  // Even root cannot read a directory as a file.
  mkdirSync(join(proc, '60', 'status'), { recursive: true });
  chmodSync(join(proc, '60', 'status'), 0);
  await expect(pidsRunningAs(7, proc)).rejects.toThrow(
    expect.objectContaining({ code: 'PROCESSES_HIDDEN', message: expect.stringContaining('process 60') }),
  );
});
