/** How long to wait, and who may stop the wait. */
export interface WaitOptions {
  /** Ends the wait by throwing the signal's reason; what QEMU was asked is not undone. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the wait with a QmpTimeoutError, in milliseconds. @default no limit */
  readonly timeoutMs?: number | undefined;
}

/** What setTimeout can count to; it turns anything longer into 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

function nothingArmed(): void {}

/**
 * Calls `giveUp` once, when the signal aborts or the time is over; returns what disarms both.
 *
 * The timer is not waited for by the process: only a socket may keep it alive.
 */
export function armWait(
  options: WaitOptions | undefined,
  describeTimeout: (timeoutMs: number) => Error,
  giveUp: (reason: unknown) => void,
): () => void {
  const signal = options?.signal;
  const timeoutMs = options?.timeoutMs;
  if (signal === undefined && timeoutMs === undefined) return nothingArmed;
  if (timeoutMs !== undefined && !(timeoutMs >= 0)) {
    throw new RangeError(`timeoutMs is ${timeoutMs}, expected a number of milliseconds from 0`);
  }
  let timer: NodeJS.Timeout | undefined;
  const disarm = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
  const onAbort = (): void => {
    disarm();
    giveUp(signal?.reason);
  };
  signal?.addEventListener('abort', onAbort);
  if (timeoutMs !== undefined && timeoutMs <= longestTimerMs) {
    timer = setTimeout(() => {
      disarm();
      giveUp(describeTimeout(timeoutMs));
    }, timeoutMs);
    timer.unref();
  }
  return disarm;
}
