import { untilAborted } from './deadline.ts';

/** One at a time, in the order of asking; who gives up while waiting leaves the queue. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits for the turn, which lasts until it is disposed of. */
  async take(signal: AbortSignal): Promise<Disposable> {
    const before = this.#last;
    const { promise, resolve: finish } = Promise.withResolvers<void>();
    this.#last = promise;
    try {
      await untilAborted<void>(signal, ({ resolve }) => {
        void before.then(resolve);
        return () => {};
      });
    } catch (error) {
      // Whoever comes after us still has to wait for those before us.
      void before.then(finish);
      throw error;
    }
    return { [Symbol.dispose]: finish };
  }
}
