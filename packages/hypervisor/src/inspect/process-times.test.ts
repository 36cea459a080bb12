import { expect, test } from 'vitest';

import { processTimes } from './process-times.ts';

test('times are read behind a name that holds brackets and blanks', () => {
  const stat = `7 (qemu) system) S ${'0 '.repeat(10)}150 50 ${'0 '.repeat(6)}360000 0`;
  expect(processTimes(stat, '3720.50 1.00\n')).toEqual({ cpuTimeMs: 2000, upTimeMs: 120_500 });
});
