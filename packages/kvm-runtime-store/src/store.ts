// The store without what reads and writes Ganeti's files, for programs that are to be quick: that is loaded where such
// a file is.
export { openRuntimeStore } from './runtime-store.ts';
export { isAlive } from './guest-process.ts';
export { lockFile } from './file-lock.ts';
export { makeChroot } from './chroot-folder.ts';
export { isMarkedShutdown, markShutdown } from './shutdown-marker.ts';
export { readTapFiles, removeTapFiles, writeTapFile } from './tap-files.ts';
export { readUidFile, writeUidFile } from './uid-file.ts';
export { openUidPoolOn } from './uid-pool.ts';
export { parseUidPool } from './uid-ranges.ts';
export { pidsRunningAs } from './process-users.ts';
export {
  GanetiRuntimeError,
  LockTimeoutError,
  RecordError,
  RuntimeStoreError,
  UidInUseError,
} from './errors.ts';
