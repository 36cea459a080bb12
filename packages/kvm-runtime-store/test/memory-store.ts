import { EventEmitter, on } from 'node:events';

import type {
  ChangeOptions,
  Journal,
  JournalEntry,
  LockLease,
  RevisedRecord,
  RuntimeStore,
  StoreChange,
  WithLockOptions,
} from '../src/index.ts';
import { LockTimeoutError, RecordConflictError } from '../src/errors.ts';
import { checkInstanceName } from '../src/instance-name.ts';

/*
A store in the memory of one process, in the manner of a database: revisions are numbers that only rise, changes are
events, and waiting for a lock is a queue. It shares no code with the store in files but its errors.
*/
interface Contents {
  readonly records: Map<string, RevisedRecord>;
  readonly journals: Map<string, JournalEntry[]>;
  /** By instance: what the holder does, and the end of the queue behind it. */
  readonly locks: Map<string, { doing: string; released: Promise<void> }>;
  readonly changes: EventEmitter;
  revision: number;
}

export function emptyContents(): Contents {
  const changes = new EventEmitter().setMaxListeners(100);
  return { records: new Map(), journals: new Map(), locks: new Map(), changes, revision: 0 };
}

/** Opens the store that has these contents; all that open the same see the same. */
export function openMemoryStore(contents: Contents): RuntimeStore {
  const { records, changes } = contents;
  const readRevision = async (name: string): Promise<RevisedRecord | undefined> => {
    checkInstanceName(name);
    return structuredClone(records.get(name));
  };
  return {
    list: async () => [...records.keys()].sort(),
    readRevision,
    read: async (name) => (await readRevision(name))?.record,
    write: async (name, record, options) => {
      checkInstanceName(name);
      checkRevision(contents, name, options);
      if (record.runtime.instance.name !== name) throw new TypeError('another instance’s record');
      const isNew = !records.has(name);
      const revision = String((contents.revision += 1));
      records.set(name, structuredClone({ record, revision }));
      changes.emit('change', { kind: isNew ? 'added' : 'changed', name });
      return revision;
    },
    remove: async (name, options) => {
      checkInstanceName(name);
      checkRevision(contents, name, options);
      if (records.delete(name)) changes.emit('change', { kind: 'removed', name });
    },
    withLock: async (name, change, options) => {
      checkInstanceName(name);
      return withLock(contents, name, change, options);
    },
    journal: (name) => {
      checkInstanceName(name);
      return journalOf(contents, name);
    },
    watch: (options) => watchContents(contents, options?.signal),
  };
}

function checkRevision({ records }: Contents, name: string, { ifRevision }: ChangeOptions = {}): void {
  const found = records.get(name)?.revision ?? null;
  if (ifRevision !== undefined && ifRevision !== found)
    throw new RecordConflictError(name, ifRevision, found);
}

async function withLock<T>(
  { locks }: Contents,
  name: string,
  change: (lease: LockLease) => Promise<T>,
  { doing = 'changing', timeoutMs = 30_000 }: WithLockOptions = {},
): Promise<T> {
  const before = locks.get(name);
  if (before !== undefined && timeoutMs === 0) {
    throw new LockTimeoutError(name, [{ pid: process.pid, doing: before.doing }], timeoutMs);
  }
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const ours = { doing, released };
  locks.set(name, ours);
  await before?.released;
  try {
    return await change({ lost: new AbortController().signal });
  } finally {
    if (locks.get(name) === ours) locks.delete(name);
    release();
  }
}

function journalOf(contents: Contents, name: string): Journal {
  const entries = (): JournalEntry[] => contents.journals.get(name) ?? [];
  return {
    append: async (facts) => {
      if ('token' in facts || 'atMs' in facts) throw new TypeError('an entry has these from the store');
      const token = String((contents.revision += 1));
      contents.journals.set(name, [...entries(), structuredClone({ token, atMs: Date.now(), ...facts })]);
      return token;
    },
    read: async () => structuredClone(entries()),
    compact: async (isKept = () => false) => {
      contents.journals.set(name, entries().filter(isKept));
    },
  };
}

function watchContents(
  { changes, records }: Contents,
  outer: AbortSignal = new AbortController().signal,
): AsyncIterableIterator<StoreChange> {
  const inner = new AbortController();
  const signal = AbortSignal.any([outer, inner.signal]);
  async function* tell(): AsyncGenerator<StoreChange, undefined> {
    if (signal.aborted) return undefined;
    const events = on(changes, 'change', { signal });
    yield { kind: 'snapshot', names: [...records.keys()].sort() };
    try {
      for await (const [change] of events) yield change as StoreChange;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return undefined;
  }
  const told = tell();
  return {
    next: () => told.next(),
    return: () => {
      inner.abort();
      return told.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
