import type { Duplex } from 'node:stream';

import { QmpProtocolError } from '../errors.ts';
import { MessageSplitter } from './framing.ts';
import { isRecord, parseJson } from './json.ts';

/** A message as it came: a JSON object of yet unknown kind. */
export type WireMessage = Readonly<Record<string, unknown>>;

/** How a wire ended: we closed it, the peer did (or the network), or what came over it was not QMP. */
export type WireEnd =
  | { readonly by: 'us' }
  | { readonly by: 'peer'; readonly cause: Error | undefined }
  | { readonly by: 'protocol'; readonly error: QmpProtocolError };

/** Whoever the wire talks to; `onEnd` is called once, after the last message. */
export interface WireReceiver {
  onMessage(message: WireMessage): void;
  onEnd(end: WireEnd): void;
}

/** JSON messages over a byte stream, which it owns. */
export class MessageWire {
  /** Resolves when the stream is closed and its descriptor given back; never rejects. */
  readonly closed: Promise<WireEnd>;
  readonly #stream: Duplex;
  readonly #splitter: MessageSplitter;
  #receiver: WireReceiver | undefined;
  #end: WireEnd | undefined;
  #outbox = '';

  constructor(stream: Duplex, maxMessageBytes: number) {
    this.#stream = stream;
    this.#splitter = new MessageSplitter(maxMessageBytes, (text) => this.#deliver(text));
    const { promise, resolve } = Promise.withResolvers<WireEnd>();
    this.closed = promise;
    if (stream.destroyed || stream.readableEnded) {
      resolve(this.#finish({ by: 'peer', cause: stream.errored ?? undefined }));
      return;
    }
    stream.on('data', (chunk: Buffer | string) => this.#take(chunk));
    stream.on('error', (cause) => this.#finish({ by: 'peer', cause }));
    stream.on('end', () => this.#finish({ by: 'peer', cause: undefined }));
    stream.on('close', () => resolve(this.#finish({ by: 'peer', cause: undefined })));
  }

  /** Makes `receiver` the one who hears what comes from now on; told at once if the wire has ended. */
  attach(receiver: WireReceiver): void {
    this.#receiver = receiver;
    if (this.#end !== undefined) receiver.onEnd(this.#end);
  }

  /** Sends a message; those of one turn of the event loop leave in one write. */
  send(text: string): void {
    if (this.#outbox === '') queueMicrotask(() => this.#flush());
    this.#outbox += text;
  }

  /** Ends the wire from our side, or because what came made no sense; idempotent. */
  close(end: WireEnd = { by: 'us' }): void {
    this.#finish(end);
  }

  #flush(): void {
    const text = this.#outbox;
    this.#outbox = '';
    if (this.#end === undefined) this.#stream.write(text);
  }

  #take(chunk: Buffer | string): void {
    if (this.#end !== undefined) return;
    try {
      this.#splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    } catch (error) {
      if (!(error instanceof QmpProtocolError)) throw error;
      this.#finish({ by: 'protocol', error });
    }
  }

  #deliver(text: string): void {
    if (this.#end !== undefined) return;
    let message: unknown;
    try {
      message = parseJson(text);
    } catch (cause) {
      const excerpt = text.slice(0, 200);
      throw new QmpProtocolError(`not JSON: ${excerpt}`, { excerpt, cause });
    }
    if (isRecord(message)) this.#receiver?.onMessage(message);
  }

  #finish(end: WireEnd): WireEnd {
    if (this.#end !== undefined) return this.#end;
    this.#end = end;
    this.#stream.destroy();
    this.#receiver?.onEnd(end);
    return end;
  }
}
