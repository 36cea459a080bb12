import { fstatSync, ftruncateSync, readFileSync, writeSync } from 'node:fs';

import type { LockMode } from '@kvmkit/host-fds';

import type { LockHolder } from './errors.ts';
import { parseStat } from './guest-process.ts';
import { readSmallFile } from './regular-file.ts';

/*
A lock's file says who holds it, a line of JSON each:

  an exclusive holder   replaces what is there by its line
  a shared holder       appends its line, and another one when it leaves

Only for messages, so that no failure here fails a lock: on a full disk the instance must still be cleaned up.
*/

interface Note {
  readonly pid: number;
  /** With the pid it names one process for ever. */
  readonly startTimeTicks: number | undefined;
  /** With the pid it names one holder. */
  readonly fd: number;
  readonly doing: string;
  readonly mode: LockMode;
}

interface Leaving {
  readonly pid: number;
  readonly fd: number;
  readonly left: true;
}

/** Shared holders that always overlap would let the file grow without end: over this they are not named. */
const sharedNotesLimitBytes = 64 * 1024;

/** Notes who holds a lock and why; for its holder, with a descriptor that appends when the lock is shared. */
export function noteHolder(fd: number, mode: LockMode, doing: string): void {
  ignoringErrors(() => {
    const note: Note = { pid: process.pid, startTimeTicks: startOf('self'), fd, doing, mode };
    if (mode === 'shared') append(fd, note);
    // Written over, then cut: ext4 flushes a file to the disk that was cut to nothing before (auto_da_alloc).
    else ftruncateSync(fd, writeSync(fd, `${JSON.stringify(note)}\n`, 0));
  });
}

/** Notes that a shared holder gives its share up. */
export function noteLeaving(fd: number): void {
  ignoringErrors(() => append(fd, { pid: process.pid, fd, left: true }));
}

/**
 * Who holds a lock: the living among those that noted themselves and did not leave, or else the dead, whose children
 * then have it.
 */
export function readHolders(path: string): readonly LockHolder[] {
  const holders = new Map<string, Note>();
  for (const note of readNotes(path)) {
    const key = `${note.pid}/${note.fd}`;
    if ('left' in note) holders.delete(key);
    // Who came after an exclusive holder could do so because that one had left.
    else if (note.mode === 'shared') dropExclusive(holders).set(key, note);
    else holders.set(key, note);
  }
  const notes = [...holders.values()];
  const alive = notes.filter(({ pid, startTimeTicks }) => startOf(pid) === startTimeTicks);
  const described = alive.length > 0 ? alive : notes;
  return described.map(({ pid, doing }) => ({ pid, doing, ...(alive.length > 0 ? {} : { ended: true }) }));
}

function dropExclusive(holders: Map<string, Note>): Map<string, Note> {
  for (const [key, { mode }] of holders) if (mode === 'exclusive') holders.delete(key);
  return holders;
}

function append(fd: number, note: Note | Leaving): void {
  if (fstatSync(fd).size <= sharedNotesLimitBytes) writeSync(fd, `${JSON.stringify(note)}\n`);
}

function readNotes(path: string): readonly (Note | Leaving)[] {
  let text: string | undefined;
  ignoringErrors(() => (text = readSmallFile(path)));
  return (text ?? '').split('\n').flatMap((line) => parseNote(line) ?? []);
}

function parseNote(line: string): Note | Leaving | undefined {
  try {
    const value: unknown = JSON.parse(line);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only for a message, and checked just here
    const note = value as Partial<Note & Leaving>;
    if (typeof note.pid !== 'number' || typeof note.fd !== 'number') return undefined;
    if (note.left === true) return { pid: note.pid, fd: note.fd, left: true };
    if (typeof note.doing !== 'string' || (note.mode !== 'shared' && note.mode !== 'exclusive'))
      return undefined;
    const { pid, fd, doing, mode, startTimeTicks } = note;
    return { pid, fd, doing, mode, startTimeTicks };
  } catch {
    return undefined;
  }
}

/** Undefined also where the process is gone. */
function startOf(pid: number | 'self'): number | undefined {
  try {
    const { state, startTimeTicks } = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return state === 'Z' || state === 'X' ? undefined : startTimeTicks;
  } catch {
    return undefined;
  }
}

function ignoringErrors(act: () => unknown): void {
  try {
    act();
  } catch {
    // See above.
  }
}
