import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

test('the first example of README.md runs', async () => {
  const folder = new URL('..', import.meta.url).pathname;
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readFileSync(`${folder}/README.md`, 'utf8')) ?? [];
  const flags = ['--conditions=@kvmkit/source', '--input-type=module-typescript', '--eval', example];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: folder });
  expect(stdout).toBe('still running\n');
});
