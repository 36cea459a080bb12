import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base } from 'vitest';

import { boundConsoleLog } from './console-log.ts';
import { unread, type ConsoleOutput } from './follow-console.ts';

const test = base.extend<{ log: string }>({
  log: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kvmkit-console-'));
    await use(join(folder, 'a.log'));
    rmSync(folder, { recursive: true });
  },
});

const line = (number: number): string => `${String(number).padStart(15)}\n`;
const lines = (count: number): string => Array.from({ length: count }, (_, n) => line(n)).join('');

async function read(log: string, fromOffset = 0): Promise<ConsoleOutput[]> {
  await using file = await open(log, 'r');
  return await Array.fromAsync(unread(file, fromOffset));
}

const textOf = (outputs: readonly ConsoleOutput[]): string =>
  Buffer.concat(outputs.map(({ bytes }) => bytes)).toString();

test('a log is read from any offset on, to the byte', async ({ log }) => {
  writeFileSync(log, lines(30_000));
  for (const offset of [0, 1, 4095, 4096, 262_145, 479_999, 480_000, 500_000]) {
    const outputs = await read(log, offset);
    expect(textOf(outputs)).toBe(lines(30_000).slice(offset));
    expect(outputs[0]?.offset ?? offset).toBe(offset);
  }
});

test('of a log that is cut the last part is kept, at the offsets that it had', async ({ log }) => {
  writeFileSync(log, lines(30_000));
  await boundConsoleLog({ consoleLog: log }, 100_000);
  expect(statSync(log).size).toBe(480_000);
  expect(statSync(log).blocks * 512).toBeLessThan(110_000);
  const outputs = await read(log, 10);
  expect(outputs[0]?.offset).toBeGreaterThan(370_000);
  expect(outputs[0]?.offset).toBeLessThanOrEqual(380_000);
  expect(textOf(outputs)).toBe(lines(30_000).slice(outputs[0]?.offset));
});

test('a log within the bound is left alone, and so is one that is not there', async ({ log }) => {
  await boundConsoleLog({ consoleLog: log }, 100_000);
  writeFileSync(log, lines(10_000));
  await boundConsoleLog({ consoleLog: log }, 100_000);
  expect(textOf(await read(log))).toBe(lines(10_000));
});

test('zeros that a guest writes are told, unless they fill a page', async ({ log }) => {
  writeFileSync(log, `a${'\0'.repeat(100)}b`);
  expect(textOf(await read(log))).toBe(`a${'\0'.repeat(100)}b`);
});
