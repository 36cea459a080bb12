import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { addressSanitizer, noAddressSanitizer, noRoot, skipBecauseOf } from './requirements.ts';
import { temporaryFolder } from './temporary-folder.ts';

skipBecauseOf(noAddressSanitizer(), noRoot());

const here = new URL('.', import.meta.url).pathname;
const runs = process.env['FUZZ_RUNS'] ?? '20000';
const seed = process.env['FUZZ_SEED'] ?? String(Date.now() % 1_000_000);
const run = promisify(execFile);

test(`${runs} calls with random values corrupt no memory (FUZZ_SEED=${seed})`, async () => {
  const folder = temporaryFolder();
  await run('bash', [join(here, '../../../tools/native/build.sh'), join(here, '..'), 'cpu-affinity'], {
    env: {
      ...process.env,
      PREBUILDS: folder,
      PLATFORM: 'any.asan',
      CFLAGS: '-g -fsanitize=address,undefined -fno-sanitize-recover=undefined',
    },
  });
  const addon = join(folder, 'any', 'cpu-affinity.asan.node');
  // In a pid namespace the numbers mean nobody else.
  // Not --mount-proc: that first makes / private, which in a chroot is no mount.
  const namespaces = ['--pid', '--fork', '--kill-child', '--mount', '--propagation', 'unchanged'];
  const ownProc = ['sh', '-ec', 'mount --make-private /proc; mount -t proc proc /proc; exec "$@"', 'sh'];
  const environment = ['env', `LD_PRELOAD=${addressSanitizer()}`, 'ASAN_OPTIONS=detect_leaks=0'];
  const program = [process.execPath, '--expose-gc', join(here, 'fuzz-natives.mjs'), addon, runs, seed];
  const { stdout, stderr } = await run('unshare', [...namespaces, ...ownProc, ...environment, ...program]);
  expect(stdout).toMatch(/^done: \d+ results, \d+ errors, \d+ TypeErrors\n$/);
  expect(stderr).toBe('');
});
