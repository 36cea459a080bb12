import { randomBytes } from 'node:crypto';
import { closeSync, fsync, ftruncateSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { removeFile, syncDirectory, writeDurably } from './durable-write.ts';
import { isErrno, LockTimeoutError, StorageError } from './errors.ts';
import type { Journal, JournalEntry, JournalFacts } from './journal-entries.ts';
import { formatJournalLine, parseJournal } from './journal-text.ts';
import { openLocked } from './locked-file.ts';
import { readSmallFile } from './regular-file.ts';

/** Nobody holds a journal for longer than a write takes. */
const lockTimeoutMs = 10_000;

/**
 * The journal in a file. Who adds to it locks the file itself, so that entries of several processes come one after the
 * other whether or not they hold the instance's lock.
 */
export function openJournalFile(path: string): Journal {
  return {
    append: (facts) => appendTo(path, facts),
    read: async () => parseJournal(readSmallFile(path) ?? '', path).entries,
    compact: (isKept = () => false) => compactFile(path, isKept),
  };
}

async function appendTo(path: string, facts: JournalFacts): Promise<string> {
  if ('token' in facts || 'atMs' in facts) {
    throw new TypeError('a journal’s entry is given its token and its time, and has none before');
  }
  return withLockedFile(path, async (fd) => {
    const bytes = readFileSync(fd);
    const { entries, lengthBytes } = parseJournal(bytes.toString(), path);
    const token = tokenAfter(entries);
    // What a writer that died has left of its last line is cut off.
    ftruncateSync(fd, lengthBytes);
    writeAll(fd, formatJournalLine({ token, atMs: Date.now(), ...facts }), lengthBytes);
    await promisify(fsync)(fd);
    if (lengthBytes === 0) await syncDirectory(dirname(path));
    return token;
  });
}

/** At a place, in however many pieces the kernel takes it. */
function writeAll(fd: number, text: string, position: number): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) {
    done += writeSync(fd, bytes, done, bytes.length - done, position + done);
  }
}

async function compactFile(path: string, isKept: (entry: JournalEntry) => boolean): Promise<void> {
  if (readSmallFile(path) === undefined) return;
  await withLockedFile(path, async (fd) => {
    const { entries } = parseJournal(readFileSync(fd, 'utf8'), path);
    const kept = entries.filter(isKept);
    if (kept.length === 0) {
      removeFile(path);
      await syncDirectory(dirname(path));
    } else {
      await writeDurably(path, kept.map(formatJournalLine).join(''));
    }
  });
}

/** Numbered for people, and random so that another journal never has the same. */
function tokenAfter(entries: readonly JournalEntry[]): string {
  const last = Number.parseInt(entries.at(-1)?.token ?? '0', 10);
  return `${last + 1}-${randomBytes(6).toString('hex')}`;
}

async function withLockedFile<T>(path: string, change: (fd: number) => Promise<T>): Promise<T> {
  const fd = await openLocked(path, 'exclusive', lockTimeoutMs);
  if (fd === undefined) throw new LockTimeoutError(path, [], lockTimeoutMs);
  try {
    return await change(fd);
  } catch (error) {
    throw isErrno(error) ? new StorageError('adding to', path, error, 'unchanged') : error;
  } finally {
    closeSync(fd);
  }
}
