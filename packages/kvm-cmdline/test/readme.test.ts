import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');

test('the example of the README prints a command line', async () => {
  const [, example = ''] = /```ts\n(.*?)```/su.exec(readme) ?? [];
  const flags = ['--conditions=@kvmkit/source', '--input-type=module-typescript'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--eval', example], {
    cwd: folder,
  });
  expect(stdout).toMatch(/^\/usr\/bin\/kvm -name web1 -uuid 7b1c1f0a/);
  expect(stdout).toContain('"filename":"/srv/web1.img"');
  expect(stdout).toContain('-machine pc-i440fx-7.2,accel=kvm -S -pidfile /run/vm/web1.pid');
});

test('the README names every export and every error code, and is short', () => {
  const index = readFileSync(join(folder, 'src/index.ts'), 'utf8');
  const exported = [...index.matchAll(/\{([^}]*)\}/g)].flatMap(
    ([, list = '']) => list.match(/\b(?!type\b)\w+/g) ?? [],
  );
  const codes = readFileSync(join(folder, 'src/errors.ts'), 'utf8').match(/(?<=')[A-Z]+_[A-Z_]+(?=')/g) ?? [];
  expect(exported.length).toBeGreaterThan(20);
  const unnamed = [...exported, ...codes].filter((name) => !readme.includes(`\`${name}`));
  expect(unnamed).toEqual([]);
  expect(readme.split('\n').length).toBeLessThan(100);
});
