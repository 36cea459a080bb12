import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { highestCpu } from './cpu-list.ts';
import { formatCpuMask, parseCpuMask } from './cpu-mask.ts';
import type { CpuMaskError } from './errors.ts';

test.for([
  ['', []],
  ['7', [7]],
  ['007', [7]],
  ['0-3', [0, 1, 2, 3]],
  ['5-5', [5]],
  ['0-2,4', [0, 1, 2, 4]],
  ['4,0-2', [4, 0, 1, 2]],
  ['1,1,0', [1, 1, 0]],
  ['65535', [65_535]],
] as const)('%j means %j', ([mask, cpus]) => {
  expect(parseCpuMask(mask)).toEqual(cpus);
});

test.for([
  ['x', 0, 'found "x"'],
  [',', 0, 'found ","'],
  ['1,', 2, 'found nothing'],
  ['1,,2', 2, 'found ","'],
  ['-1', 0, 'found "-"'],
  ['1-', 2, 'found nothing'],
  ['1-,2', 2, 'found ","'],
  ['1-2-3', 3, 'one hyphen'],
  ['1-2x', 3, 'expected "," or the end, found "x"'],
  ['1.5', 1, 'expected "-", "," or the end, found "."'],
  ['0,3-1', 2, '3-1 runs backwards'],
  ['all', 0, 'found "a"'],
  ['0:1', 1, 'found ":"'],
  [' 1', 0, 'found " "'],
  ['1 ', 1, 'found " "'],
  ['1\n', 1, String.raw`found "\n"`],
  ['+1', 0, 'found "+"'],
  ['1_0', 1, 'found "_"'],
  ['0x1', 1, 'found "x"'],
  ['1e3', 1, 'found "e"'],
  ['\u0663', 0, 'found "\u0663"'],
  ['0,65536', 2, 'at most 65535'],
  ['0-99999999999999999999', 2, 'at most 65535'],
  ['0-65535,0', 8, 'at most 65536 CPUs'],
] as const)('%j is refused at position %d', ([mask, position, problem]) => {
  expect(() => parseCpuMask(mask)).toThrow(
    expect.objectContaining({
      code: 'CPU_MASK_INVALID',
      mask,
      position,
      message: expect.stringContaining(problem),
    }),
  );
});

test('a message quotes no more than the beginning of a long mask', () => {
  expect(() => parseCpuMask(`${'0,'.repeat(5000)}x`)).toThrow(/^CPU mask "[0,]{79}…", position 10000: /);
});

test.for([
  [[], ''],
  [[0], '0'],
  [[0, 1], '0-1'],
  [[0, 2, 3, 4, 9], '0,2-4,9'],
  [[3, 2, 1], '3,2,1'],
  [[1, 1, 2], '1,1-2'],
] as const)('%j is printed as %j', ([cpus, mask]) => {
  expect(formatCpuMask(cpus)).toBe(mask);
});

test.for([
  [[-1], 0],
  [[0, 0.5], 1],
  [[0, 1, Number.NaN], 2],
  [[Infinity], 0],
  [[highestCpu + 1], 0],
] as const)('%j is not printed, and the error says which element is wrong', ([cpus, index]) => {
  expect(() => formatCpuMask(cpus)).toThrow(expect.objectContaining({ code: 'CPU_LIST_INVALID', index }));
});

const cpuLists = fc.array(fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: highestCpu })));

test('any list is read back from its text as it was', () => {
  fc.assert(
    fc.property(cpuLists, (cpus) => {
      expect(parseCpuMask(formatCpuMask(cpus))).toEqual(cpus);
    }),
  );
});

describe('a random text', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('0', '1', '2', '7', '9', ',', ',', '-', '-'), maxLength: 12 }),
  );

  test('that is taken is printed to what is read to the same', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parsedOrPosition(text);
        fc.pre(typeof parsed === 'object');
        expect(parseCpuMask(formatCpuMask(parsed))).toEqual(parsed);
      }),
    );
  });

  test('that is refused is so at a position within it, and at the same place behind another CPU', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const position = parsedOrPosition(text);
        fc.pre(typeof position === 'number');
        expect(position >= 0 && position <= text.length).toBe(true);
        expect(parsedOrPosition(`1,${text}`)).toBe(position + 2);
      }),
    );
  });
});

function parsedOrPosition(text: string): number[] | number {
  try {
    return parseCpuMask(text);
  } catch (error) {
    return (error as CpuMaskError).position;
  }
}
