import { createHash } from 'node:crypto';

import { JournalError } from './errors.ts';
import type { JournalEntry } from './journal-entries.ts';
import { parseStrictJson } from './strict-json.ts';

/*
The text of `journal/NAME`: a line for each entry,

  {"checksum":"sha256-…","entry":{"token":"1-…","atMs":…,"kind":…}}

The last one is torn where its writer died: its end is missing, or a power cut left zeros in it. Nobody was told that it
is written, so it counts for nothing.
*/

/** What a journal's text says, and how much of it that is; the rest is a torn line. */
export interface ParsedJournal {
  readonly entries: JournalEntry[];
  readonly lengthBytes: number;
}

export function formatJournalLine(entry: JournalEntry): string {
  return `${JSON.stringify({ checksum: checksumOf(entry), entry })}\n`;
}

/**
 * `path` is only for messages.
 * @throws {JournalError} `JOURNAL_CORRUPT`
 */
export function parseJournal(text: string, path: string): ParsedJournal {
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  const last = lines.at(-1) ?? '';
  if (torn === '' && last.includes('\0')) lines.pop();
  const entries = lines.map((line, index) => {
    const entry = parseLine(line);
    if (entry === undefined) throw new JournalError(path, `line ${index + 1} is not as it was written`);
    return entry;
  });
  return { entries, lengthBytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0) };
}

function parseLine(line: string): JournalEntry | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the checksum vouches for it
    const { checksum, entry } = parseStrictJson(line) as { checksum: string; entry: JournalEntry };
    return checksum === checksumOf(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function checksumOf(entry: JournalEntry): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(entry)).digest('hex')}`;
}
