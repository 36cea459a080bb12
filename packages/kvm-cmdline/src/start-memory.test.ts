import { expect, test } from 'vitest';

import { startMemoryMiB } from './start-memory.ts';

test.for<[what: string, availableMiB: number, startMiB: number]>([
  ['all, where there is enough', 4096, 1024],
  ['what there is, where it is less', 800, 800],
  ['the least it may have, where there is less than that', 100, 512],
])('a guest starts with %s', ([, availableMiB, startMiB]) => {
  expect(startMemoryMiB({ minmem: 512, maxmem: 1024 }, availableMiB)).toBe(startMiB);
});
