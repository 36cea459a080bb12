import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { startQemu } from './qemu.ts';

const run = promisify(execFile);

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

function runExample(name: string, ...args: string[]): Promise<{ stdout: string }> {
  const script = fileURLToPath(new URL(name, import.meta.url));
  return run(process.execPath, ['--conditions=@kvmkit/source', script, ...args]);
}

test('every piece of code in the README stands in a file that is compiled', () => {
  const pieces = [...read('../README.md').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, piece = '']) => piece);
  const inFunctions = read('readme-fragments.ts').replaceAll(/^ {2}/gm, '');
  const compiled = [read('readme-example.ts'), read('readme-fake.ts'), inFunctions];
  expect(pieces).toHaveLength(5);
  expect(pieces.filter((piece) => !compiled.some((text) => text.includes(piece)))).toEqual([]);
});

test('the example of a fake server works', async () => {
  expect((await runExample('readme-fake.ts')).stdout).toBe('cont, served\n');
});

describeEachQemu('the README', ({ binary }) => {
  test('the first example works, and ends by itself', async () => {
    await using host = await startQemu(binary);
    const { stdout } = await runExample('readme-example.ts', host.socketPath);
    expect(stdout).toMatch(/^QEMU \d+ is running\n$/);
  });
});
