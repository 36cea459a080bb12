import { WatchError } from '../errors.ts';
import type { InstanceEvent } from './instance-event.ts';

export interface WatchOptions {
  /** Only these instances, which need not be there yet. @default all, also those that are still to come */
  readonly names?: readonly string[];
  /**
   * Begin with all that the logs hold: of guests that live, and of ended ones that nobody cleaned up after.
   * @default false
   */
  readonly history?: boolean;
  /** How many events may wait for the reader; one more ends the loop. @default 10 000 */
  readonly maxQueuedEvents?: number;
  /** Ends the loop, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

type Follow = (signal: AbortSignal) => AsyncGenerator<InstanceEvent | 'listening', void, undefined>;

/**
 * The events of instances, oldest first, from the moment it was made; it ends by `break`, `close()` or its signal, and
 * guests do not notice. Nothing has to run for it: QEMU writes down what it has to say, and the kernel tells when.
 *
 * The loop throws `EVENTS_LOST` when it is too slow, `ROOT_REMOVED` when the runtime directory is removed.
 */
export class InstanceWatch implements AsyncIterableIterator<InstanceEvent, void>, AsyncDisposable {
  readonly #closing = new AbortController();
  readonly #maxQueuedEvents: number;
  readonly #queue: InstanceEvent[] = [];
  readonly #listening = Promise.withResolvers<void>();
  /** Never rejects. */
  readonly #pumped: Promise<void>;
  #end: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(follow: Promise<Follow>, { signal, maxQueuedEvents = 10_000 }: WatchOptions) {
    const closing = this.#closing.signal;
    const over = signal === undefined ? closing : AbortSignal.any([signal, closing]);
    this.#maxQueuedEvents = maxQueuedEvents;
    // Who never asks is told nothing; `next` throws the same.
    this.#listening.promise.catch(() => undefined);
    this.#pumped = this.#pump(follow, over).catch((error: unknown) => {
      this.#end = { error };
      this.#listening.reject(error);
      this.#wake?.();
    });
  }

  /** Resolves when nothing that happens from then on is missed. */
  get listening(): Promise<void> {
    return this.#listening.promise;
  }

  async #pump(follow: Promise<Follow>, signal: AbortSignal): Promise<void> {
    // A run may come and go while the reader is busy elsewhere: it is read at once.
    for await (const event of (await follow)(signal)) {
      if (event === 'listening') this.#listening.resolve();
      else if (this.#queue.push(event) > this.#maxQueuedEvents) {
        const why = `${this.#maxQueuedEvents} events were queued and none read when one more came`;
        throw new WatchError('EVENTS_LOST', why);
      }
      this.#wake?.();
    }
  }

  /** The next event; of several calls at once, each gets one of its own. */
  async next(): Promise<IteratorResult<InstanceEvent, void>> {
    for (;;) {
      if (this.#closing.signal.aborted) return { done: true, value: undefined };
      const value = this.#queue.shift();
      if (value !== undefined) return { done: false, value };
      if (this.#end !== undefined) throw this.#end.error;
      await this.#change();
    }
  }

  async return(): Promise<IteratorResult<InstanceEvent, void>> {
    await this.close();
    return { done: true, value: undefined };
  }

  /** Stops listening and drops what is queued; idempotent. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake?.();
    await this.#pumped;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #change(): Promise<void> {
    const earlier = this.#wake;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = () => {
      this.#wake = undefined;
      earlier?.();
      resolve();
    };
    return promise;
  }
}
