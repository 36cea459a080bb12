import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { QmpProtocolError } from '../errors.ts';
import { MessageSplitter } from './framing.ts';

function split(...chunks: readonly Buffer[]): string[] {
  const messages: string[] = [];
  const splitter = new MessageSplitter(1 << 20, (text) => messages.push(text));
  for (const chunk of chunks) splitter.push(chunk);
  return messages;
}

function failure(text: string, maxMessageBytes = 1 << 20): QmpProtocolError {
  const splitter = new MessageSplitter(maxMessageBytes, () => {});
  try {
    splitter.push(Buffer.from(text));
  } catch (error) {
    if (error instanceof QmpProtocolError) return error;
  }
  throw new Error('the splitter took it');
}

function readFixture(name: string): string {
  return readFileSync(new URL(`../../test/fixtures/qemu-7.2/${name}`, import.meta.url), 'utf8');
}

function withoutTime(text: string): unknown {
  return { ...JSON.parse(text), timestamp: undefined };
}

const recorded = readFixture('session.txt')
  .split('\n')
  .filter((line) => line.startsWith('<- '))
  .map((line) => line.slice(3));

describe('a recorded session', () => {
  const bytes = Buffer.from(recorded.map((line) => `${line}\r\n`).join(''));

  test('comes out as QEMU sent it, message by message', () => {
    expect(recorded.length).toBeGreaterThan(10);
    expect(split(bytes)).toEqual(recorded);
  });

  test('comes out the same when cut in two at any byte', () => {
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(split(bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toEqual(recorded);
    }
  });

  test('comes out the same in chunks of any size', () => {
    for (const size of [1, 2, 3, 5, 7, 64, 1000]) {
      const chunks: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      expect(split(...chunks), `chunks of ${size}`).toEqual(recorded);
    }
  });

  test('comes out the same when QEMU prints it over several lines (pretty=on)', () => {
    const pretty = split(Buffer.from(readFixture('pretty.txt')));
    expect(pretty.map(withoutTime)).toEqual(recorded.map(withoutTime));
  });
});

test('a cut inside a UTF-8 sequence or an escape changes nothing', () => {
  const message = String.raw`{"a": "é😀\\\"}{ \u00e9", "b": ["]", {}]}`;
  const bytes = Buffer.from(`${message}\r\n`);
  for (let at = 0; at <= bytes.length; at += 1) {
    expect(split(bytes.subarray(0, at), bytes.subarray(at))).toEqual([message]);
  }
});

test('a byte that is no UTF-8 is a protocol error, never a changed answer', () => {
  const message = Buffer.from('{"return": "0x3e8", "id": 1}');
  for (const at of [3, 14, message.length - 2]) {
    const damaged = Buffer.concat([message.subarray(0, at), Buffer.of(0xff), message.subarray(at)]);
    const splitter = new MessageSplitter(1 << 20, () => {});
    expect(() => splitter.push(damaged)).toThrow(QmpProtocolError);
  }
});

test('messages need no line end between them', () => {
  expect(split(Buffer.from('{"a":1}{"b":{}} {"c":2}'))).toEqual(['{"a":1}', '{"b":{}}', '{"c":2}']);
});

test('a line of 250 KB in socket-sized chunks is one message', () => {
  const message = JSON.stringify({
    return: Array.from({ length: 10_000 }, (_, i) => ({ name: `type-${i}` })),
  });
  const bytes = Buffer.from(message);
  expect(bytes.length).toBeGreaterThan(200_000);
  const chunks = [0, 1, 2, 3].map((i) => bytes.subarray(i * 65_536, (i + 1) * 65_536));
  expect(split(...chunks)).toEqual([message]);
});

test.each([
  ['text before a message', 'HTTP/1.1 400 Bad Request\r\n', 'HTTP/1.1 400'],
  ['the prompt of a human monitor', '(qemu) ', '(qemu) '],
  ['an array where a message should begin', '[1]', '[1]'],
  ['a bracket too many', '{}}', '}'],
  ['a line that breaks off inside a string', '{"a": "b\n{"c": 1}\n', String.raw`{"c": 1}`],
])('%s is a protocol error with an excerpt', (_title, text, excerpt) => {
  const error = failure(text);
  expect(error).toMatchObject({ code: 'QMP_PROTOCOL', limitBytes: undefined });
  expect(error.excerpt).toContain(excerpt);
});

test('a message over the limit is a protocol error that says so, whether or not it is complete', () => {
  for (const text of [`{"a":"${'x'.repeat(100)}`, `{"a":"${'x'.repeat(100)}"}`]) {
    expect(failure(text, 100)).toMatchObject({ limitBytes: 100, excerpt: text });
  }
});

test('a message of exactly the limit passes', () => {
  const message = `{"a":"${'x'.repeat(92)}"}`;
  const messages: string[] = [];
  new MessageSplitter(message.length, (text) => messages.push(text)).push(Buffer.from(message));
  expect(messages).toEqual([message]);
});
