import { expect, test } from 'vitest';

import { jsonMembers } from './json-members.ts';

test('nested members have dotted keys, and those of a list are numbered', () => {
  expect(jsonMembers({ a: { b: true, c: 1 }, d: ['x', { e: false }] })).toEqual([
    'a.b=on',
    'a.c=1',
    'd.0=x',
    'd.1.e=off',
  ]);
  expect(jsonMembers({})).toEqual([]);
});
