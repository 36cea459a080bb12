import type { Duplex } from 'node:stream';

/** Where a client stands: not greeted yet because another one is served, served, or gone. */
export type FakeConnection = 'waiting' | 'served' | 'closed';

/** One client of the fake server: its stream, and what is on its way to it. */
export class FakeClient {
  state: FakeConnection = 'waiting';
  /** Resolves when the connection is closed on both sides. */
  readonly closed: Promise<void>;
  readonly #stream: Duplex;
  readonly #chunkBytes: number | undefined;
  /** What a chunked connection has still to write. */
  #outbox = Buffer.alloc(0);
  #chunking = false;
  #ending = false;

  constructor(stream: Duplex, chunkBytes: number | undefined) {
    this.#stream = stream;
    this.#chunkBytes = chunkBytes;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    // A client that goes away abruptly is none of the server's business.
    stream.on('error', () => {});
    stream.on('close', () => {
      this.state = 'closed';
      resolve();
    });
    stream.pause();
  }

  /** Begins to read what the client sends. */
  serve(onData: (chunk: Buffer) => void, onEnd: () => void): void {
    this.state = 'served';
    this.#stream.on('data', onData);
    // Like QEMU: who stops sending is taken to have left.
    this.#stream.once('end', onEnd);
    this.#stream.once('close', onEnd);
    this.#stream.resume();
  }

  send(bytes: string | Uint8Array): void {
    if (this.#ending || this.#stream.destroyed) return;
    if (this.#chunkBytes === undefined) {
      this.#stream.write(bytes);
      return;
    }
    this.#outbox = Buffer.concat([this.#outbox, Buffer.from(bytes)]);
    if (!this.#chunking) this.#writeChunk(this.#chunkBytes);
  }

  /** Lets what was sent arrive, then closes. */
  end(): void {
    this.state = 'closed';
    this.#ending = true;
    if (this.#chunking) return;
    this.#stream.end(() => this.#stream.destroy());
  }

  destroy(): void {
    this.#stream.destroy();
  }

  /** One chunk in each turn of the event loop, so that they arrive one by one. */
  #writeChunk(chunkBytes: number): void {
    this.#chunking = true;
    this.#stream.write(this.#outbox.subarray(0, chunkBytes));
    this.#outbox = this.#outbox.subarray(chunkBytes);
    setImmediate(() => {
      this.#chunking = false;
      if (this.#stream.destroyed) return;
      if (this.#outbox.length > 0) this.#writeChunk(chunkBytes);
      else if (this.#ending) this.end();
    });
  }
}
