// The store
export { openRuntimeStore, type RuntimeStore, type WithLockOptions } from './runtime-store.ts';
export type { RuntimeRecord } from './runtime-record.ts';
export type { InstancePaths } from './instance-paths.ts';

// Locks and identity
export type { FileLock } from './file-lock.ts';
export { isAlive, type GuestProcess } from './guest-process.ts';

// Errors
export {
  InstanceNameError,
  LockTimeoutError,
  RecordError,
  RuntimeStoreError,
  SocketPathError,
  type LockHolder,
} from './errors.ts';
