import { constants } from 'node:os';

import { addon } from './addon.ts';
import { ClosedError } from './errors.ts';
import { checkResult } from './system-call.ts';
import { canceled, waitOnThread, type WaitOptions } from './thread-wait.ts';

/** POLLIN of poll.h: a pidfd is readable once its process has ended (pidfd_open(2)). */
const readable = 1;

/** One process for ever: where its pid is given to another one, this still means the first. */
export interface Pidfd extends Disposable {
  /** Close-on-exec; owned by this object; -1 once closed. */
  readonly fd: number;
  readonly pid: number;
  /**
   * Resolves to true when the process has ended (it may still wait for its parent as a zombie), or to false when the
   * time is over; each waiter blocks on a thread of its own and keeps the event loop alive.
   * @throws the signal's reason when aborted
   * @throws {ClosedError} `DESCRIPTOR_CLOSED` when the object is closed, also meanwhile
   */
  waitForExit(options?: WaitOptions): Promise<boolean>;
  /**
   * Sends a signal to this process and never to another one; 0 only checks that it could be sent.
   * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `ESRCH` when the process has ended, `EPERM`, `EINVAL`
   * @throws {ClosedError} `DESCRIPTOR_CLOSED`
   */
  signal(signal: NodeJS.Signals | number): void;
  close(): void;
}

/**
 * Takes hold of a running process by its pid (`pidfd_open(2)`, Linux 5.3).
 *
 * Open first and check who it is (`/proc/PID/...`) afterwards: what was checked is then what will be signalled.
 *
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `ESRCH` when there is none, `EINVAL` for a thread or a bad number
 */
export function openPidfd(pid: number): Pidfd {
  return new OwnedPidfd(pid, checkResult(addon().pidfdOpen(pid), 'pidfd_open', `opening process ${pid}`));
}

class OwnedPidfd implements Pidfd {
  readonly pid: number;
  #fd: number;
  readonly #closing = new AbortController();

  constructor(pid: number, fd: number) {
    this.pid = pid;
    this.#fd = fd;
  }

  get fd(): number {
    return this.#fd;
  }

  async waitForExit({ timeoutMs, signal }: WaitOptions = {}): Promise<boolean> {
    const closing = this.#closing.signal;
    const ended = AbortSignal.any(signal === undefined ? [closing] : [closing, signal]);
    const result = await waitOnThread((done) => addon().startPollWait(this.#fd, readable, done), {
      timeoutMs,
      signal: ended,
    });
    ended.throwIfAborted();
    if (result === canceled) return false;
    checkResult(result, 'poll', `waiting for the end of process ${this.pid}`);
    return true;
  }

  signal(signal: NodeJS.Signals | number): void {
    this.#closing.signal.throwIfAborted();
    const number = typeof signal === 'string' ? constants.signals[signal] : signal;
    if (number === undefined)
      throw new TypeError(`signal is ${String(signal)}, expected a signal's name or number`);
    const result = addon().pidfdSendSignal(this.#fd, number);
    checkResult(result, 'pidfd_send_signal', `sending ${signal} to process ${this.pid}`);
  }

  close(): void {
    if (this.#fd === -1) return;
    const fd = this.#fd;
    this.#fd = -1;
    this.#closing.abort(new ClosedError(`the pidfd of process ${this.pid}`));
    addon().closeOwned(fd);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
