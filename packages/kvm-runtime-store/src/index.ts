// The store
export { openRuntimeStore, type HostRuntimeStore, type RuntimeStoreOptions } from './runtime-store.ts';
export type { ChangeOptions, LockLease, RuntimeStore, StoreChange, WithLockOptions } from './store-port.ts';
export type { RevisedRecord, RuntimeRecord } from './runtime-record.ts';
export type { InstancePaths } from './instance-paths.ts';

// Journals
export {
  openIntents,
  type Journal,
  type JournalEntry,
  type JournalFacts,
  type JsonValue,
} from './journal-entries.ts';

// A file replaced so that a crash leaves the old one or the new
export { writeDurably } from './durable-write.ts';

// Locks and identity
export { lockFile, type FileLock } from './file-lock.ts';
export { isAlive, type GuestProcess } from './guest-process.ts';
export type { FoundGuest } from './guest-scan.ts';
export { parseGuestCommandLine, type GuestCommandLine } from './guest-command-line.ts';

// Small records of a run
export { makeChroot, removeChroot } from './chroot-folder.ts';
export { clearShutdown, isMarkedShutdown, markShutdown } from './shutdown-marker.ts';
export { readTapFiles, removeTapFile, removeTapFiles, writeTapFile } from './tap-files.ts';
export { readUidFile, writeUidFile } from './uid-file.ts';

// Users that guests run as
export { openUidPool, openUidPoolOn, type LockedUid, type UidPool, type UidPoolOptions } from './uid-pool.ts';
export { pidsRunningAs } from './process-users.ts';
export {
  addToUidPool,
  checkUidPool,
  expandUidPool,
  formatUidPool,
  parseUidPool,
  removeFromUidPool,
  type UidRange,
} from './uid-ranges.ts';

// What Ganeti keeps of an instance
export {
  exportGanetiRuntime,
  importGanetiRuntime,
  type GanetiExportOptions,
  type GanetiImportOptions,
} from './ganeti-records.ts';
export {
  formatGanetiRuntime,
  parseGanetiRuntime,
  type GanetiDisk,
  type GanetiRuntime,
} from './ganeti-runtime.ts';
export type { GanetiDevice, GanetiRuntimeOptions, NamelessDevice } from './ganeti-devices.ts';
export { ExactNumber, type PythonJson, type PythonObject } from './python-json.ts';

// Errors
export {
  FileRefusedError,
  GanetiRuntimeError,
  InstanceNameError,
  JournalError,
  LockTimeoutError,
  RecordConflictError,
  RecordError,
  RuntimeStoreError,
  SocketPathError,
  StorageError,
  UidInUseError,
  UidPoolError,
  UidRangeError,
  type LockHolder,
  type StorageState,
  type UidRangeRule,
} from './errors.ts';
