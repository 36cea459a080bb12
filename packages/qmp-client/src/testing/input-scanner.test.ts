import { expect, test } from 'vitest';

import { InputScanner, type QmpInput } from './input-scanner.ts';

function scan(...chunks: readonly (string | Uint8Array)[]): unknown[] {
  const inputs: QmpInput[] = [];
  const scanner = new InputScanner((input) => inputs.push(input));
  for (const chunk of chunks) scanner.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return inputs.map((input) => ('problem' in input ? input.problem : input.object));
}

test('commands need no line end between them, may be cut anywhere, and may have single quotes', () => {
  const text = `{"execute":"a","id":"}'"}{'execute': 'it\\'s "b"'}\n\r{"c":{"d":[1]}} `;
  const expected = [{ execute: 'a', id: "}'" }, { execute: 'it\'s "b"' }, { c: { d: [1] } }];
  expect(scan(text)).toEqual(expected);
  expect(scan(...text.split(''))).toEqual(expected);
});

test('UTF-8 may be raw or escaped, also when it is cut inside a character', () => {
  const bytes = Buffer.from(String.raw`{"id":"caf\u00e9 é😀"}`);
  for (let at = 0; at < bytes.length; at += 1) {
    expect(scan(bytes.subarray(0, at), bytes.subarray(at))).toEqual([{ id: 'café é😀' }]);
  }
});

test('integers stay exact', () => {
  expect(scan('{"id":18446744073709551615}')).toEqual([{ id: 18_446_744_073_709_551_615n }]);
});

test.each([
  ['{bad}', ['JSON parse error, expecting value']],
  ['garbage\n', ["JSON parse error, invalid keyword 'garbage'"]],
  ['{"a":1} garbage {"b":2}', [{ a: 1 }, "JSON parse error, invalid keyword 'garbage'", { b: 2 }]],
  ['[1]', ['QMP input must be a JSON object']],
  ['"text"', ['QMP input must be a JSON object']],
  ['12\n', ['QMP input must be a JSON object']],
  ['null\n', ['QMP input must be a JSON object']],
  ['}', ['JSON parse error, expecting value']],
  ['{"a":[1}', ["JSON parse error, expected ',' or ']'"]],
  ['{"a" 1}', ['JSON parse error, expecting value']],
  [String.raw`{"id":"\ud800"}`, ['JSON parse error, expecting value']],
])('%s is answered as QEMU does', (text, expected) => {
  expect(scan(text)).toEqual(expected);
});

test('a byte that fits nowhere drops what was begun, and reading goes on behind it', () => {
  const [ff, control] = [Buffer.from([0xff]), Buffer.from([0x01])];
  for (const stray of [ff, control]) {
    expect(scan('{"a":1}\n', stray, '\n{"b":2}')).toEqual([
      { a: 1 },
      expect.stringContaining('stray'),
      { b: 2 },
    ]);
    // As QEMU does: the bracket of the half that is left is one more error.
    expect(scan('{"a":"', stray, '"}\n{"b":2}')).toEqual([
      expect.stringContaining('stray'),
      'JSON parse error, expecting value',
      { b: 2 },
    ]);
  }
});

function nest(depth: number): string {
  return `{"id":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}

test('nesting is taken up to 1024 levels', () => {
  expect(scan(nest(1023))).toEqual([{ id: expect.anything() }]);
  expect(scan(nest(1024), '{"a":1}')).toEqual(['JSON nesting depth limit exceeded', { a: 1 }]);
});
