import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

import { lockFile } from '@kvmkit/host-fds';

import { syncDirectory, writeDurably } from './durable-write.ts';
import { LockTimeoutError } from './errors.ts';
import type { Journal, JournalEntry, JournalFacts } from './journal-entries.ts';
import { formatJournalLine, parseJournal } from './journal-text.ts';

/** Nobody holds a journal for longer than a write takes. */
const lockTimeoutMs = 10_000;

/**
 * The journal in a file. Who adds to it locks the file itself, so that entries of several processes come one after the
 * other whether or not they hold the instance's lock.
 */
export function openJournalFile(path: string): Journal {
  return {
    append: (facts) => appendTo(path, facts),
    read: async () => parseJournal(await readText(path), path).entries,
    compact: (isKept = () => false) => compactFile(path, isKept),
  };
}

async function appendTo(path: string, facts: JournalFacts): Promise<string> {
  if ('token' in facts || 'atMs' in facts) {
    throw new TypeError('a journal’s entry is given its token and its time, and has none before');
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await using file = await openLocked(path);
  const bytes = await file.readFile();
  const { entries, lengthBytes } = parseJournal(bytes.toString(), path);
  if (bytes.length > lengthBytes) await file.truncate(lengthBytes);
  const token = tokenAfter(entries);
  await file.appendFile(formatJournalLine({ token, atMs: Date.now(), ...facts }));
  await file.sync();
  if (bytes.length === 0) await syncDirectory(dirname(path));
  return token;
}

async function compactFile(path: string, isKept: (entry: JournalEntry) => boolean): Promise<void> {
  if ((await readText(path)) === '') return;
  await using file = await openLocked(path);
  const { entries } = parseJournal(await file.readFile('utf8'), path);
  const kept = entries.filter(isKept);
  if (kept.length === 0) {
    await unlink(path);
    await syncDirectory(dirname(path));
  } else {
    await writeDurably(path, kept.map(formatJournalLine).join(''));
  }
}

/** Numbered for people, and random so that another journal never has the same. */
function tokenAfter(entries: readonly JournalEntry[]): string {
  const last = Number.parseInt(entries.at(-1)?.token ?? '0', 10);
  return `${last + 1}-${randomBytes(6).toString('hex')}`;
}

async function openLocked(path: string): Promise<FileHandle> {
  for (;;) {
    const file = await open(path, 'a+', 0o600);
    try {
      if (!(await lockFile(file.fd, 'exclusive', { timeoutMs: lockTimeoutMs }))) {
        throw new LockTimeoutError(path, [], lockTimeoutMs);
      }
      // Whoever held the lock may have put another file in its place.
      if (await isStillAt(path, file)) return file;
      await file.close();
    } catch (error) {
      await file.close();
      throw error;
    }
  }
}

async function isStillAt(path: string, file: FileHandle): Promise<boolean> {
  const [ours, there] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  return there !== undefined && ours.ino === there.ino && ours.dev === there.dev;
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
