import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runScript } from './run-script.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('masks are as wide as the kernel needs them', async () => {
  const library = join(temporaryFolder(), 'wide-kernel.so');
  const source = new URL('native/wide-kernel.c', import.meta.url).pathname;
  execFileSync('cc', ['-shared', '-fPIC', '-Wall', '-Wextra', '-Werror', source, '-o', library]);
  const output = await runScript(
    `
    import { getAffinity, setAffinity } from '@kvmkit/cpu-affinity';
    for (const cpus of [[0], [1024, 5, 0], [0, 4095, 1024, 65535], [4095]]) {
      setAffinity(4711, cpus);
      console.log(JSON.stringify(getAffinity(4711)));
    }
    `,
    { LD_PRELOAD: library },
  );
  expect(output.split('\n')).toEqual(['[0]', '[0,1024]', '[0,1024,4095]', '[4095]', '']);
});
