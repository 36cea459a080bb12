import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { formatMultiCpuMask, parseMultiCpuMask } from './multi-cpu-mask.ts';

test.for([
  ['', []],
  ['all', ['all']],
  ['7', [[7]]],
  ['0-2,4:all:3,1', [[0, 1, 2, 4], 'all', [1, 3]]],
  ['1,1,0-2', [[0, 1, 2]]],
  ['all:all', ['all', 'all']],
  ['1::2', [[1], [], [2]]],
  [':', [[], []]],
] as const)('%j means %j', ([mask, selections]) => {
  expect(parseMultiCpuMask(mask)).toEqual(selections);
});

test.for([
  ['All', 0],
  ['all,1', 0],
  ['1,all', 2],
  ['0:all:x', 6],
  ['0:1-:2', 4],
  ['0:3-1', 2],
  ['0:1,:2', 4],
  ['0: all', 2],
] as const)('%j is refused at position %d of the whole', ([mask, position]) => {
  expect(() => parseMultiCpuMask(mask)).toThrow(
    expect.objectContaining({ code: 'CPU_MASK_INVALID', mask, position }),
  );
});

test.for([
  [[], ''],
  [['all'], 'all'],
  [[[0, 1, 2, 4], 'all', [1, 3]], '0-2,4:all:1,3'],
  [[[1], [], [2]], '1::2'],
] as const)('%j is printed as %j', ([selections, mask]) => {
  expect(formatMultiCpuMask(selections)).toBe(mask);
});

test('a single empty list has no text', () => {
  expect(() => formatMultiCpuMask([[]])).toThrow(expect.objectContaining({ code: 'CPU_LIST_INVALID' }));
});

test('what was parsed is read back from its text as it was', () => {
  const part = fc.oneof(
    fc.constant('all'),
    fc.string({ unit: fc.constantFrom('0', '1', '2', '3', ',', '-'), maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const parsed = parsedOrNothing(parts.join(':'));
      fc.pre(parsed !== undefined);
      expect(parseMultiCpuMask(formatMultiCpuMask(parsed))).toEqual(parsed);
    }),
    { numRuns: 500 },
  );
});

function parsedOrNothing(mask: string): ReturnType<typeof parseMultiCpuMask> | undefined {
  try {
    return parseMultiCpuMask(mask);
  } catch {
    return undefined;
  }
}
