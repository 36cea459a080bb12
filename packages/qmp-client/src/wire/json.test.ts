import { expect, test } from 'vitest';

import { parseJson, renderJson } from './json.ts';

test.each([
  ['9007199254740991', 9_007_199_254_740_991],
  ['-9007199254740991', -9_007_199_254_740_991],
  ['9007199254740993', 9_007_199_254_740_993n],
  ['18446744073709551615', 18_446_744_073_709_551_615n],
  ['-9223372036854775808', -9_223_372_036_854_775_808n],
  ['0.1234567890123456789', 0.123_456_789_012_345_68],
  ['1e300', 1e300],
  ['"9007199254740993"', '9007199254740993'],
])('the value %s is parsed without loss', (text, value) => {
  expect(parseJson(`{"a":[${text}]}`)).toEqual({ a: [value] });
});

test('bigints are rendered as exact integers, at any depth', () => {
  expect(renderJson({ a: 2n ** 63n - 1n, b: [{ c: -1n }] })).toBe('{"a":9223372036854775807,"b":[{"c":-1}]}');
});

test('bigints stay integers where a program has given them a toJSON', () => {
  // oxlint-disable-next-line eslint/no-extend-native -- what such programs do
  Object.defineProperty(BigInt.prototype, 'toJSON', { value: () => 'a string', configurable: true });
  try {
    expect(renderJson({ a: 1n })).toBe('{"a":1}');
  } finally {
    Reflect.deleteProperty(BigInt.prototype, 'toJSON');
  }
});

test('undefined members are left out', () => {
  expect(renderJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test.each([
  ['NaN', { value: Number.NaN }],
  ['an infinity', { value: Number.POSITIVE_INFINITY }],
  ['a lone surrogate', { value: ['a\ud800b'] }],
])('%s is refused rather than changed', (_title, value) => {
  expect(() => renderJson(value)).toThrow(TypeError);
});
