import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { temporaryFolder } from './temporary-folder.ts';

test('the first example of README.md runs', async () => {
  const folder = new URL('..', import.meta.url).pathname;
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readFileSync(`${folder}/README.md`, 'utf8')) ?? [];
  const elsewhere = example.replace("'/run/web1.lock'", JSON.stringify(join(temporaryFolder(), 'web1.lock')));
  expect(elsewhere).not.toBe(example);
  const flags = ['--conditions=@kvmkit/source', '--input-type=module-typescript', '--eval', elsewhere];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: folder });
  expect(stdout).toBe('still running\n');
});
