/** A value that JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What is written into a journal; what the `kind` is, and what comes with it, is the writer's to say. */
export interface JournalFacts {
  readonly kind: string;
  readonly [fact: string]: JsonValue;
}

/** An entry as it was written. */
export interface JournalEntry extends JournalFacts {
  /** Names this entry among all of all journals. */
  readonly token: string;
  /** By the writer's clock, which may go backward: the order is that of the entries. Milliseconds since 1970. */
  readonly atMs: number;
}

/** What was done to an instance, in order, so that the next process knows where the last one was when it died. */
export interface Journal {
  /** Gives the entry's token; durable by then. */
  append(facts: JournalFacts): Promise<string>;
  /** All entries, the oldest first. @throws `JOURNAL_CORRUPT` */
  read(): Promise<JournalEntry[]>;
  /** Drops all entries that `isKept` is not true of; by default, all. */
  compact(isKept?: (entry: JournalEntry) => boolean): Promise<void>;
}

/*
A change to a running guest is written down before it is begun and when it is over:

  begin { … }            token 1-a
  done { of: '1-a' }     or undone { of: '1-a' }
*/

/** The changes that were begun and of which nobody has written that they were done or undone. */
export function openIntents(entries: readonly JournalEntry[]): JournalEntry[] {
  const closed = new Set(
    entries.filter(({ kind }) => kind === 'done' || kind === 'undone').map(({ of }) => of),
  );
  return entries.filter(({ kind, token }) => kind === 'begin' && !closed.has(token));
}
