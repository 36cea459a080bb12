import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { ReplyReader } from './reply-reader.ts';

const esc = '\u001B';

/** What readline sends while a line is typed: for each byte the cursor goes back and the line is drawn again. */
function echo(line: string, hidden = false): string {
  const bytes = Buffer.from(line).toString('latin1');
  const drawn = hidden ? '*'.repeat(bytes.length) : bytes;
  const redraws = Array.from(
    drawn,
    (_, index) => `${`${esc}[D`.repeat(index)}${drawn.slice(0, index + 1)}${esc}[K`,
  );
  return `${redraws.join('')}\r\n`;
}

const mark = 'p 93571038467320';
const afterMark = `${echo(mark)}0x551a3bfd6cb8\r\n(qemu) `;

/** Lets a reader read bytes in pieces; answers its states, each once, and what it has come to. */
function read(
  text: string,
  pieceBytes: number,
): { readonly states: readonly string[]; readonly output: string | undefined } {
  const reader = new ReplyReader(mark);
  const bytes = Buffer.from(text, 'latin1');
  const states: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const reply = reader.push(bytes.subarray(at, at + pieceBytes));
    if (reply.state !== 'reading') states.push(reply.state);
    if (reply.state === 'done') return { states: [...new Set(states)], output: reply.output };
  }
  return { states: [...new Set(states)], output: undefined };
}

test.each([
  ['a line', 'VM status: running\r\n', 'VM status: running\n'],
  ['nothing', '', ''],
  ['a line without an end', 'abc', 'abc'],
  [
    'prompts, marks and echoes that are none',
    `(qemu) \r\np 1${esc}[K\r\n0x1\r\n(qemu) `,
    `(qemu) \np 1${esc}[K\n0x1\n(qemu) `,
  ],
  ['UTF-8', Buffer.from('größe\r\n').toString('latin1'), 'größe\n'],
])('output that is %s is taken whole, however it is cut', (_title, sent, output) => {
  const text = `${echo('info x')}${sent}(qemu) ${afterMark}`;
  for (let pieceBytes = 1; pieceBytes <= text.length; pieceBytes += 1) {
    expect(read(text, pieceBytes).output).toBe(output);
  }
});

test('the mark is asked for at a prompt, and nothing is done before it has come back', () => {
  expect(read(`${echo('info x')}a\r\n(qemu) `, 1)).toEqual({ states: ['prompt'], output: undefined });
  expect(read(`${echo('info x')}a\r\n(qemu) ${echo(mark)}`, 1)).toEqual({
    states: ['prompt'],
    output: undefined,
  });
});

test('a password is asked for only where that is all that was sent, and its echo is no output', () => {
  const asked = `${echo('change vnc password')}Password: `;
  expect(read(asked, 1).states).toEqual(['password']);
  const answered = `${asked}${echo('secret', true)}(qemu) ${afterMark}`;
  expect(read(answered, 1)).toEqual({ states: ['password', 'prompt', 'done'], output: '' });
  expect(read(`${echo('x')}a\r\nPassword: `, 1).states).toEqual([]);
});

test('the echo of a long line is not kept', () => {
  const reader = new ReplyReader(mark);
  for (let round = 0; round < 100; round += 1) reader.push(Buffer.alloc(10_000, 'x'));
  expect(reader.heldBytes).toBeLessThan(2);
});

test('any output comes back as it was', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.constantFrom('(qemu) ', '\r\n', `${esc}[K`, 'p 1', 'Password: '),
  );
  fc.assert(
    fc.property(fc.array(pieces), fc.integer({ min: 1, max: 50 }), (parts, pieceBytes) => {
      const sent = parts.join('').replaceAll(/\r?\n|\r/g, '\r\n');
      fc.pre(sent !== 'Password: ' && !sent.startsWith('Password: '));
      const { output } = read(`${echo('x')}${sent}(qemu) ${afterMark}`, pieceBytes);
      expect(output).toBe(sent.replaceAll('\r\n', '\n'));
    }),
  );
});
