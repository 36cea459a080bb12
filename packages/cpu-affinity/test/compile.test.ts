import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { AddonError } from '../src/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

/** The package as it lies in somebody's node_modules, without a prebuilt addon. */
function installed(): string {
  const folder = join(temporaryFolder(), 'cpu-affinity');
  mkdirSync(folder);
  cpSync(join(import.meta.dirname, '../native'), join(folder, 'native'), { recursive: true });
  return folder;
}

test('where no prebuilt addon fits, the command that the error names compiles one that loads', async () => {
  const folder = installed();
  const missing = new AddonError(join(folder, 'prebuilds/linux-x64/cpu-affinity.glibc.node'), undefined);
  const [command = ''] = /sh \S+$/.exec(missing.message) ?? [];
  const { stdout } = await run('sh', command.split(' ').slice(1));
  const addon: unknown = createRequire(import.meta.url)(stdout.trim());
  expect(Object.keys(addon as object).length).toBeGreaterThan(0);
});

test('without a compiler the command says what to install, and makes nothing', async () => {
  const folder = installed();
  const attempt = run('sh', [join(folder, 'native/compile.sh')], {
    env: { ...process.env, CC: 'no-such-compiler' },
  });
  await expect(attempt).rejects.toMatchObject({ stderr: expect.stringContaining('apt-get install gcc') });
  expect(readdirSync(folder)).toEqual(['native']);
});
