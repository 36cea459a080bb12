import { ThreadIdError } from './errors.ts';

/** pid_t has 32 bits and a sign; the kernel's own limit (pid_max) is lower, and asking it is not worth a system call. */
const highestThreadId = 2 ** 31 - 1;

/**
 * Refuses what is nobody's tid; a pid is the tid of its process's main thread.
 * @throws {ThreadIdError} `THREAD_ID_INVALID`
 */
export function checkThreadId(tid: number): void {
  // Callers in JavaScript may hand over anything.
  if (typeof tid !== 'number') throw new TypeError(`the thread id is ${typeof tid}, expected a number`);
  if (tid === 0) throw new ThreadIdError(tid, 'the kernel would take it for the calling thread');
  if (Number.isInteger(tid) && tid > 0 && tid <= highestThreadId) return;
  throw new ThreadIdError(tid, `expected an integer from 1 to ${highestThreadId}`);
}
