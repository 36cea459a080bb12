// The store alone, for programs that are to be quick: what writes and locks is loaded where it is needed, and what reads
// Ganeti's files where one is there.
export { openRuntimeStore } from './runtime-store.ts';
export { isAlive } from './guest-process.ts';
export { openIntents } from './journal-entries.ts';
export {
  GanetiRuntimeError,
  LockTimeoutError,
  RecordError,
  RuntimeStoreError,
  UidInUseError,
} from './errors.ts';
