import { closeSync, constants, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';

import { ProcessGoneError } from './errors.ts';
import { checkThreadId } from './thread-id.ts';

/** One thread as /proc shows it. */
export interface ProcessThread {
  readonly tid: number;
  /** At most 15 bytes (proc(5), comm); QEMU names its own only with `-name debug-threads=on`. */
  readonly name: string;
}

/**
 * A process by its folder in /proc, held open: the kernel binds that to this very process, so nothing that is found
 * through it belongs to a later one with the same pid.
 */
export interface ProcessFolder extends Disposable {
  readonly pid: number;
  /** When it started, in clock ticks since boot; undefined when it has ended. */
  startTimeTicks(): number | undefined;
  /** All its threads, the main one too; none when it has ended. */
  threadIds(): number[];
  has(tid: number): boolean;
  /** Undefined for a thread that is not, or no longer, the process's own. */
  threadName(tid: number): string | undefined;
}

/**
 * @throws {ProcessGoneError} `PROCESS_GONE`
 * @throws {ThreadIdError} `THREAD_ID_INVALID`
 */
export function openProcess(pid: number): ProcessFolder {
  checkThreadId(pid);
  try {
    return new OpenFolder(pid, openSync(`/proc/${pid}`, constants.O_RDONLY | constants.O_DIRECTORY));
  } catch (cause) {
    throw new ProcessGoneError(pid, 'there is none with this pid', { cause });
  }
}

class OpenFolder implements ProcessFolder {
  readonly pid: number;
  readonly #fd: number;

  constructor(pid: number, fd: number) {
    this.pid = pid;
    this.#fd = fd;
  }

  startTimeTicks(): number | undefined {
    // Of the main thread, which has the process's start time; the process's own file adds up all threads first.
    const stat = this.#read(`task/${this.pid}/stat`);
    // proc(5): field 22; the second, a name in parentheses, may hold anything.
    return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  }

  threadIds(): number[] {
    try {
      return readdirSync(this.#path('task')).map(Number);
    } catch {
      return [];
    }
  }

  has(tid: number): boolean {
    return existsSync(this.#path(`task/${tid}`));
  }

  threadName(tid: number): string | undefined {
    return this.#read(`task/${tid}/comm`)?.replace(/\n$/, '');
  }

  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }

  #read(path: string): string | undefined {
    try {
      return readFileSync(this.#path(path), 'utf8');
    } catch {
      return undefined;
    }
  }

  /** Node has no openat(2); this comes to the same. */
  #path(path: string): string {
    return `/proc/self/fd/${this.#fd}/${path}`;
  }
}
