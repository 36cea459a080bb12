import { array, assert, constantFrom, nat, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { UidRangeError } from './errors.ts';
import {
  addToUidPool,
  checkUidPool,
  expandUidPool,
  formatUidPool,
  parseUidPool,
  removeFromUidPool,
  uidsOf,
  type UidRange,
} from './uid-ranges.ts';

const uid = nat(4_294_967_295);
const anyRange = tuple(uid, uid).map(([a, b]): UidRange => [Math.min(a, b), Math.max(a, b)]);
const anyPool = array(anyRange, { maxLength: 8 });
const smallRange = tuple(nat(50), nat(9)).map(([from, more]): UidRange => [from, from + more]);

function readOrRefused(text: string): readonly UidRange[] {
  try {
    return parseUidPool(text);
  } catch (error) {
    if (error instanceof UidRangeError) return [];
    throw error;
  }
}

describe('parseUidPool', () => {
  test.for<[text: string, pool: readonly UidRange[]]>([
    ['', []],
    ['1000', [[1000, 1000]]],
    ['1000-1010', [[1000, 1010]]],
    [
      '1000-1010,2000',
      [
        [1000, 1010],
        [2000, 2000],
      ],
    ],
    [
      '2000, 1000-1010',
      [
        [1000, 1010],
        [2000, 2000],
      ],
    ],
    [
      '5,3-9,3-4',
      [
        [3, 4],
        [3, 9],
        [5, 5],
      ],
    ],
    [
      ',7,,7,',
      [
        [7, 7],
        [7, 7],
      ],
    ],
    [' 1 - 2 ', [[1, 2]]],
    ['5-1', [[5, 1]]],
  ])('reads %j as %j', ([text, pool]) => {
    expect(parseUidPool(text)).toEqual(pool);
  });

  test('reads the lines of Ganeti’s ssconf', () => {
    expect(parseUidPool('1000-1001\n2000\n', { separator: '\n' })).toEqual([
      [1000, 1001],
      [2000, 2000],
    ]);
  });

  test.for([
    'x',
    '1-x',
    'x-1',
    '-5',
    '5-',
    '1-2-3',
    '1 2',
    ' ',
    '1.5',
    '+1',
    '1_0',
    '0x10',
    '१',
    '1'.repeat(16),
  ])('refuses %j', (text) => {
    expect(() => parseUidPool(`1,${text}`)).toThrow(
      expect.objectContaining({
        name: 'UidRangeError',
        code: 'UID_POOL_INVALID',
        rule: 'syntax',
        range: text,
        message: `uid_pool: found ${JSON.stringify(text)}, allowed: a uid (2000), or two with a hyphen between them (1000-1010)`,
      }),
    );
  });

  test('reads what formatUidPool writes', () => {
    assert(
      property(anyPool, constantFrom(', ', ',', '\n'), (pool, separator) => {
        const text = formatUidPool(pool, { separator });
        const read = parseUidPool(text, { separator: separator.trim() || '\n' });
        expect(read).toEqual(pool.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
      }),
    );
  });

  test('returns what can be read again or refuses, whatever the text', () => {
    const written = string({ unit: constantFrom(...Array.from('0123456789-, \nx')) });
    assert(
      property(written, (text) => {
        const pool = readOrRefused(text);
        expect(parseUidPool(formatUidPool(pool))).toEqual(pool);
      }),
    );
  });
});

test('a range of one uid is written as that uid', () => {
  expect(
    formatUidPool([
      [1, 1],
      [5, 9],
    ]),
  ).toBe('1, 5-9');
});

describe('checkUidPool', () => {
  test('takes every range of uids', () => {
    assert(property(anyPool, (pool) => checkUidPool(pool)));
    expect(() => checkUidPool([[0, 4_294_967_295]])).not.toThrow();
  });

  test.for<[range: UidRange, rule: string]>([
    [[5, 1], 'order'],
    [[-1, 5], 'bounds'],
    [[0, 4_294_967_296], 'bounds'],
    [[1.5, 2], 'bounds'],
    [[1, Number.NaN], 'bounds'],
  ])('refuses %j', ([range, rule]) => {
    expect(() => checkUidPool([[1, 1], range])).toThrow(
      expect.objectContaining({ code: 'UID_POOL_INVALID', rule }),
    );
  });
});

describe('the uids of a pool', () => {
  test('are each named once, in order, where ranges overlap too', () => {
    expect(
      expandUidPool([
        [7, 9],
        [1, 2],
        [8, 10],
        [2, 2],
        [5, 4],
      ]),
    ).toEqual([1, 2, 7, 8, 9, 10]);
  });

  test('are those that are in one of its ranges', () => {
    assert(
      property(array(smallRange), (pool) => {
        const all = Array.from({ length: 60 }, (_, number) => number);
        expect(expandUidPool(pool)).toEqual(
          all.filter((number) => pool.some(([from, to]) => from <= number && number <= to)),
        );
      }),
    );
  });

  test('are named one by one, so that a pool may be of all there are', () => {
    expect(uidsOf([[1000, 4_294_967_295]]).next().value).toBe(1000);
  });
});

describe('a pool that changes', () => {
  const pool: readonly UidRange[] = [
    [1, 1],
    [5, 9],
  ];

  test('has what is added once, sorted, and is itself left alone', () => {
    expect(
      addToUidPool(pool, [
        [3, 4],
        [5, 9],
        [3, 4],
      ]),
    ).toEqual([
      [1, 1],
      [3, 4],
      [5, 9],
    ]);
    expect(pool).toHaveLength(2);
  });

  test('loses the ranges that are named as they are in it', () => {
    expect(removeFromUidPool(pool, [[5, 9]])).toEqual([[1, 1]]);
    expect(pool).toHaveLength(2);
  });

  test.for<UidRange>([
    [5, 8],
    [6, 6],
    [2, 2],
  ])('refuses to lose %j, which is no range of it', (range) => {
    expect(() => removeFromUidPool(pool, [range])).toThrow(
      expect.objectContaining({ code: 'UID_POOL_INVALID', rule: 'member' }),
    );
  });
});
