import { armWait, type WaitOptions } from './wait.ts';

/**
 * One budget for several steps: its signal aborts with the caller's reason, or, when the time is over, with the
 * error that the step under way has set as its explanation.
 */
export class Deadline implements Disposable {
  readonly signal: AbortSignal;
  /** Says what was missing when the time was over; each step sets its own. */
  explain: (timeoutMs: number) => Error;
  readonly #disarm: () => void;

  constructor(options: WaitOptions, explain: (timeoutMs: number) => Error) {
    const controller = new AbortController();
    this.signal = controller.signal;
    this.explain = explain;
    this.#disarm = armWait(
      options,
      (timeoutMs) => this.explain(timeoutMs),
      (reason) => {
        controller.abort(reason);
      },
    );
    if (options.signal?.aborted === true) controller.abort(options.signal.reason);
  }

  [Symbol.dispose](): void {
    this.#disarm();
  }
}

/** How a step of {@link untilAborted} ends. */
export interface Settle<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A promise that `start` settles, or that rejects with the signal's reason; the function that `start` returns
 * lets go of whatever `start` took hold of, and runs either way.
 */
export async function untilAborted<Value>(
  signal: AbortSignal,
  start: (settle: Settle<Value>) => () => void,
): Promise<Value> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const onAbort = (): void => {
    reject(signal.reason);
  };
  signal.addEventListener('abort', onAbort);
  const release = start({ resolve, reject });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    release();
  }
}
