import { constants } from 'node:os';

/*
RuntimeStoreError
├─ InstanceNameError   INSTANCE_NAME_INVALID   a name that must not become a path: instanceName
├─ SocketPathError     SOCKET_PATH_TOO_LONG    the kernel takes at most 107 bytes: path, lengthBytes
├─ LockTimeoutError    LOCK_TIMEOUT            somebody else holds the instance: path, holder, timeoutMs
├─ UidRangeError       UID_POOL_INVALID        not a list of uid ranges, or not one of this pool: range, rule
├─ UidPoolError        UID_POOL_EXHAUSTED      every uid of the pool is locked or in use
│                      PROCESSES_HIDDEN        /proc does not show every process, so nothing proves a uid unused
├─ UidInUseError       UID_IN_USE              processes still run under the uid: uid, pids
├─ GanetiRuntimeError  GANETI_RUNTIME_INVALID  not what Ganeti keeps of an instance: where
├─ StorageError        STORAGE_FAILED          the kernel refused to read, write or remove: path, syscall, errnoName, state
├─ FileRefusedError    FILE_REFUSED            what lies there was not made by a store, or is too large: path
├─ RecordError         RECORD_CORRUPT          the bytes are not a record of ours: path, keptAt
│                      RECORD_TOO_NEW          written by a later version: path
├─ RecordConflictError RECORD_CONFLICT         somebody else has written it: instanceName, expected, found
└─ JournalError        JOURNAL_CORRUPT         an entry that was written is not what it was: path
*/

/** Everything this package refuses; `code` tells the cases apart. */
export abstract class RuntimeStoreError extends Error {
  abstract readonly code:
    | 'INSTANCE_NAME_INVALID'
    | 'SOCKET_PATH_TOO_LONG'
    | 'LOCK_TIMEOUT'
    | 'UID_POOL_INVALID'
    | 'UID_POOL_EXHAUSTED'
    | 'PROCESSES_HIDDEN'
    | 'UID_IN_USE'
    | 'GANETI_RUNTIME_INVALID'
    | 'STORAGE_FAILED'
    | 'FILE_REFUSED'
    | 'RECORD_CORRUPT'
    | 'RECORD_TOO_NEW'
    | 'RECORD_CONFLICT'
    | 'JOURNAL_CORRUPT';
}

export class InstanceNameError extends RuntimeStoreError {
  override readonly code = 'INSTANCE_NAME_INVALID';
  readonly instanceName: string;

  static {
    this.prototype.name = 'InstanceNameError';
  }

  constructor(instanceName: string, rule: string) {
    super(`name: found ${excerpt(instanceName)}, allowed: ${rule}`);
    this.instanceName = instanceName;
  }
}

export class SocketPathError extends RuntimeStoreError {
  override readonly code = 'SOCKET_PATH_TOO_LONG';
  readonly path: string;
  readonly lengthBytes: number;

  static {
    this.prototype.name = 'SocketPathError';
  }

  constructor(path: string, lengthBytes: number, limitBytes: number) {
    super(
      `name: the socket path ${excerpt(path)} would have ${lengthBytes} bytes, allowed: at most ${limitBytes} ` +
        '(the kernel keeps no longer one); a shorter name or root fits',
    );
    this.path = path;
    this.lengthBytes = lengthBytes;
  }
}

/** Who holds a lock, as its holder wrote it down. */
export interface LockHolder {
  readonly pid: number;
  readonly doing: string;
  /** The process that wrote this is gone: a child that inherited the descriptor holds the lock. */
  readonly ended?: true;
}

export class LockTimeoutError extends RuntimeStoreError {
  override readonly code = 'LOCK_TIMEOUT';
  readonly path: string;
  /** The first of `holders`. */
  readonly holder: LockHolder | undefined;
  /** One of an exclusive lock, any number of a shared one; none where the file does not tell. */
  readonly holders: readonly LockHolder[];
  readonly timeoutMs: number;

  static {
    this.prototype.name = 'LockTimeoutError';
  }

  constructor(path: string, holders: readonly LockHolder[], timeoutMs: number) {
    const who = holders.length === 0 ? 'another process holds' : describeHolders(holders);
    super(`waited ${timeoutMs} ms for the lock ${path}, which ${who}; nothing was changed`);
    this.path = path;
    this.holder = holders[0];
    this.holders = holders;
    this.timeoutMs = timeoutMs;
  }
}

function describeHolders(holders: readonly LockHolder[]): string {
  const names = holders.map(
    ({ pid, doing, ended }) =>
      `${ended === true ? 'a child of the ended process' : 'process'} ${pid} (${doing})`,
  );
  return `${names.join(', ')} ${names.length === 1 ? 'holds' : 'hold'}`;
}

/**
 * What a range of uids must be: written as one (`syntax`), its ends in order (`order`) and uids of Linux (`bounds`),
 * and in the pool that it shall be removed from (`member`).
 */
export type UidRangeRule = 'syntax' | 'order' | 'bounds' | 'member';

export class UidRangeError extends RuntimeStoreError {
  override readonly code = 'UID_POOL_INVALID';
  readonly range: string;
  readonly rule: UidRangeRule;

  static {
    this.prototype.name = 'UidRangeError';
  }

  constructor(range: string, rule: UidRangeRule, allowed: string) {
    super(`uid_pool: found ${excerpt(range)}, allowed: ${allowed}`);
    this.range = range;
    this.rule = rule;
  }
}

export class UidPoolError extends RuntimeStoreError {
  override readonly code: 'UID_POOL_EXHAUSTED' | 'PROCESSES_HIDDEN';

  static {
    this.prototype.name = 'UidPoolError';
  }

