import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ExactNumber, formatPythonJson, isObject, parsePythonJson } from './python-json.ts';

// Printed by json.dumps of Python 3.11.
const texts = [
  'null',
  'true',
  '[1, 1.0, -0.5, 1e+16, 1e-07, 1e+100, 12345678901234567890, 1700000000.12, -0.0]',
  '{"b": 1, "a": {}, "c": []}',
  String.raw`"\" \\ / \b\f\n\r\t \u0000 \u001f \u007f \u00e4 \u20ac \ud83d\ude00 \ud800"`,
  String.raw`{"\u00e4": "\u2028"}`,
  '{"__proto__": {"x": 1}, "constructor": null}',
];

test.for(texts)('%s is written as it was read', (text) => {
  expect(formatPythonJson(parsePythonJson(text))).toBe(text);
});

describe('a number', () => {
  test('is a plain one where JavaScript writes it alike', () => {
    expect(parsePythonJson('[128, 0.5, -1]')).toEqual([128, 0.5, -1]);
  });

  test.for(['1.0', '1e3', '12345678901234567890', '-0'])('%s is kept as it is written', (text) => {
    expect(parsePythonJson(text)).toEqual(new ExactNumber(text));
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY])('%d is not written', (value) => {
    expect(() => formatPythonJson([value])).toThrow(TypeError);
  });
});

test('what is written is the same value to every reader of JSON', () => {
  assert(
    property(jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(formatPythonJson(parsePythonJson(text)))).toEqual(JSON.parse(text));
    }),
  );
});

test('an exact number is no object with fields', () => {
  expect([{}, [], null, 'x', new ExactNumber('1.0')].map((value) => isObject(value))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
