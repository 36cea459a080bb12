import { constants } from 'node:os';

import { addon } from './addon.ts';

/** How long to wait, and who may stop the wait. */
export interface WaitOptions {
  /** Ends the wait by resolving to false, in milliseconds; 0: only what is to be had at once. @default no limit */
  readonly timeoutMs?: number | undefined;
  /** Ends the wait by throwing the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What a wait results in that was given up. */
export const canceled: number = -constants.errno.ECANCELED;

/** What setTimeout can count to; it turns anything longer into 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

/** A signal that arrives just before the call blocks is lost: the next one follows after this time. */
const interruptAgainMs = 1;

/**
 * Resolves to the result of a native wait; a time-out or an abort interrupts it, and then resolves as well, to
 * `canceled` or to what came about in the same instant: once settled, no thread is left that could do anything.
 */
export async function waitOnThread(
  start: (done: (result: number) => void) => number,
  { timeoutMs, signal }: WaitOptions,
): Promise<number> {
  if (timeoutMs !== undefined && !(timeoutMs >= 0)) {
    throw new RangeError(`timeoutMs is ${timeoutMs}, expected a number of milliseconds from 0`);
  }
  signal?.throwIfAborted();
  const { promise, resolve } = Promise.withResolvers<number>();
  const wait = start(resolve);
  if (wait < 0) return wait;
  let timer: NodeJS.Timeout | undefined;
  const giveUp = (): void => {
    clearTimeout(timer);
    addon().interruptWait(wait);
    timer = setTimeout(giveUp, interruptAgainMs);
  };
  if (timeoutMs !== undefined && timeoutMs <= longestTimerMs) timer = setTimeout(giveUp, timeoutMs);
  signal?.addEventListener('abort', giveUp);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}
