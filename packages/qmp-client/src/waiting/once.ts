/** An answer that does not change: asked for when first wanted, remembered, asked again only after a failure. */
export class Once<Answer> {
  readonly #ask: () => Promise<Answer>;
  #answer: Promise<Answer> | undefined;

  constructor(ask: () => Promise<Answer>) {
    this.#ask = ask;
  }

  async read(): Promise<Answer> {
    const answer = (this.#answer ??= this.#ask());
    try {
      return await answer;
    } catch (error) {
      if (this.#answer === answer) this.#answer = undefined;
      throw error;
    }
  }
}
