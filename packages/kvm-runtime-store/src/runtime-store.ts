import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { FileLock } from './file-lock.ts';
import type { FoundGuest } from './guest-scan.ts';
import { findGuestProcess, type GuestProcess } from './guest-process.ts';
import { isInstanceName } from './instance-name.ts';
import { filesOfOneRun, instancePaths, type InstancePaths } from './instance-paths.ts';
import type { RuntimeRecord } from './runtime-record.ts';

// The modules behind reading, writing and locking bring in node:crypto and a native addon, which cost more than
// all of a short query: they are imported by the functions that need them.

/** What must survive the manager, per instance. */
export interface RuntimeStore {
  readonly root: string;
  /** @throws `INSTANCE_NAME_INVALID`, `SOCKET_PATH_TOO_LONG` */
  paths(name: string): InstancePaths;
  /** The names of all instances with a record, sorted. */
  list(): Promise<string[]>;
  /** @throws `RECORD_CORRUPT`, `RECORD_TOO_NEW` */
  read(name: string): Promise<RuntimeRecord | undefined>;
  /** Durable when it returns; makes the directories that QEMU's files go to. */
  write(name: string, record: RuntimeRecord): Promise<void>;
  /** Removes every file of the instance but its locks; a chroot that is not empty goes to the quarantine. */
  remove(name: string): Promise<void>;
  /** As `remove`, but keeps the record: what is left is an instance that does not run. */
  sweep(name: string): Promise<void>;
  /** The instance's QEMU, if it lives and is named by its pid file. Takes no lock. */
  findGuest(name: string): Promise<GuestProcess | undefined>;
  /** Every guest of this root that runs, found by the command lines of all processes, also when its files are gone. */
  scanGuests(): Promise<FoundGuest[]>;
  /** Whether the guest's lock is held: by a QEMU, or by who is just starting or removing one. Takes no lock. */
  guestExists(name: string): Promise<boolean>;
  /**
   * Runs `change` while no other process changes the instance.
   * @throws `LOCK_TIMEOUT`, naming who holds it
   */
  withLock<T>(name: string, change: () => Promise<T>, options?: WithLockOptions): Promise<T>;
  /**
   * Takes the lock that a guest's QEMU holds as long as it lives: having it proves that no guest exists.
   * @throws `LOCK_TIMEOUT` when a guest still exists after `timeoutMs`
   */
  lockGuest(name: string, options?: WithLockOptions): Promise<FileLock>;
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

const lockTimeoutMs = 30_000;
const doingDefault = 'changing';

/** Opens the store below a root directory; makes nothing until something is written. */
export function openRuntimeStore({ root }: { readonly root: string }): RuntimeStore {
  const paths = (name: string): InstancePaths => instancePaths(root, name);
  return {
    root,
    paths,
    list: () => listRecords(join(root, 'conf')),
    // All of them async, so that a bad name is a rejection too.
    read: async (name) => readRecord(paths(name).record),
    write: async (name, record) => writeRecord(paths(name), record),
    remove: async (name) => removeRun(paths(name)),
    sweep: async (name) => sweepRun(paths(name)),
    findGuest: async (name) => findGuestProcess(paths(name)),
    scanGuests: async () => {
      const { scanGuests } = await import('./guest-scan.ts');
      return scanGuests(root);
    },
    guestExists: async (name) => {
      const { isLocked } = await import('./file-lock.ts');
      return isLocked(paths(name).guestLock);
    },
    withLock: async (name, change, options) => withInstanceLock(paths(name), change, options),
    lockGuest: async (name, { doing = doingDefault, timeoutMs = 0 } = {}) => {
      const { lockFile } = await import('./file-lock.ts');
      return lockFile(paths(name).guestLock, { doing, timeoutMs });
    },
  };
}

const suffix = '.json';

async function listRecords(directory: string): Promise<string[]> {
  const files = await readdir(directory).catch(whenAbsent<string[]>([]));
  return files
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .filter(isInstanceName)
    .sort();
}

async function readRecord(path: string): Promise<RuntimeRecord | undefined> {
  const text = await readFile(path, 'utf8').catch(whenAbsent(undefined));
  if (text === undefined) return undefined;
  const { decodeRecord } = await import('./runtime-record.ts');
  return decodeRecord(text, path);
}

async function writeRecord(paths: InstancePaths, record: RuntimeRecord): Promise<void> {
  const [{ encodeRecord }, { writeDurably }] = await Promise.all([
    import('./runtime-record.ts'),
    import('./durable-write.ts'),
  ]);
  for (const file of [paths.pidFile, paths.qmp, paths.log]) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  }
  await writeDurably(paths.record, encodeRecord(record));
}

/** The record goes last: while it is there, the next reader knows what else to remove. */
async function removeRun(paths: InstancePaths): Promise<void> {
  await sweepRun(paths);
  await rm(paths.ganetiRuntime, { force: true });
  await rm(paths.record, { force: true });
  const { syncDirectory } = await import('./durable-write.ts');
  await syncDirectory(dirname(paths.record)).catch(whenAbsent(undefined));
}

async function sweepRun(paths: InstancePaths): Promise<void> {
  const [{ removeTapFiles }, { removeChroot }] = await Promise.all([
    import('./tap-files.ts'),
    import('./chroot-folder.ts'),
  ]);
  await Promise.all([
    ...filesOfOneRun(paths).map((file) => rm(file, { force: true })),
    removeTapFiles(paths),
    removeChroot(paths),
  ]);
}

async function withInstanceLock<T>(
  paths: InstancePaths,
  change: () => Promise<T>,
  { doing = doingDefault, timeoutMs = lockTimeoutMs }: WithLockOptions = {},
): Promise<T> {
  const { lockFile } = await import('./file-lock.ts');
  await using lock = await lockFile(paths.lock, { doing, timeoutMs });
  try {
    return await change();
  } finally {
    // An instance without a record is no instance any more: its lock goes too.
    if (!existsSync(paths.record)) await lock.removeFile();
  }
}

function whenAbsent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}
