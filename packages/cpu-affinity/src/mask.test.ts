import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import * as mask from './mask.ts';

test('the mask syntax and all that it imports is free of node:* and of native code', () => {
  const reached = new Set<string>();
  const follow = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    const source = readFileSync(new URL(path, import.meta.url), 'utf8');
    for (const [, imported = ''] of source.matchAll(/(?:from|import) '([^']*)'/g)) follow(imported);
  };
  follow('./mask.ts');
  expect([...reached].sort()).toEqual([
    './cpu-list.ts',
    './cpu-mask.ts',
    './errors.ts',
    './mask.ts',
    './multi-cpu-mask.ts',
  ]);
});

test('the subpath has what its name says', () => {
  expect(Object.keys(mask).sort()).toEqual([
    'CpuListError',
    'CpuMaskError',
    'formatCpuMask',
    'formatMultiCpuMask',
    'parseCpuMask',
    'parseMultiCpuMask',
  ]);
});