  constructor(code: 'UID_POOL_EXHAUSTED' | 'PROCESSES_HIDDEN', message: string) {
    super(message);
    this.code = code;
  }
}

export class UidInUseError extends RuntimeStoreError {
  override readonly code = 'UID_IN_USE';
  readonly uid: number;
  readonly pids: readonly number[];

  static {
    this.prototype.name = 'UidInUseError';
  }

  constructor(uid: number, pids: readonly number[]) {
    super(`giving back uid ${uid}: found processes that run under it (${pids.join(', ')}); it stays taken`);
    this.uid = uid;
    this.pids = pids;
  }
}

export class GanetiRuntimeError extends RuntimeStoreError {
  override readonly code = 'GANETI_RUNTIME_INVALID';
  /** `nics[0].hvinfo`, or `the file`. */
  readonly where: string;

  static {
    this.prototype.name = 'GanetiRuntimeError';
  }

  constructor(where: string, found: unknown, allowed: string, options?: ErrorOptions) {
    const text = found === undefined ? 'nothing' : excerpt(found);
    super(`Ganeti runtime: ${where}: found ${text}, allowed: ${allowed}; nothing was imported`, options);
    this.where = where;
  }
}

/**
 * What is left when the kernel refused: all as it was before (`unchanged`); or the change is made, but a power cut may
 * undo it (`not-durable`).
 */
export type StorageState = 'unchanged' | 'not-durable';

const stateTexts = {
  unchanged: 'what was there before is still there',
  'not-durable': 'the change is made, but a power cut may undo it',
} as const satisfies Record<StorageState, string>;

export class StorageError extends RuntimeStoreError {
  override readonly code = 'STORAGE_FAILED';
  readonly path: string;
  readonly syscall: string | undefined;
  /** `ENOSPC`, `EDQUOT`, `EROFS`, `EIO`, … */
  readonly errnoName: string;
  readonly state: StorageState;

  static {
    this.prototype.name = 'StorageError';
  }

  /** `tried` is `writing`, `removing`, … */
  constructor(tried: string, path: string, cause: NodeJS.ErrnoException, state: StorageState) {
    const { syscall } = cause;
    const errnoName = errnoNameOf(cause);
    super(`${tried} ${path}: ${syscall ?? 'the kernel'} failed with ${errnoName}; ${stateTexts[state]}`, {
      cause,
    });
    this.path = path;
    this.syscall = syscall;
    this.errnoName = errnoName;
    this.state = state;
  }
}

/** Whether an error is the kernel's as Node gives it, or this one of them. */
export function isErrno(error: unknown, code?: string): error is NodeJS.ErrnoException {
  if (!(error instanceof Error) || !('errno' in error) || !('code' in error)) return false;
  return code === undefined ? !('errnoName' in error) : error.code === code;
}

/** Whether an error says that a file or directory is not there. */
export function isAbsence(error: unknown): boolean {
  return isErrno(error, 'ENOENT') || (error instanceof StorageError && error.errnoName === 'ENOENT');
}

/** libuv has no name for some, EDQUOT among them: `Unknown system error -122`. */
function errnoNameOf({ code = 'an unknown error', errno }: NodeJS.ErrnoException): string {
  if (/^E[A-Z0-9]+$/.test(code)) return code;
  return Object.entries(constants.errno).find(([, number]) => number === -(errno ?? 0))?.[0] ?? code;
}

export class FileRefusedError extends RuntimeStoreError {
  override readonly code = 'FILE_REFUSED';
  readonly path: string;

  static {
    this.prototype.name = 'FileRefusedError';
  }

  constructor(path: string, found: string, allowed: string) {
    super(`${path}: found ${found}, allowed: ${allowed}; it was left as it is`);
    this.path = path;
  }
}

export class RecordError extends RuntimeStoreError {
  override readonly code: 'RECORD_CORRUPT' | 'RECORD_TOO_NEW';
  readonly path: string;
  /** Where the bytes of a corrupt file are now; undefined where they could be left, or could not be moved. */
  readonly keptAt: string | undefined;
  readonly reason: string;

  static {
    this.prototype.name = 'RecordError';
  }

  constructor(code: 'RECORD_CORRUPT' | 'RECORD_TOO_NEW', path: string, reason: string, keptAt?: string) {
    const state = keptAt === undefined ? 'the file was left as it is' : `its bytes are kept as ${keptAt}`;
    super(`runtime record ${path}: ${reason}; ${state}`);
    this.code = code;
    this.path = path;
    this.reason = reason;
    this.keptAt = keptAt;
  }
}

export class RecordConflictError extends RuntimeStoreError {
  override readonly code = 'RECORD_CONFLICT';
  readonly instanceName: string;
  /** The revision that was to be replaced or removed; null for none. */
  readonly expected: string | null;
  /** The one that is there; null for none. */
  readonly found: string | null;

  static {
    this.prototype.name = 'RecordConflictError';
  }

  constructor(instanceName: string, expected: string | null, found: string | null) {
    const [there, wanted] = [found, expected].map((revision) =>
      revision === null ? 'no record' : `revision ${revision}`,
    );
    super(`record of ${instanceName}: found ${there}, expected ${wanted}; nothing was changed`);
    this.instanceName = instanceName;
    this.expected = expected;
    this.found = found;
  }
}

export class JournalError extends RuntimeStoreError {
  override readonly code = 'JOURNAL_CORRUPT';
  readonly path: string;

  static {
    this.prototype.name = 'JournalError';
  }

  constructor(path: string, reason: string) {
    super(`journal ${path}: ${reason}; the file was left as it is`);
    this.path = path;
  }
}

function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
