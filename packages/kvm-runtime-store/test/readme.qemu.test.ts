import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect, onTestFinished, test } from 'vitest';

import { openRuntimeStore } from '../src/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

// For hangs: two cores may be busy with other tests.
const patience = { interval: 5, timeout: 10_000 };
const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = textOf('../README.md');
const example = new URL('readme-example.ts', import.meta.url);

test('the README shows exactly the example that is run here', () => {
  const [, shown] = /```ts\n(.*?)```/su.exec(readme) ?? [];
  expect(shown).toBe(readFileSync(example, 'utf8'));
});

test('the guest that the example of the README leaves is found by the next process', async (ctx) => {
  if (spawnSync('qemu-system-x86_64', ['--version']).error) ctx.skip('there is no qemu-system-x86_64');
  const store = openRuntimeStore({ root: temporaryFolder() });
  const args = ['--conditions=@kvmkit/source', fileURLToPath(example), store.root];
  // Whatever fails below: who holds the guest's lock is ended by the pid that it wrote.
  onTestFinished(async () => {
    const guest = await store.findGuest('web1');
    if (guest !== undefined) process.kill(guest.pid, 'SIGKILL');
    const lock = await store.lockGuest('web1', { doing: 'testing', timeoutMs: 10_000 });
    await lock.close();
  });
  await expect(promisify(execFile)(process.execPath, args)).resolves.toMatchObject({ stdout: 'true\n' });
  await expect(store.list()).resolves.toEqual(['web1']);
  await expect(store.guestExists('web1')).resolves.toBe(true);
  await expect.poll(() => store.findGuest('web1'), patience).toBeDefined();
});

test('the README names every export and every error code, and is short', () => {
  const exported = [...textOf('../src/index.ts').matchAll(/\{([^}]*)\}/g)].flatMap(
    ([, list = '']) => list.match(/\b(?!type\b)\w+/g) ?? [],
  );
  const codes = textOf('../src/errors.ts').match(/(?<=')[A-Z]+_[A-Z_]+(?=')/g) ?? [];
  expect(exported.length).toBeGreaterThan(10);
  expect([...exported, ...codes].filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
  expect(readme.split('\n').length).toBeLessThan(100);
});
