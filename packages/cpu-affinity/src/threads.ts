import { ProcessGoneError } from './errors.ts';
import { openProcess, type ProcessThread } from './process-folder.ts';

/**
 * All threads that a process has at this moment, its main thread too, with their names (`/proc/PID/task`).
 * @throws {ProcessGoneError} `PROCESS_GONE`
 * @throws {ThreadIdError} `THREAD_ID_INVALID`
 */
export function threadsOf(pid: number): ProcessThread[] {
  using process = openProcess(pid);
  const threads = process.threadIds().flatMap((tid) => {
    const name = process.threadName(tid);
    return name === undefined ? [] : [{ tid, name }];
  });
  if (threads.length === 0) throw new ProcessGoneError(pid, 'it ended while it was looked at');
  return threads;
}

/**
 * When a process started, in clock ticks since boot (proc(5), starttime): with the pid, who it is.
 * @throws {ProcessGoneError} `PROCESS_GONE`
 * @throws {ThreadIdError} `THREAD_ID_INVALID`
 */
export function readStartTimeTicks(pid: number): number {
  using process = openProcess(pid);
  const startTimeTicks = process.startTimeTicks();
  if (startTimeTicks === undefined) throw new ProcessGoneError(pid, 'it ended while it was looked at');
  return startTimeTicks;
}
