import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { FileLock } from './file-lock.ts';
import type { FoundGuest } from './guest-scan.ts';
import { findGuestProcess, type GuestProcess } from './guest-process.ts';
import { isInstanceName } from './instance-name.ts';
import { filesOfOneRun, instancePaths, type InstancePaths } from './instance-paths.ts';
import type { Journal } from './journal-entries.ts';
import { ensureDirectory } from './own-directory.ts';
import type { NamedPaths } from './read-record.ts';
import type { RevisedRecord, RuntimeRecord } from './runtime-record.ts';
import type { ChangeOptions, LockLease, RuntimeStore, WithLockOptions } from './store-port.ts';
import { watchRecords } from './watch-records.ts';

// The modules behind reading, writing and locking bring in node:crypto and a native addon, which cost more than
// all of a short query: they are imported by the functions that need them.

/** A store in files of this host, with all that exists only where the guests run. */
export interface HostRuntimeStore extends RuntimeStore {
  readonly root: string;
  /** @throws `INSTANCE_NAME_INVALID`, `SOCKET_PATH_TOO_LONG` */
  paths(name: string): InstancePaths;
  /** Also makes the directories that QEMU's files go to. */
  write(name: string, record: RuntimeRecord, options?: ChangeOptions): Promise<string>;
  /**
   * Removes every file of the instance but its locks and its journal; a chroot that is not empty goes to the
   * quarantine.
   */
  remove(name: string, options?: ChangeOptions): Promise<void>;
  /** As `remove`, but keeps the record: what is left is an instance that does not run. */
  sweep(name: string): Promise<void>;
  /** The instance's QEMU, if it lives and is named by its pid file. Takes no lock. */
  findGuest(name: string): Promise<GuestProcess | undefined>;
  /** Every guest of this root that runs, found by the command lines of all processes, also when its files are gone. */
  scanGuests(): Promise<FoundGuest[]>;
  /** Whether the guest's lock is held: by a QEMU, or by who is just starting or removing one. Takes no lock. */
  guestExists(name: string): Promise<boolean>;
  /**
   * Takes the lock that a guest's QEMU holds as long as it lives: having it proves that no guest exists.
   * @throws `LOCK_TIMEOUT` when a guest still exists after `timeoutMs`
   */
  lockGuest(name: string, options?: WithLockOptions): Promise<FileLock>;
}

const lockTimeoutMs = 30_000;
const doingDefault = 'changing';

export interface RuntimeStoreOptions {
  readonly root: string;
  /**
   * Whether Ganeti shall find every instance too: then `conf/NAME.runtime` is written with each record. One that is
   * there already is kept current, and read, in any root.
   * @default whether the root ends in `/ganeti/kvm-hypervisor`
   */
  readonly ganeti?: boolean;
}

/** Opens the store below a root directory; makes nothing until something is written. */
export function openRuntimeStore({
  root,
  ganeti = /\/ganeti\/kvm-hypervisor\/*$/.test(root),
}: RuntimeStoreOptions): HostRuntimeStore {
  const paths = (name: string): InstancePaths => instancePaths(root, name);
  const records = join(root, 'conf');
  const readRevision = async (name: string): Promise<RevisedRecord | undefined> => {
    const { readRecordFile } = await import('./read-record.ts');
    return readRecordFile({ name, paths: paths(name) });
  };
  return {
    root,
    paths,
    list: () => listRecords(records),
    // All of them async, so that a bad name is a rejection too.
    readRevision,
    read: async (name) => (await readRevision(name))?.record,
    write: async (name, record, options = {}) => {
      const of = { name, paths: paths(name) };
      const isGanetis = ganeti || existsSync(of.paths.ganetiRuntime);
      return writeRecord(of, record, { ...options, ganetiRoot: isGanetis ? root : undefined });
    },
    remove: async (name, options = {}) => removeRun(paths(name), name, options),
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
    journal: (name) => journalAt(paths(name).journal),
    watch: (options) => watchRecords(records, nameOfRecord, options),
  };
}

/** Of a record, or of Ganeti's file of an instance. */
function nameOfRecord(file: string): string | undefined {
  const [, name] = /^(.*)\.(?:json|runtime)$/.exec(file) ?? [];
  return name !== undefined && isInstanceName(name) ? name : undefined;
}

async function listRecords(directory: string): Promise<string[]> {
  const files = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return [...new Set(files.flatMap((file) => nameOfRecord(file) ?? []))].sort();
}

async function writeRecord(
  of: NamedPaths,
  record: RuntimeRecord,
  options: ChangeOptions & { readonly ganetiRoot: string | undefined },
): Promise<string> {
  const { name, paths } = of;
  const own = record.runtime.instance.name;
  if (own !== name) throw new TypeError(`the record of ${own} cannot be that of ${name}`);
  for (const file of [paths.pidFile, paths.qmp, paths.log, paths.consoleLog]) {
    ensureDirectory(dirname(file));
  }
  const { writeRecordFile } = await import('./record-files.ts');
  return writeRecordFile(of, record, options);
}

/** The record goes last: while it is there, the next reader knows what else to remove. */
async function removeRun(paths: InstancePaths, name: string, options: ChangeOptions): Promise<void> {
  const { checkRecordRevision, removeRecordFile } = await import('./record-files.ts');
  await checkRecordRevision({ name, paths }, options);
  await sweepRun(paths);
  await removeRecordFile({ name, paths }, options);
}

async function sweepRun(paths: InstancePaths): Promise<void> {
  const [{ removeTapFiles }, { removeChroot }, { removeFile }] = await Promise.all([
    import('./tap-files.ts'),
    import('./chroot-folder.ts'),
    import('./durable-write.ts'),
  ]);
  for (const file of filesOfOneRun(paths)) removeFile(file);
  await Promise.all([removeTapFiles(paths), removeChroot(paths)]);
}

async function withInstanceLock<T>(
  paths: InstancePaths,
  change: (lease: LockLease) => Promise<T>,
  { doing = doingDefault, timeoutMs = lockTimeoutMs }: WithLockOptions = {},
): Promise<T> {
  const [{ lockFile }, { removeLeftover, removeUnlocked }] = await Promise.all([
    import('./file-lock.ts'),
    import('./durable-write.ts'),
  ]);
  await using lock = await lockFile(paths.lock, { doing, timeoutMs });
  try {
    // Of writers that were killed.
    for (const file of [paths.record, paths.ganetiRuntime, paths.uidFile, paths.shutdownMarker])
      removeLeftover(file);
    // The kernel takes no lock away from a living process.
    return await change({ lost: new AbortController().signal });
  } finally {
    // An instance without a record is no instance any more: its lock goes too.
    // Where that fails, a file is left that hurts nobody; what was changed counts.
    if (!existsSync(paths.record)) {
      removeUnlocked(paths.recordLock);
      await lock.removeFile().catch(() => undefined);
    }
  }
}

function journalAt(path: string): Journal {
  const opened = async (): Promise<Journal> => {
    const { openJournalFile } = await import('./journal-file.ts');
    return openJournalFile(path);
  };
  return {
    append: async (facts) => (await opened()).append(facts),
    read: async () => (await opened()).read(),
    compact: async (isKept) => (await opened()).compact(isKept),
  };
}
