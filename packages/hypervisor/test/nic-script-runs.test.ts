import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test as base } from 'vitest';

import { runNicScript } from '../src/network/run-nic-script.ts';

interface Scripts {
  readonly folder: string;
  /** Runs a script of one's own with these lines. */
  run(lines: string, options?: { readonly timeoutMs?: number; readonly mode?: number }): Promise<void>;
  /** A number that the script has written into a file of its folder. */
  pidIn(file: string): Promise<number>;
}

const test = base.extend<{ scripts: Scripts }>({
  scripts: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'kvmkit-nic-'));
    await use({
      folder,
      run: async (lines, { timeoutMs = 10_000, mode = 0o755 } = {}) => {
        const script = join(folder, 'script');
        await writeFile(script, `${lines.startsWith('#!') ? '' : '#!/bin/sh\n'}${lines}\n`, { mode });
        await runNicScript(
          {
            instance: 'web1',
            nic: 1,
            tap: 'tap7',
            action: 'up',
            environment: { FOLDER: folder, MODE: 'ext' },
          },
          { command: [script], timeoutMs },
        );
      },
      pidIn: async (file) => Number(await readFile(join(folder, file), 'utf8')),
    });
    await rm(folder, { recursive: true });
  },
});

/** A process that is a zombie is over, too. */
async function isOver(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return /\) [ZX]/.test(status);
}

describe('a script', () => {
  test('is told the tap and its environment, and has nothing else of us', async ({ scripts }) => {
    process.env['KVMKIT_SECRET'] = 'x';
    await using secret = await open(join(scripts.folder, 'secret'), 'w');
    await scripts.run(`cat /proc/$$/environ >$FOLDER/environ
ls -l /proc/$$/fd >$FOLDER/fds
readlink /proc/$$/fd/0 >$FOLDER/stdin
cut -d" " -f5,6 /proc/$$/stat >$FOLDER/group
echo "$# $1 $(pwd)" >$FOLDER/args
echo $$ $$ >$FOLDER/self`);
    expect(secret.fd).toBeGreaterThan(2);
    delete process.env['KVMKIT_SECRET'];
    const read = (file: string): Promise<string> => readFile(join(scripts.folder, file), 'utf8');
    const environ = (await read('environ')).split('\0').filter(Boolean);
    const names = new Set(environ.map((entry) => entry.split('=')[0]));
    expect(names).toEqual(new Set(['FOLDER', 'MODE', 'PATH']));
    await expect(read('args')).resolves.toBe('1 tap7 /\n');
    await expect(read('stdin')).resolves.toBe('/dev/null\n');
    await expect(read('fds')).resolves.not.toContain('secret');
    await expect(read('group')).resolves.toBe(await read('self'));
  });

  test('that ends well may leave a process behind, which is not waited for', async ({ scripts }) => {
    await scripts.run('sleep 1000 & echo $! >$FOLDER/pid');
    const pid = await scripts.pidIn('pid');
    await expect(isOver(pid)).resolves.toBe(false);
    process.kill(pid, 'SIGKILL');
  });

  test('that fails is an error with all that is known of it', async ({ scripts }) => {
    await expect(scripts.run('echo one; echo bridge br0 does not exist >&2; exit 3')).rejects.toMatchObject({
      name: 'NicScriptError',
      code: 'NIC_SCRIPT_FAILED',
      instance: 'web1',
      nic: 1,
      tap: 'tap7',
      action: 'up',
      how: 'ended with status 3',
      message: expect.stringMatching(
        /^connecting NIC 1 \(tap7\) of web1 failed: \S+\/script ended with status 3: .*bridge br0 does not exist/s,
      ),
    });
  });

  test('that fails leaves no process behind', async ({ scripts }) => {
    await expect(scripts.run('sleep 1000 & echo $! >$FOLDER/pid; exit 1')).rejects.toThrow('it said nothing');
    await expect.poll(async () => isOver(await scripts.pidIn('pid'))).toBe(true);
  });

  test('whose process leaves the group and keeps the output open is not waited for', async ({ scripts }) => {
    const run = scripts.run(`mkfifo $FOLDER/left
setsid sh -c 'echo $$ >$FOLDER/pid; echo >$FOLDER/left; exec sleep 1000' &
read line <$FOLDER/left; echo so; exit 1`);
    await expect(run).rejects.toThrow('ended with status 1: so');
    process.kill(await scripts.pidIn('pid'), 'SIGKILL');
  });

  test('that is killed by a signal', async ({ scripts }) => {
    await expect(scripts.run('kill -9 $$')).rejects.toThrow('was ended by SIGKILL');
  });

  test('that hangs is killed with its children, and its last words are kept', async ({ scripts }) => {
    const run = scripts.run('sleep 1000 & echo $! >$FOLDER/pid; echo waiting; wait', { timeoutMs: 300 });
    await expect(run).rejects.toThrow('took longer than 300 ms and was killed: waiting');
    await expect.poll(async () => isOver(await scripts.pidIn('pid'))).toBe(true);
  });

  test('that hangs and ignores SIGTERM is killed with its children all the same', async ({ scripts }) => {
    const lines = `trap '' TERM; (sleep 1000) & echo $! >$FOLDER/pid; wait`;
    await expect(scripts.run(lines, { timeoutMs: 300 })).rejects.toThrow('took longer than 300 ms');
    await expect.poll(async () => isOver(await scripts.pidIn('pid'))).toBe(true);
  });

  test('that prints garbage without end fills nothing', async ({ scripts }) => {
    const failure = await scripts
      .run('head -c 20000000 /dev/urandom; printf "\\033[31mthe end\\377\\n" >&2; exit 1')
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ output: expect.stringContaining('\uFFFD[31mthe end\uFFFD') });
    expect(failure instanceof Error && failure.message.length < 3000).toBe(true);
  });

  test.for<[what: string, lines: string, mode: number, code: string]>([
    ['that is not executable', 'true', 0o644, 'EACCES'],
    ['whose interpreter is missing', '#!/nowhere/sh\ntrue', 0o755, 'ENOENT'],
  ])('%s', async ([, lines, mode, code], { scripts }) => {
    await expect(scripts.run(lines, { mode })).rejects.toMatchObject({
      code: 'NIC_SCRIPT_FAILED',
      how: `could not be run (${code})`,
    });
  });

  test('that is not there', async () => {
    const call = { instance: 'web1', nic: 0, tap: 'tap0', action: 'down' as const, environment: {} };
    expect(existsSync('/nowhere')).toBe(false);
    await expect(runNicScript(call, { command: ['/nowhere/nic'], timeoutMs: 1000 })).rejects.toThrow(
      'taking down NIC 0 (tap0) of web1 failed: /nowhere/nic could not be run (ENOENT): it said nothing',
    );
  });
});
