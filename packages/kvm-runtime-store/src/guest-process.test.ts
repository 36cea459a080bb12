import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { findGuestProcess, isAlive } from './guest-process.ts';
import { instancePaths, type InstancePaths } from './instance-paths.ts';

// For hangs: two cores may be busy with other tests.
const patience = { interval: 5, timeout: 10_000 };

function pathsWithFolder(): InstancePaths {
  const paths = instancePaths(temporaryFolder(), 'web1');
  mkdirSync(dirname(paths.pidFile));
  return paths;
}

/** A shell with the arguments of a QEMU, which waits until it is killed. */
function startFakeQemu(
  pidFile: string,
  { program = '/bin/sh', argv0 = 'qemu-system-x86_64' } = {},
): ChildProcess & { readonly pid: number } {
  const child = spawn(program, ['-c', 'read line', 'qemu', '-name', 'web1', '-pidfile', pidFile, '-S'], {
    argv0,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  onTestFinished(() => end(child));
  return withPid(child);
}

function withPid(child: ChildProcess): ChildProcess & { readonly pid: number } {
  const { pid } = child;
  if (pid === undefined) throw new TypeError('a process without a pid');
  return Object.assign(child, { pid });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('the process that the pid file names is the guest when its command line names the pid file', async () => {
  const paths = pathsWithFolder();
  const { pid } = startFakeQemu(paths.pidFile);
  // QEMU ends it with a newline.
  writeFileSync(paths.pidFile, `${pid}\n`);
  const guest = await findGuestProcess(paths);
  expect(guest).toEqual({ pid, startTimeTicks: expect.any(Number) });
  expect(guest?.startTimeTicks).toBeGreaterThan(0);
});

test('a guest that ended is found no more, and is not alive', async () => {
  const paths = pathsWithFolder();
  const qemu = startFakeQemu(paths.pidFile);
  writeFileSync(paths.pidFile, String(qemu.pid));
  const guest = (await findGuestProcess(paths)) ?? { pid: -1, startTimeTicks: -1 };
  await expect(isAlive(guest)).resolves.toBe(true);
  await end(qemu);
  await expect(findGuestProcess(paths)).resolves.toBeUndefined();
  await expect(isAlive(guest)).resolves.toBe(false);
});

test('a process that has the guest’s pid but began at another time is not the guest', async () => {
  const paths = pathsWithFolder();
  writeFileSync(paths.pidFile, String(startFakeQemu(paths.pidFile).pid));
  const guest = (await findGuestProcess(paths)) ?? { pid: -1, startTimeTicks: -1 };
  await expect(isAlive({ ...guest, startTimeTicks: guest.startTimeTicks - 1 })).resolves.toBe(false);
});

test('a reused pid is not taken for the guest: the process has another command line', async () => {
  const paths = pathsWithFolder();
  writeFileSync(paths.pidFile, String(process.pid));
  await expect(findGuestProcess(paths)).resolves.toBeUndefined();
});

test('the QEMU of another instance is not taken for the guest', async () => {
  const paths = pathsWithFolder();
  const { pid } = startFakeQemu(`${paths.pidFile}.other`);
  writeFileSync(paths.pidFile, String(pid));
  await expect(findGuestProcess(paths)).resolves.toBeUndefined();
});

test('a guest whose command line reaches the pid file over a link is found, as Ganeti’s over /var/run', async () => {
  const paths = pathsWithFolder();
  const link = join(temporaryFolder(), 'run');
  symlinkSync(dirname(dirname(paths.pidFile)), link);
  const { pid } = startFakeQemu(join(link, 'pid', 'web1'));
  writeFileSync(paths.pidFile, String(pid));
  await expect(findGuestProcess(paths)).resolves.toMatchObject({ pid });
});

test.for([
  ['web1', true],
  ['web1,debug-threads=on', true],
  ['guest=web1', true],
  ['web10', false],
  ['Web1', false],
  ['', false],
] as const)('a process that names no pid file and is called %j: the guest? %s', async ([name, isGuest]) => {
  const paths = pathsWithFolder();
  const child = withPid(
    spawn('/bin/sh', ['-c', 'read line', 'qemu', '-name', name], { stdio: ['pipe', 'ignore', 'ignore'] }),
  );
  onTestFinished(() => end(child));
  writeFileSync(paths.pidFile, String(child.pid));
  expect((await findGuestProcess(paths))?.pid).toBe(isGuest ? child.pid : undefined);
});

test('a process that only has the pid file as its name is not taken for the guest', async () => {
  const paths = pathsWithFolder();
  const child = withPid(
    spawn('/bin/sh', ['-c', 'read line'], { argv0: paths.pidFile, stdio: ['pipe', 'ignore', 'ignore'] }),
  );
  onTestFinished(() => end(child));
  writeFileSync(paths.pidFile, String(child.pid));
  await expect(findGuestProcess(paths)).resolves.toBeUndefined();
});

test('a zombie is neither found nor alive', async () => {
  const paths = pathsWithFolder();
  // The parent reaps its child only when its own standard input ends; the child stops itself.
  const parent = spawn(
    '/bin/sh',
    [
      '-c',
      '"$@" & echo $!; read line; wait',
      'sh',
      '/bin/sh',
      '-c',
      'kill -STOP $$',
      'qemu',
      '-pidfile',
      paths.pidFile,
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const [output] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(output.toString());
  onTestFinished(async () => {
    process.kill(pid, 'SIGKILL');
    parent.stdin.end();
    await once(parent, 'exit');
  });
  writeFileSync(paths.pidFile, String(pid));
  // The shell forks before it becomes another program.
  await expect.poll(() => findGuestProcess(paths), patience).toMatchObject({ pid });
  const guest = (await findGuestProcess(paths)) ?? { pid: -1, startTimeTicks: -1 };
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isAlive(guest), patience).toBe(false);
  expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
  await expect(findGuestProcess(paths)).resolves.toBeUndefined();
});

test('blanks and brackets in the name of a process are no fields of its state', async () => {
  const paths = pathsWithFolder();
  const program = join(dirname(paths.pidFile), ') Z 1 (');
  symlinkSync('/bin/sh', program);
  const { pid } = startFakeQemu(paths.pidFile, { program });
  writeFileSync(paths.pidFile, String(pid));
  expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain('() Z 1 () ');
  const guest = (await findGuestProcess(paths)) ?? { pid: -1, startTimeTicks: -1 };
  expect(guest.pid).toBe(pid);
  await expect(isAlive(guest)).resolves.toBe(true);
});

test('without a pid file there is no guest', async () => {
  await expect(findGuestProcess(instancePaths('/nowhere', 'web1'))).resolves.toBeUndefined();
});

test.for([
  '',
  '\n',
  'web1',
  '0',
  '-1',
  '-4711',
  '1e9',
  'NaN',
  '0x1',
  '\0',
  '99999999999999999999',
  '4194305',
  '../self',
  '1 2',
  `${process.pid}x`,
  `+${process.pid}`,
])('a pid file that says %j names no guest', async (content) => {
  const paths = pathsWithFolder();
  writeFileSync(paths.pidFile, content);
  await expect(findGuestProcess(paths)).resolves.toBeUndefined();
});

test('a pid file that is a directory names no guest', async () => {
  const paths = pathsWithFolder();
  mkdirSync(paths.pidFile);
  await expect(findGuestProcess(paths)).resolves.toBeUndefined();
});
