import type { Duplex } from 'node:stream';

/** How a wire of bytes ended: we closed it, or the peer did (or the network). */
export type ByteWireEnd = { readonly by: 'us' } | { readonly by: 'peer'; readonly cause: Error | undefined };

/** Whoever the wire talks to; `onEnd` is called once, after the last bytes. */
export interface ByteReceiver {
  onBytes(chunk: Buffer): void;
  onEnd(end: ByteWireEnd): void;
}

/** A byte stream, which it owns, for the protocols that are not made of JSON messages alone. */
export class ByteWire {
  /** Resolves when the stream is closed and its descriptor given back; never rejects. */
  readonly closed: Promise<ByteWireEnd>;
  readonly #stream: Duplex;
  readonly #receiver: ByteReceiver;
  #end: ByteWireEnd | undefined;

  constructor(stream: Duplex, receiver: ByteReceiver) {
    this.#stream = stream;
    this.#receiver = receiver;
    const { promise, resolve } = Promise.withResolvers<ByteWireEnd>();
    this.closed = promise;
    if (stream.destroyed || stream.readableEnded) {
      resolve(this.#finish({ by: 'peer', cause: stream.errored ?? undefined }));
      return;
    }
    stream.on('data', (chunk: Buffer | string) => {
      if (this.#end !== undefined) return;
      receiver.onBytes(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    });
    stream.on('error', (cause) => this.#finish({ by: 'peer', cause }));
    stream.on('end', () => this.#finish({ by: 'peer', cause: undefined }));
    stream.on('close', () => resolve(this.#finish({ by: 'peer', cause: undefined })));
  }

  /** How it ended; undefined while it has not. */
  get end(): ByteWireEnd | undefined {
    return this.#end;
  }

  send(bytes: Buffer | string): void {
    if (this.#end === undefined) this.#stream.write(bytes);
  }

  /** Ends the wire from our side; idempotent. */
  close(): void {
    this.#finish({ by: 'us' });
  }

  #finish(end: ByteWireEnd): ByteWireEnd {
    if (this.#end !== undefined) return this.#end;
    this.#end = end;
    this.#stream.destroy();
    this.#receiver.onEnd(end);
    return end;
  }
}
