import { appendFile, mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base } from 'vitest';

import { openLogReader, type LogReader } from './log-reader.ts';

const test = base.extend<{ log: string }>({
  log: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'kvmkit-log-'));
    await writeFile(join(folder, 'a.events'), '');
    await use(join(folder, 'a.events'));
    await rm(folder, { recursive: true });
  },
});

async function opened(log: string): Promise<LogReader> {
  const reader = await openLogReader(log);
  if (reader === undefined) throw new Error('there is no log');
  return reader;
}

test('a line that is torn comes when the rest of it has, also in the middle of a character', async ({
  log,
}) => {
  await using reader = await opened(log);
  const bytes = Buffer.from('one\ntwö\nthree');
  await appendFile(log, bytes.subarray(0, 7));
  expect(await Array.fromAsync(reader.lines())).toEqual(['one']);
  await appendFile(log, bytes.subarray(7));
  expect(await Array.fromAsync(reader.lines())).toEqual(['twö']);
  await appendFile(log, '\r\n');
  expect(await Array.fromAsync(reader.lines())).toEqual(['three\r']);
  expect(await Array.fromAsync(reader.lines())).toEqual([]);
});

test('a log that was cut is read from its new beginning', async ({ log }) => {
  await using reader = await opened(log);
  await appendFile(log, 'one\ntwo\nthr');
  expect(await Array.fromAsync(reader.lines())).toEqual(['one', 'two']);
  await truncate(log);
  await appendFile(log, 'four\n');
  expect(await Array.fromAsync(reader.lines())).toEqual(['four']);
});

test('a log that was removed is read to its end', async ({ log }) => {
  await using reader = await opened(log);
  await appendFile(log, 'last words\n');
  await unlink(log);
  expect(await Array.fromAsync(reader.lines())).toEqual(['last words']);
  await expect(openLogReader(log)).resolves.toBeUndefined();
});

test('a line without an end is not kept, and the one behind it is whole', async ({ log }) => {
  await using reader = await opened(log);
  await appendFile(log, 'x'.repeat(200_000));
  expect(await Array.fromAsync(reader.lines())).toEqual([]);
  await appendFile(log, '\nwhole\n');
  expect((await Array.fromAsync(reader.lines())).at(-1)).toBe('whole');
});

test('a long log comes line by line, in order', async ({ log }) => {
  await using reader = await opened(log);
  const lines = Array.from({ length: 20_000 }, (_, number) => `line ${number}`);
  await appendFile(log, `${lines.join('\n')}\n`);
  expect(await Array.fromAsync(reader.lines())).toEqual(lines);
});
