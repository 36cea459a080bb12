import { QmpError, QmpTimeoutError } from '../errors.ts';
import { WaitQueue } from '../waiting/wait-queue.ts';
import type { WaitOptions } from '../waiting/wait.ts';

/**
 * The events of one subscriber, oldest first; nothing is lost between the call of `subscribe` and its end.
 *
 * `for await` ends when the subscription or the client is closed by us, and throws when the connection is lost.
 * Up to `maxQueuedEvents` wait for the reader. One more ends the subscription: the queued ones can still be read,
 * then a QmpError with the code `QMP_EVENTS_LOST` is thrown, so a gap is never silent.
 */
export interface QmpSubscription<Event> extends AsyncIterable<Event>, Disposable {
  /**
   * The next event, waiting for it if need be.
   *
   * @throws QmpTimeoutError (`QMP_TIMEOUT`) when it does not come in time; the subscription goes on.
   * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`) or QmpProtocolError (`QMP_PROTOCOL`) when the connection
   * has ended, also by our own `close()`.
   * @throws QmpError (`QMP_EVENTS_LOST`) after the last event that there was room for.
   * @throws TypeError when this subscription itself was closed.
   */
  next(options?: WaitOptions): Promise<Event>;
  /** Stops listening and drops what is queued; idempotent. */
  close(): void;
}

/** Why a queue takes no more events; `cleanly` if a loop over them just ends. */
export interface QueueEnd {
  readonly cleanly: boolean;
  readonly error: unknown;
}

/** The bounded queue behind a subscription; `describe` names what is waited for. */
export class EventQueue<Event> implements QmpSubscription<Event> {
  readonly #describe: string;
  readonly #maxQueuedEvents: number;
  readonly #onClose: () => void;
  readonly #queue = new WaitQueue<Event>();
  #end: QueueEnd | undefined;

  constructor(facts: { describe: string; maxQueuedEvents: number; onClose: () => void }) {
    this.#describe = facts.describe;
    this.#maxQueuedEvents = facts.maxQueuedEvents;
    this.#onClose = facts.onClose;
  }

  /** Gives an event to the longest waiting reader, or queues it. */
  push(event: Event): void {
    if (this.#end !== undefined) return;
    if (this.#queue.unreadCount < this.#maxQueuedEvents) {
      this.#queue.push(event);
      return;
    }
    const message = `the subscription to ${this.#describe} is over: ${this.#maxQueuedEvents} events were queued and none read when one more came`;
    this.end({ cleanly: false, error: new QmpError('QMP_EVENTS_LOST', message) });
  }

  /** Takes no more events; what is queued can still be read. */
  end(end: QueueEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#onClose();
    this.#queue.end(end.error);
  }

  async next(options?: WaitOptions): Promise<Event> {
    return await this.#queue.next(
      options,
      (timeoutMs) => new QmpTimeoutError(`no event ${this.#describe}`, { timeoutMs }),
    );
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, undefined> {
    try {
      for (;;) yield await this.next();
    } catch (error) {
      if (this.#end?.cleanly === true && this.#end.error === error) return;
      throw error;
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#queue.drain();
    this.end({
      cleanly: true,
      error: new TypeError(`the subscription to ${this.#describe} was closed by its owner`),
    });
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
