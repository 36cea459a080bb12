import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { expect, test } from 'vitest';

const examples = join(import.meta.dirname, '..');

test('boot-a-guest.ts boots a guest, tells what it is, and stops it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'kvmkit-example-'));
  try {
    const { stdout } = await execa(
      process.execPath,
      ['--conditions=@kvmkit/source', join(examples, 'boot-a-guest.ts')],
      {
        env: { KVMKIT_ROOT: root },
      },
    );
    expect(stdout).toContain('GUEST-READY');
    expect(stdout).toContain("state: 'running'");
    expect(stdout).toMatch(/\{ name: 'hello', by: 'power-button', warnings: \[\] \}/);
  } finally {
    await rm(root, { recursive: true });
  }
});

test("the README's example is boot-a-guest.ts, to the letter", async () => {
  const readme = await readFile(join(examples, '../README.md'), 'utf8');
  const shown = /```ts\n(.*?)```/s.exec(readme)?.[1];
  expect(shown).toBe(await readFile(join(examples, 'boot-a-guest.ts'), 'utf8'));
});
