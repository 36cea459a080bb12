import type { Journal } from './journal-entries.ts';
import type { RevisedRecord, RuntimeRecord } from './runtime-record.ts';

/**
 * What must survive the manager, per instance: the port that `openRuntimeStore` implements with files of one host, and
 * that a store for several hosts can implement elsewhere. `@kvmkit/kvm-runtime-store/contract` tells whether it does.
 */
export interface RuntimeStore {
  /** The names of all instances with a record, sorted. */
  list(): Promise<string[]>;
  /** The record as it was last written. @throws `RECORD_CORRUPT`, `RECORD_TOO_NEW` */
  read(name: string): Promise<RuntimeRecord | undefined>;
  /** The same, with its revision, to be given to `write` or `remove`. */
  readRevision(name: string): Promise<RevisedRecord | undefined>;
  /**
   * Gives the revision that it has written; durable by then.
   * @throws `RECORD_CONFLICT` when another revision is there than `ifRevision`
   */
  write(name: string, record: RuntimeRecord, options?: ChangeOptions): Promise<string>;
  /**
   * Removes the record and all that the store keeps of a run; not the journal.
   * @throws `RECORD_CONFLICT`
   */
  remove(name: string, options?: ChangeOptions): Promise<void>;
  /**
   * Runs `change` while nobody else changes the instance. A lock does not nest.
   * @throws `LOCK_TIMEOUT`, naming who holds it
   */
  withLock<T>(name: string, change: (lease: LockLease) => Promise<T>, options?: WithLockOptions): Promise<T>;
  /** The instance's journal, which outlives its record. */
  journal(name: string): Journal;
  /** The names that there are, then every change of them, whoever makes it. Ends with the signal, or with `return()`. */
  watch(options?: { readonly signal?: AbortSignal }): AsyncIterableIterator<StoreChange>;
}

export interface ChangeOptions {
  /**
   * The revision that must be there for the change to be made; null: none may be there.
   * @default whatever is there
   */
  readonly ifRevision?: string | null;
}

export interface WithLockOptions {
  /**
   * For the message of whoever has to wait: `starting`.
   * @default 'changing'
   */
  readonly doing?: string;
  /** @default 30 000, and 0 for a guest's lock */
  readonly timeoutMs?: number;
}

/** A lock while it is held. */
export interface LockLease {
  /** Aborts when the lock is lost, as that of a store across hosts may be; a file's never is. */
  readonly lost: AbortSignal;
}

/** Several changes of one instance may be told as one; none is lost. */
export type StoreChange =
  | { readonly kind: 'snapshot'; readonly names: readonly string[] }
  | { readonly kind: 'added' | 'changed' | 'removed'; readonly name: string };
