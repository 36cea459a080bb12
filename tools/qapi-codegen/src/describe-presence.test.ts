import { describe, expect, test } from 'vitest';

import { describeExceptions, describePresence, describeVersions } from './describe-presence.ts';

const versions = ['5.2', '7.2', '10.0', '11.1'];
const none = new Set<number>();

describe('the versions that have a thing', () => {
  test.for([
    [[0, 1, 2, 3], '5.2+'],
    [[1, 2, 3], '7.2+'],
    [[3], '11.1+'],
    [[0, 1], 'until 7.2'],
    [[0], '5.2 only'],
    [[1], '7.2 only'],
    [[1, 2], '7.2 to 10.0'],
    [[0, 2, 3], '5.2 only, 10.0+'],
  ] as const)('%j are %s', ([having, text]) => {
    expect(describeVersions(new Set(having), versions)).toBe(text);
  });
});

test('what the newest QEMU calls deprecated is, with the first that said so', () => {
  const presence = { in: new Set([0, 1, 2, 3]), deprecatedIn: new Set([2, 3]), unstableIn: none };
  expect(describePresence(presence, versions)).toBe('@deprecated from 10.0 on (5.2+)');
});

test('what is gone is not deprecated any more, but gone', () => {
  const presence = { in: new Set([0, 1]), deprecatedIn: new Set([1]), unstableIn: none };
  expect(describePresence(presence, versions)).toBe('until 7.2');
});

test('what became stable is not called unstable', () => {
  expect(
    describePresence({ in: new Set([1, 2, 3]), deprecatedIn: none, unstableIn: new Set([1]) }, versions),
  ).toBe('7.2+');
  expect(describePresence({ in: new Set([3]), deprecatedIn: none, unstableIn: new Set([3]) }, versions)).toBe(
    '11.1+, unstable',
  );
});

function valueOf(name: string, ...having: number[]): Parameters<typeof describeExceptions>[0][number] {
  return { name, in: new Set(having), deprecatedIn: none, unstableIn: none };
}

test('of many values only those are told that are not simply there', () => {
  const values = [valueOf('a', 0, 1, 2, 3), valueOf('b', 1, 2, 3), valueOf('c', 0), valueOf('d', 1, 2, 3)];
  expect(describeExceptions(values, new Set([0, 1, 2, 3]), versions)).toBe('7.2+: b, d; 5.2 only: c');
});
