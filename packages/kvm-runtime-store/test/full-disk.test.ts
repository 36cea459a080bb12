import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test, type TestContext } from 'vitest';

import { openRuntimeStore } from '../src/runtime-store.ts';
import { runtimeOf } from './runtime.ts';
import { temporaryFolder } from './temporary-folder.ts';

const script = fileURLToPath(new URL('full-disk-steps.ts', import.meta.url));
const prepare = fileURLToPath(new URL('two-instances.ts', import.meta.url));

/** Runs shell commands where mounts are seen by nobody else, and gone with the shell. */
function inMountNamespace(ctx: TestContext, root: string, commands: string): unknown {
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const trial = spawnSync('unshare', ['--mount', ...user, 'mount', '-t', 'tmpfs', 'none', root], {
    encoding: 'utf8',
  });
  if (trial.status !== 0) ctx.skip(`no file system can be mounted here: ${trial.stderr.trim()}`);
  const run = `${process.execPath} --conditions=@kvmkit/source`;
  const env = { ...process.env, ROOT: root, STEPS: `${run} ${script}`, PREPARE: `${run} ${prepare}` };
  const { stdout, stderr } = spawnSync('unshare', ['--mount', ...user, 'sh', '-ec', commands], {
    encoding: 'utf8',
    env,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('a tmpfs of 1 MiB that is full keeps the old record, can be locked and cleaned up, and then written to', (ctx) => {
  const root = join(temporaryFolder(), 'root');
  mkdirSync(root);
  const commands = 'mount -t tmpfs -o size=1m none "$ROOT"; $PREPARE "$ROOT"; $STEPS "$ROOT" full';
  expect(inMountNamespace(ctx, root, commands)).toEqual({
    write: ['ENOSPC', 'unchanged'],
    read: 'old',
    lock: 'in',
    remove: 'done',
    left: ['web1'],
    drafts: [],
    again: 'done',
  });
});

test('a file system that can only be read keeps both records, and says so', async (ctx) => {
  const root = join(temporaryFolder(), 'root');
  const store = openRuntimeStore({ root });
  for (const name of ['web1', 'web2']) await store.write(name, { runtime: runtimeOf(name, 'old') });
  const commands = 'mount --bind "$ROOT" "$ROOT"; mount -o remount,bind,ro "$ROOT"; $STEPS "$ROOT" read-only';
  expect(inMountNamespace(ctx, root, commands)).toEqual({
    write: ['EROFS', 'unchanged'],
    read: 'old',
    lock: ['EROFS', 'unchanged'],
    remove: ['EROFS', 'unchanged'],
    left: ['web1', 'web2'],
    drafts: [],
    again: 'not tried',
  });
});
