import { armWait, type WaitOptions } from './wait.ts';

interface Waiter<Item> {
  resolve(item: Item): void;
  reject(error: unknown): void;
}

/** Hands items to those who wait for them, oldest to longest waiting, and keeps what nobody waits for yet. */
export class WaitQueue<Item> {
  #items: Item[] = [];
  readonly #waiters = new Set<Waiter<Item>>();
  #end: { readonly error: unknown } | undefined;

  /** How many items nobody has taken yet. */
  get unreadCount(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    const [waiter] = this.#waiters;
    if (waiter === undefined) {
      this.#items.push(item);
    } else {
      this.#waiters.delete(waiter);
      waiter.resolve(item);
    }
  }

  /** No more items come: what is kept can still be read, then `error` is thrown. Only the first end counts. */
  end(error: unknown): void {
    if (this.#end !== undefined) return;
    this.#end = { error };
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters.clear();
  }

  /** Takes out all that is kept. */
  drain(): readonly Item[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  /** The next item; giving up loses none. */
  async next(options: WaitOptions | undefined, describeTimeout: (timeoutMs: number) => Error): Promise<Item> {
    options?.signal?.throwIfAborted();
    const [item] = this.#items.splice(0, 1);
    if (item !== undefined) return item;
    if (this.#end !== undefined) throw this.#end.error;
    const { promise, resolve, reject } = Promise.withResolvers<Item>();
    const waiter: Waiter<Item> = { resolve, reject };
    const disarm = armWait(options, describeTimeout, (reason) => {
      this.#waiters.delete(waiter);
      reject(reason);
    });
    this.#waiters.add(waiter);
    try {
      return await promise;
    } finally {
      disarm();
    }
  }
}
