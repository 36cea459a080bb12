// The store alone, for programs that are to be quick: what reads and writes Ganeti's files is loaded where one is there
export { openRuntimeStore } from './runtime-store.ts';
export { isAlive } from './guest-process.ts';
export { GanetiRuntimeError, LockTimeoutError, RecordError } from './errors.ts';
