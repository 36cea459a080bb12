import type { Duplex } from 'node:stream';

/**
 * Writes each byte by itself, and the next one only when that has left.
 *
 * QEMU reads a monitor byte by byte and waits for its socket in between. Until 7.2 it forgets there what the TLS
 * library has already decrypted (io/channel-tls.c has no source of its own for that), so the rest of a record is not
 * read before more arrives. A record of one byte has no rest.
 */
export class BytewiseWriter {
  readonly #stream: Duplex;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(stream: Duplex) {
    this.#stream = stream;
  }

  write(text: string): void {
    this.#lastWrite = this.#writeAfter(this.#lastWrite, Buffer.from(text));
  }

  async #writeAfter(before: Promise<void>, bytes: Buffer): Promise<void> {
    await before;
    for (const [at] of bytes.entries()) await this.#writeOne(bytes.subarray(at, at + 1));
  }

  async #writeOne(byte: Buffer): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    // A failure ends the stream, whose owner hears of it there.
    this.#stream.write(byte, () => resolve());
    await promise;
  }
}
