import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { startQemu } from './qemu.ts';

const run = promisify(execFile);
const exampleUrl = new URL('readme-example.ts', import.meta.url);

test('the README shows exactly the example that is run here', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, shown] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(shown).toBe(readFileSync(exampleUrl, 'utf8'));
});

describeEachQemu('the README', ({ binary }) => {
  test('the example of the README works, and ends by itself', async () => {
    await using host = await startQemu(binary);
    const args = ['--conditions=@kvmkit/source', fileURLToPath(exampleUrl), host.socketPath];
    const { stdout } = await run(process.execPath, args);
    expect(stdout).toMatch(/^QEMU \d+ is running\n$/);
  });
});
