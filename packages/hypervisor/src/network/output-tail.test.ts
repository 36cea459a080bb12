import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { expect, test } from 'vitest';

import { keepTail } from './output-tail.ts';

async function tailOf(limitBytes: number, ...chunks: readonly Buffer[]): Promise<string> {
  const stream = Readable.from(chunks);
  const tail = keepTail([stream], limitBytes);
  await finished(stream);
  return tail.text();
}

test('of a long output the end is kept', async () => {
  const numbers = Array.from({ length: 1000 }, (_, n) => Buffer.from(`${n}\n`));
  await expect(tailOf(12, ...numbers)).resolves.toBe('997\n998\n999\n');
});

test('a character cut in two by the limit, or by a chunk, breaks nothing', async () => {
  const euro = Buffer.from('€€');
  await expect(tailOf(4, euro)).resolves.toBe('\uFFFD€');
  await expect(tailOf(6, euro.subarray(0, 4), euro.subarray(4))).resolves.toBe('€€');
});

test('bytes that are no text, and those that steer a terminal, are shown as such', async () => {
  const garbage = Buffer.from([0xff, 0x1b, ...Buffer.from('[2J\ta\n'), 0x00, 0x9b]);
  await expect(tailOf(100, garbage)).resolves.toBe('\uFFFD\uFFFD[2J\ta\n\uFFFD\uFFFD');
});
