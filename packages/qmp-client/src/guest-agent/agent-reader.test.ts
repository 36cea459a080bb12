import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { AgentReader } from './agent-reader.ts';

/** Everything a reader makes of bytes that come in pieces. */
function read(
  bytes: Buffer,
  pieceBytes: number,
  maxMessageBytes = 1000,
): { readonly messages: unknown[]; readonly garbage: number } {
  const messages: unknown[] = [];
  let garbage = 0;
  const reader = new AgentReader(maxMessageBytes, {
    onText: () => {},
    onMessage: (message, delimited) => messages.push([message, delimited]),
    onGarbage: () => {
      garbage += 1;
    },
  });
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  return { messages, garbage };
}

const sync = '\xff{"return": 42}\n';
const answer = '{"return": {"text": "gr\xc3\xb6\xc3\x9fe"}}\n';

test('nothing is a message before the first delimiter, and only the one right behind it is delimited', () => {
  const bytes = Buffer.from(`${answer}"half"]}${sync}${answer}${sync}`, 'latin1');
  const later = [{ return: { text: 'größe' } }, false];
  const delimited = [{ return: 42 }, true];
  for (let pieceBytes = 1; pieceBytes <= bytes.length; pieceBytes += 1) {
    expect(read(bytes, pieceBytes)).toEqual({ messages: [delimited, later, delimited], garbage: 0 });
  }
});

test('garbage is told once, and swallows what follows it up to the next delimiter', () => {
  const bytes = Buffer.from(`${sync}nonsense ${answer}${answer}${sync}${answer}`, 'latin1');
  const { messages, garbage } = read(bytes, 3);
  expect(garbage).toBe(1);
  expect(messages).toEqual([
    [{ return: 42 }, true],
    [{ return: 42 }, true],
    [{ return: { text: 'größe' } }, false],
  ]);
});

test('nesting that no parser can follow is garbage, not the end of the program', () => {
  const depth = 200_000;
  const nested = `{"a":${'['.repeat(depth)}1234567890123456789${']'.repeat(depth)}}`;
  const { messages, garbage } = read(Buffer.from(`\xff${nested}${sync}`, 'latin1'), 65_536, 2 ** 20);
  expect(garbage).toBe(1);
  expect(messages).toEqual([[{ return: 42 }, true]]);
});

test('whatever a guest sends, however it is cut, a synchronisation is understood afterwards', () => {
  const pieces = [answer, sync, '{"', '\\', '}', '\xff', '[[', 'x'.repeat(1500)];
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(...pieces).map((text) => Buffer.from(text, 'latin1')),
  );
  fc.assert(
    fc.property(fc.array(chunk), fc.integer({ min: 1, max: 64 }), (chunks, pieceBytes) => {
      const { messages } = read(Buffer.concat([...chunks, Buffer.from(sync, 'latin1')]), pieceBytes);
      expect(messages.at(-1)).toEqual([{ return: 42 }, true]);
    }),
  );
});
