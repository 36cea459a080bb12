import type { Readable } from 'node:stream';

// For hangs, not for speed: an emulated guest shares two cores with everything else.
const DEADLINE_MS = 25_000;

/** All that a stream has said so far, and a way to wait for more. */
export class Transcript {
  readonly #name: string;
  readonly #stream: Readable;
  #text = '';

  constructor(name: string, stream: Readable) {
    this.#name = name;
    this.#stream = stream;
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      this.#text += chunk;
    });
  }

  get text(): string {
    return this.#text;
  }

  /** Waits until `read` finds what it looks for in the text, and gives that. */
  async until<Found>(what: string, read: (text: string) => Found | undefined | null): Promise<Found> {
    const { promise, resolve, reject } = Promise.withResolvers<Found>();
    const fail = (why: string): void => {
      reject(new Error(`${this.#name}: ${why} before ${what} came. All it said: ${this.#text}`));
    };
    const look = (): void => {
      const found = read(this.#text);
      if (found !== undefined && found !== null) {
        resolve(found);
      }
    };
    const ended = (): void => {
      fail('the stream ended');
    };
    const timer = setTimeout(fail, DEADLINE_MS, `${DEADLINE_MS} ms passed`);
    this.#stream.on('data', look).on('close', ended);
    try {
      look();
      if (this.#stream.destroyed) {
        ended();
      }
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#stream.off('data', look).off('close', ended);
    }
  }

  /** Waits for text that matches, `times` times; gives the last match. */
  async match(pattern: RegExp, times = 1): Promise<RegExpExecArray> {
    const everywhere = new RegExp(pattern.source, `${pattern.flags}g`);
    return this.until(String(pattern), (text) => [...text.matchAll(everywhere)][times - 1]);
  }
}
