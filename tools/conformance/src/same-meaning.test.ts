import { expect, test } from 'vitest';

import { firstDifference } from './same-meaning.ts';

test.for<[title: string, expected: unknown, actual: unknown]>([
  ['members in another order', { a: 1, b: [2, null] }, { b: [2, null], a: 1 }],
  ['a set in another order', new Set(['a', 'b']), new Set(['b', 'a'])],
  ['an absent member and one without value', { a: 1 }, { a: 1, b: undefined }],
])('%s means the same', ([, expected, actual]) => {
  expect(firstDifference(expected, actual)).toBeUndefined();
});

test.for<[title: string, expected: unknown, actual: unknown, difference: string]>([
  ['a list in another order', [1, 2], [2, 1], '[0]: Ganeti 1, kvmkit 2'],
  ['a number and its text', { a: { b: 1 } }, { a: { b: '1' } }, 'a.b: Ganeti 1, kvmkit "1"'],
  ['an element too few', { a: [1, 2] }, { a: [1] }, 'a[1]: Ganeti 2, kvmkit nothing'],
  ['a surplus member', {}, { a: false }, 'a: Ganeti nothing, kvmkit false'],
  ['nothing and null', null, undefined, 'Ganeti null, kvmkit nothing'],
  ['a list and an object', [], {}, 'Ganeti [], kvmkit {}'],
  [
    'members of a set',
    { extra: new Set(['a', 'b']) },
    { extra: new Set(['b', 'c']) },
    'extra: only Ganeti ["a"], only kvmkit ["c"]',
  ],
])('%s differ, and it is said where and how', ([, expected, actual, difference]) => {
  expect(firstDifference(expected, actual)).toBe(difference);
});

test('of a long value only the beginning is shown', () => {
  expect(firstDifference('x'.repeat(1000), '')).toMatch(/^Ganeti "x{159}…, kvmkit ""$/);
});
