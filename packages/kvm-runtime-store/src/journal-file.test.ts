import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { openIntents } from './journal-entries.ts';
import { openJournalFile } from './journal-file.ts';
import { formatJournalLine, parseJournal } from './journal-text.ts';

const script = fileURLToPath(new URL('../test/append-entries.ts', import.meta.url));
const tearing = fileURLToPath(new URL('../test/tear-journal.ts', import.meta.url));
const run = promisify(execFile);
const newPath = (): string => join(temporaryFolder(), 'journal', 'web1');

/** Another process that adds entries; its tokens. */
async function appendElsewhere(path: string, who: string, count: number): Promise<string[]> {
  const args = ['--conditions=@kvmkit/source', script, path, who, String(count)];
  const { stdout } = await run(process.execPath, args);
  return stdout.trim().split('\n');
}

test('a journal that nobody has written to is empty, and no file', async () => {
  const path = newPath();
  const journal = openJournalFile(path);
  await expect(journal.read()).resolves.toEqual([]);
  await journal.compact();
  expect(existsSync(path)).toBe(false);
});

test('an entry is a line for people too, its owner’s only', async () => {
  const path = newPath();
  const token = await openJournalFile(path).append({ kind: 'given-away', to: 'n2' });
  expect(token).toMatch(/^1-[0-9a-f]{12}$/);
  expect(readFileSync(path, 'utf8')).toMatch(
    /^\{"checksum":"sha256-[0-9a-f]{64}","entry":\{"token":"1-[0-9a-f]{12}","atMs":\d+,"kind":"given-away","to":"n2"\}\}\n$/,
  );
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
});

test('tokens are numbered on after a compaction', async () => {
  const journal = openJournalFile(newPath());
  for (const number of [1, 2, 3]) await journal.append({ kind: 'begin', number });
  await journal.compact(({ number }) => number === 3);
  await expect(journal.append({ kind: 'begin' })).resolves.toMatch(/^4-/);
});

