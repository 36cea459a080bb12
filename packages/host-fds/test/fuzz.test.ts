import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { addressSanitizer, noAddressSanitizer, noRoot, skipBecauseOf } from './requirements.ts';
import { temporaryFolder } from './temporary-folder.ts';

skipBecauseOf(noAddressSanitizer(), noRoot());

const here = new URL('.', import.meta.url).pathname;
const runs = process.env['FUZZ_RUNS'] ?? '20000';
const seed = process.env['FUZZ_SEED'] ?? String(Date.now() % 1_000_000);

test(`${runs} calls with random values corrupt no memory (FUZZ_SEED=${seed})`, async () => {
  const folder = temporaryFolder();
  await promisify(execFile)(
    'bash',
    [join(here, '../../../tools/native/build.sh'), join(here, '..'), 'host-fds'],
    {
      env: {
        ...process.env,
        PREBUILDS: folder,
        PLATFORM: 'any.asan',
        CFLAGS: '-g -fsanitize=address,undefined -fno-sanitize-recover=undefined',
      },
    },
  );
  const addon = join(folder, 'any', 'host-fds.asan.node');
  // Not a pipe: to the fuzzer that would be a socket like any other, to send to.
  const log = openSync(join(folder, 'log'), 'w');
  // In a pid namespace there is nobody else to signal, and the first process in it can not be killed from inside.
  // Not --mount-proc: that first makes / private, which in a chroot is no mount.
  const namespaces = ['--net', '--pid', '--fork', '--kill-child', '--mount', '--propagation', 'unchanged'];
  const ownProc = ['sh', '-ec', 'mount --make-private /proc; mount -t proc proc /proc; exec "$@"', 'sh'];
  const environment = ['env', `LD_PRELOAD=${addressSanitizer()}`, 'ASAN_OPTIONS=detect_leaks=0'];
  const program = [process.execPath, '--expose-gc', join(here, 'fuzz-natives.mjs'), addon, runs, seed];
  const child = spawn('unshare', [...namespaces, ...ownProc, ...environment, ...program], {
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const [code] = await once(child, 'close');
  const output = readFileSync(join(folder, 'log'), 'utf8');
  expect(output).toMatch(/^done: \d+ results, \d+ errors, \d+ TypeErrors, \d+ waits\n$/);
  expect(code).toBe(0);
});
