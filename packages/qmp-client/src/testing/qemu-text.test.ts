import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { MessageSplitter } from '../wire/framing.ts';
import { parseJson } from '../wire/json.ts';
import { renderAsQemu } from './qemu-text.ts';

function readFixture(name: string): string {
  return readFileSync(new URL(`../../test/fixtures/qemu-7.2/${name}`, import.meta.url), 'utf8');
}

test('what QEMU printed comes out the same, byte for byte, when it is parsed and rendered again', () => {
  const lines = readFixture('session.txt')
    .split('\n')
    .filter((line) => line.startsWith('<- '))
    .map((line) => line.slice(3));
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.map((line) => renderAsQemu(Object(parseJson(line))))).toEqual(
    lines.map((line) => `${line}\r\n`),
  );
});

test('what QEMU printed with pretty=on comes out the same too', () => {
  const text = readFixture('pretty.txt');
  let again = '';
  const splitter = new MessageSplitter(1 << 20, (message) => {
    again += renderAsQemu(Object(parseJson(message)), true);
  });
  splitter.push(Buffer.from(text));
  expect(again).toBe(text);
});