test('entries of several processes come one after the other, and none is lost', async () => {
  const path = newPath();
  const tokens = await Promise.all(['a', 'b', 'c', 'd'].map((who) => appendElsewhere(path, who, 25)));
  const entries = await openJournalFile(path).read();
  expect(entries.map(({ token }) => Number.parseInt(token, 10))).toEqual(
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
  expect(entries.map(({ token }) => token).toSorted()).toEqual(tokens.flat().toSorted());
  for (const who of ['a', 'b', 'c', 'd']) {
    const own = entries.filter((entry) => entry['who'] === who);
    expect(own.map((entry) => entry['number'])).toEqual(Array.from({ length: 25 }, (_, index) => index));
  }
});

test('entries that are added while others compact are not lost', async () => {
  const path = newPath();
  const journal = openJournalFile(path);
  const appending = appendElsewhere(path, 'a', 40);
  for (let round = 0; round < 200; round += 1) await journal.compact(() => true);
  const tokens = await appending;
  await expect(journal.read().then((all) => all.map(({ token }) => token))).resolves.toEqual(tokens);
});

describe('a torn last line', () => {
  test('of a writer that the kernel let write only the half of it counts for nothing, and is cut off', async () => {
    const path = newPath();
    const journal = openJournalFile(path);
    const first = await journal.append({ kind: 'begin' });
    const sound = readFileSync(path, 'utf8');
    // Files of this process may have 1 MiB (in blocks of 1024 bytes), and its lines together more.
    const line = `$(head -c 100000 /dev/zero | tr '\\0' x)`;
    const command = `ulimit -f 1024; exec "$0" --conditions=@kvmkit/source "$1" "$2" a 11 "${line}"`;
    const { stdout } = await run('bash', ['-c', command, process.execPath, script, path]);
    expect(stdout).toMatch(/\n11-[0-9a-f]{12}\nSTORAGE_FAILED\n$/);
    expect(statSync(path).size).toBe(2 ** 20);
    const entries = await journal.read();
    expect(entries.length).toBe(11);
    await journal.compact(({ token }) => token === first);
    expect(readFileSync(path, 'utf8')).toBe(sound);
  });

  test('is whatever a process that was killed there has written of it', async () => {
    const path = newPath();
    const journal = openJournalFile(path);
    const first = await journal.append({ kind: 'begin' });
    const sound = readFileSync(path);
    const line = Buffer.from(
      formatJournalLine({ token: '2-a', atMs: 1, kind: 'done', of: first, text: 'é' }),
    );
    for (let length = 1; length < line.length; length += 1) {
      writeFileSync(path, Buffer.concat([sound, line.subarray(0, length)]));
      await expect(journal.read()).resolves.toHaveLength(1);
    }
    const next = await journal.append({ kind: 'done', of: first });
    const entries = await journal.read();
    expect(entries.map(({ token }) => token)).toEqual([first, next]);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
  });

  test('of a writer that was killed with the journal locked holds up nobody', async () => {
    const path = newPath();
    const journal = openJournalFile(path);
    const first = await journal.append({ kind: 'begin' });
    const args = ['--conditions=@kvmkit/source', tearing, path, '{"checksum":"sha256-'];
    const writer = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(writer, 'exit');
    await once(writer.stdout, 'data');
    const waiting = journal.append({ kind: 'done', of: first });
    await expect(journal.read()).resolves.toHaveLength(1);
    writer.kill('SIGKILL');
    await exited;
    const second = await waiting;
    const tokens = (await journal.read()).map(({ token }) => token);
    expect(tokens).toEqual([first, second]);
  });

  test('may be the first of all', async () => {
    const path = newPath();
    const journal = openJournalFile(path);
    await journal.append({ kind: 'begin' });
    truncateSync(path, 20);
    await expect(journal.read()).resolves.toEqual([]);
    await expect(journal.append({ kind: 'begin' })).resolves.toMatch(/^1-/);
    await expect(journal.read()).resolves.toHaveLength(1);
  });

  test('may have zeros where a power cut left a hole', async () => {
    const path = newPath();
    const journal = openJournalFile(path);
    await journal.append({ kind: 'begin' });
    appendFileSync(path, `${'\0'.repeat(300)}"}}\n`);
    await expect(journal.read()).resolves.toHaveLength(1);
    await expect(journal.append({ kind: 'done' })).resolves.toMatch(/^2-/);
    await expect(journal.read()).resolves.toHaveLength(2);
  });
});

test('an entry that was written and is another now is not passed over', async () => {
  const path = newPath();
  const journal = openJournalFile(path);
  for (const to of ['n1', 'n2']) await journal.append({ kind: 'given-away', to });
  for (const [line, to] of [
    [1, 'n1'],
    [2, 'n2'],
  ] as const) {
    const sound = readFileSync(path, 'utf8');
    const damaged = sound.replace(`"${to}"`, '"n9"');
    writeFileSync(path, damaged);
    const corrupt = {
      code: 'JOURNAL_CORRUPT',
      path,
      message: expect.stringContaining(`line ${line} is not`),
    };
    await expect(journal.read()).rejects.toMatchObject(corrupt);
    await expect(journal.append({ kind: 'taken' })).rejects.toMatchObject(corrupt);
    expect(readFileSync(path, 'utf8')).toBe(damaged);
    writeFileSync(path, sound);
  }
});

test('a journal of many bytes is measured in bytes', () => {
  const text = formatJournalLine({ token: '1-a', atMs: 0, kind: 'é\u2028😀' });
  expect(parseJournal(`${text}{"che`, 'web1').lengthBytes).toBe(Buffer.byteLength(text));
});

test('intents are open until they are done or undone', async () => {
  const journal = openJournalFile(newPath());
  const add = await journal.append({ kind: 'begin', change: 'hot-add' });
  const remove = await journal.append({ kind: 'begin', change: 'hot-remove' });
  const resize = await journal.append({ kind: 'begin', change: 'resize' });
  const open = async (): Promise<string[]> => openIntents(await journal.read()).map(({ token }) => token);
  await expect(open()).resolves.toEqual([add, remove, resize]);
  await journal.append({ kind: 'done', of: remove });
  await journal.append({ kind: 'undone', of: add });
  await expect(open()).resolves.toEqual([resize]);
});
