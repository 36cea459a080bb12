import { assert, jsonValue, property } from 'fast-check';
import { expect, test } from 'vitest';

import { parseStrictJson } from './strict-json.ts';

const isStrict = (value: unknown): boolean => !JSON.stringify(value).includes('"__proto__"');

test('JSON is parsed as ever', () => {
  assert(
    property(jsonValue().filter(isStrict), (value) => {
      expect(parseStrictJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(parseStrictJson(JSON.stringify(value, undefined, 2))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('texts that look like members are none', () => {
  const value = { 'a:': ['"b":', ':', '\\":', { 'c"d': '{"c": 1}' }], e: {} };
  expect(parseStrictJson(JSON.stringify(value))).toEqual(value);
});

test.for([
  ['a name that stands twice', '{"a": 1, "a": 1}', 'has two members of one name in an object'],
  ['also where one is escaped', '{"a": 1, "\\u0061": 2}', 'has two members of one name in an object'],
  ['at any depth', '[{"b": [{"a": 1, "c": 2, "a": 3, "c": 4}]}]', 'has two members of one name in an object'],
  ['a prototype', '{"__proto__": {}}', 'has a member named __proto__'],
  ['a prototype that is escaped', '[{"a": {"\\u005f_proto__": 1}}]', 'has a member named __proto__'],
  ['no JSON', '{', 'JSON'],
  ['nothing', '', 'JSON'],
] as const)('%s is refused', ([, text, reason]) => {
  expect(() => parseStrictJson(text)).toThrow(SyntaxError);
  expect(() => parseStrictJson(text)).toThrow(reason);
});

test('the objects of JavaScript keep their prototypes', () => {
  expect(() => parseStrictJson('{"constructor": {"prototype": {"polluted": true}}}')).not.toThrow();
  expect('polluted' in {}).toBe(false);
});
