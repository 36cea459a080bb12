import { QmpProtocolError, QmpUnsupportedError } from '../errors.ts';
import { publishMessage } from '../trace/publish-message.ts';
import { type QmpTraceMessage, RecentMessages } from '../trace/recent-messages.ts';
import type { QmpStream } from '../transport/address.ts';
import { ByteWire, type ByteWireEnd } from './byte-wire.ts';
import { BytewiseWriter } from './bytewise-writer.ts';
import { MessageSplitter } from './framing.ts';
import { parseMessage, type WireMessage } from './parse-message.ts';

/** How a wire ended: we closed it, the peer did (or the network), or what came over it was not QMP. */
export type WireEnd = ByteWireEnd | { readonly by: 'protocol'; readonly error: QmpProtocolError };

/** Whoever the wire talks to; `onEnd` is called once, after the last message. */
export interface WireReceiver {
  onMessage(message: WireMessage): void;
  onEnd(end: WireEnd): void;
}

/** JSON messages over a byte stream, which it owns. */
export class MessageWire {
  /** How errors and traces name it. */
  readonly address: string;
  /** Resolves when the stream is closed and its descriptor given back; never rejects. */
  readonly closed: Promise<WireEnd>;
  readonly #stream: QmpStream;
  readonly #bytes: ByteWire;
  readonly #splitter: MessageSplitter;
  readonly #recent = new RecentMessages();
  #receiver: WireReceiver | undefined;
  #end: WireEnd | undefined;
  #outbox = '';
  #bytewise: BytewiseWriter | undefined;

  constructor(stream: QmpStream, facts: { readonly address: string; readonly maxMessageBytes: number }) {
    this.address = facts.address;
    this.#stream = stream;
    this.#splitter = new MessageSplitter(facts.maxMessageBytes, (text) => this.#deliver(text));
    this.#bytes = new ByteWire(stream, {
      onBytes: (chunk) => this.#take(chunk),
      onEnd: (end) => this.#finish(end),
    });
    this.closed = this.#bytes.closed.then((end) => this.#finish(end));
  }

  /** What went over the wire last, oldest first, secrets masked. */
  readonly readRecentMessages = (): readonly QmpTraceMessage[] => this.#recent.read();

  get isEncrypted(): boolean {
    return 'encrypted' in this.#stream && this.#stream.encrypted === true;
  }

  /** From here on each byte leaves by itself. */
  writeBytewise(): void {
    this.#bytewise = new BytewiseWriter(this.#stream);
  }

  /** Makes `receiver` the one who hears what comes from now on; told at once if the wire has ended. */
  attach(receiver: WireReceiver): void {
    this.#receiver = receiver;
    if (this.#end !== undefined) receiver.onEnd(this.#end);
  }

  /** Sends a message; those of one turn of the event loop leave in one write. */
  send(text: string): void {
    this.#trace('sent', text);
    if (this.#outbox === '') queueMicrotask(() => this.#flush());
    this.#outbox += text;
  }

  /**
   * Sends a message with descriptors, behind those already sent; rejects when they could not be sent.
   *
   * @throws QmpUnsupportedError (`QMP_UNSUPPORTED`) where the stream carries bytes only; nothing was sent.
   */
  async sendWithFds(text: string, fds: readonly number[]): Promise<void> {
    if (this.#stream.sendWithFds === undefined) {
      throw new QmpUnsupportedError(
        `the connection to ${this.address} can not carry descriptors: connect over a stream that has sendWithFds`,
        { feature: 'fds' },
      );
    }
    this.#trace('sent', text);
    this.#flush();
    await this.#stream.sendWithFds(text, fds);
  }

  /** Ends the wire from our side, or because what came made no sense; idempotent. */
  close(end: WireEnd = { by: 'us' }): void {
    this.#finish(end);
    this.#bytes.close();
  }

  #flush(): void {
    const text = this.#outbox;
    this.#outbox = '';
    if (this.#end !== undefined || text === '') return;
    if (this.#bytewise === undefined) this.#bytes.send(text);
    else this.#bytewise.write(text);
  }

  #take(chunk: Buffer): void {
    try {
      this.#splitter.push(chunk);
    } catch (error) {
      if (!(error instanceof QmpProtocolError)) throw error;
      this.close({ by: 'protocol', error });
    }
  }

  #deliver(text: string): void {
    if (this.#end !== undefined) return;
    this.#trace('received', text);
    const message = parseMessage(text);
    if (message !== undefined) this.#receiver?.onMessage(message);
  }

  #trace(direction: QmpTraceMessage['direction'], text: string): void {
    this.#recent.add(direction, text);
    publishMessage(this.address, direction, text);
  }

  /** Only the first end counts; returns that one. */
  #finish(end: WireEnd): WireEnd {
    if (this.#end !== undefined) return this.#end;
    this.#end = end;
    this.#receiver?.onEnd(end);
    return end;
  }
}
