/** Wakes all who wait for the next change, or whose patience is over. */
export class Changes {
  #next: PromiseWithResolvers<void> = Promise.withResolvers();

  tell(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  }

  /** Resolves at the next change after this very call, or after `patienceMs`. */
  async next(patienceMs: number): Promise<void> {
    const { promise } = this.#next;
    const tooLate = Promise.withResolvers<void>();
    const timer = setTimeout(tooLate.resolve, patienceMs);
    timer.unref();
    try {
      await Promise.race([promise, tooLate.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}
