import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { isErrno, LockTimeoutError, StorageError, UidInUseError, UidPoolError } from './errors.ts';
import { lockFile, type FileLock } from './file-lock.ts';
import { pidsRunningAs } from './process-users.ts';
import { checkUidPool, formatUidPool, isUid, uidsOf, type UidRange } from './uid-ranges.ts';

/*
A uid is held by the lock on its file uid-pool/UID, and used by processes:

  no file          never taken, or given back         requested first
  file, unlocked   its guest runs, or ended           requested last, if no process runs under it
  file, locked     being taken, or the guest runs and inherited the descriptor

So a manager that dies anywhere leaves at worst a file, which keeps nobody from the uid.
*/

/** Users of the host that guests run as, one guest each. */
export interface UidPool {
  /**
   * Takes the lowest uid that nobody holds and under which no process runs; those that were taken before come last.
   * @throws `UID_POOL_EXHAUSTED`, `PROCESSES_HIDDEN`
   */
  request(options: { readonly doing: string }): Promise<LockedUid>;
  /**
   * Gives a uid back once no process runs under it; giving it back again changes nothing.
   * @param options `timeoutMs`: how long to wait for a guest that is just ending to let go of it. Default 0.
   * @throws `UID_IN_USE`, `PROCESSES_HIDDEN`; `LOCK_TIMEOUT` while another process takes it, or a guest holds it
   */
  release(uid: number, options: { readonly doing: string; readonly timeoutMs?: number }): Promise<void>;
}

/** A uid that nobody else gets as long as its descriptor is open anywhere. */
export interface LockedUid extends AsyncDisposable {
  readonly uid: number;
  /**
   * For the guest to inherit, so that it holds its uid also before it has changed to it; close-on-exec, and ours to
   * close.
   */
  readonly fd: number;
  /** Gives up our share; the uid stays taken, by who inherited the descriptor and by who runs under it. */
  close(): Promise<void>;
  /**
   * Gives the uid back, and closes.
   * @throws `UID_IN_USE`, `PROCESSES_HIDDEN`: then it is held as before
   */
  release(): Promise<void>;
}

export interface UidPoolOptions {
  /** The root of a store; the files are in its `uid-pool`. */
  readonly root: string;
  readonly pool: readonly UidRange[];
}

/**
 * Opens the pool of a host; makes nothing until a uid is requested.
 * @throws {UidRangeError} `UID_POOL_INVALID`
 */
export function openUidPool(options: UidPoolOptions): UidPool {
  return openUidPoolOn(options, pidsRunningAs);
}

/** As `openUidPool`, with another way to know who runs: it must find every process. */
export function openUidPoolOn(
  { root, pool }: UidPoolOptions,
  findPids: (uid: number) => Promise<readonly number[]>,
): UidPool {
  checkUidPool(pool);
  const directory = join(root, 'uid-pool');
  const pathOf = (uid: number): string => join(directory, String(uid));

  const giveBack = async (uid: number, lock: FileLock): Promise<void> => {
    const pids = await findPids(uid);
    if (pids.length > 0) throw new UidInUseError(uid, pids);
    await lock.removeFile();
    await lock.close();
  };

  return {
    request: async ({ doing }) => {
      const taken = new Set(listTaken(directory));
      for (const uid of inOrder(pool, taken)) {
        const lock = await tryLock(pathOf(uid), doing);
        if (lock === undefined) continue;
        await using undo = new AsyncDisposableStack();
        undo.use(lock);
        // Only under the lock: else another manager could start a guest between this look and the lock.
        if ((await findPids(uid)).length > 0) continue;
        undo.move();
        return lockedUid(uid, lock, () => giveBack(uid, lock));
      }
      throw new UidPoolError(
        'UID_POOL_EXHAUSTED',
        `uid_pool: every uid of ${formatUidPool(pool) || 'an empty pool'} is locked or has processes; none was taken`,
      );
    },
    release: async (uid, { doing, timeoutMs = 0 }) => {
      if (!isUid(uid)) throw new RangeError(`uid is ${uid}, expected a user's number`);
      await using lock = await lockFile(pathOf(uid), { doing, timeoutMs });
      await giveBack(uid, lock);
    },
  };
}

function listTaken(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw isErrno(error) ? new StorageError('reading', directory, error, 'unchanged') : error;
  }
}

function* inOrder(pool: readonly UidRange[], taken: ReadonlySet<string>): Generator<number> {
  for (const uid of uidsOf(pool)) if (!taken.has(String(uid))) yield uid;
  for (const uid of uidsOf(pool)) if (taken.has(String(uid))) yield uid;
}

async function tryLock(path: string, doing: string): Promise<FileLock | undefined> {
  try {
    return await lockFile(path, { doing, timeoutMs: 0 });
  } catch (error) {
    if (error instanceof LockTimeoutError) return undefined;
    throw error;
  }
}

function lockedUid(uid: number, lock: FileLock, release: () => Promise<void>): LockedUid {
  const close = (): Promise<void> => lock.close();
  return { uid, fd: lock.fd, close, release, [Symbol.asyncDispose]: close };
}
