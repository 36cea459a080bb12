import { randomInt } from 'node:crypto';
import type { Duplex } from 'node:stream';

import { QmpProtocolError } from '../errors.ts';
import type { QmpVersion } from '../session/greeting.ts';
import { type Deadline, untilAborted } from '../waiting/deadline.ts';
import { ByteWire, type ByteReceiver, type ByteWireEnd } from '../wire/byte-wire.ts';
import { readBanner } from './banner.ts';
import { ReplyReader } from './reply-reader.ts';

/** How a link ended: we closed it, the peer did, or what came was not a monitor's. */
export type MonitorLinkEnd = ByteWireEnd | { readonly by: 'protocol'; readonly error: QmpProtocolError };

/** A command and all that can be needed to get its output. */
export interface Conversation {
  readonly line: Buffer;
  readonly password: Buffer | undefined;
  /** What errors call the command. */
  readonly command: string;
  /** The error for a connection that ends before the output did. */
  readonly describeEnd: (end: ByteWireEnd) => Error;
}

/** One conversation at a time with the monitor behind a byte stream, which it owns. */
export class MonitorLink {
  /** Resolves when the stream is closed and its descriptor given back; never rejects. */
  readonly closed: Promise<MonitorLinkEnd>;
  readonly #wire: ByteWire;
  readonly #maxOutputBytes: number;
  #receiver: ByteReceiver | undefined;
  #protocolError: QmpProtocolError | undefined;

  constructor(stream: Duplex, maxOutputBytes: number) {
    this.#maxOutputBytes = maxOutputBytes;
    this.#wire = new ByteWire(stream, {
      onBytes: (chunk) => this.#receiver?.onBytes(chunk),
      onEnd: (end) => this.#receiver?.onEnd(end),
    });
    this.closed = this.#wire.closed.then((end) =>
      this.#protocolError === undefined ? end : { by: 'protocol', error: this.#protocolError },
    );
  }

  /** Waits for the banner and the first prompt; the banner names the version. */
  async greet(deadline: Deadline, describeEnd: (end: ByteWireEnd) => Error): Promise<QmpVersion> {
    return await untilAborted<QmpVersion>(deadline.signal, ({ resolve, reject }) => {
      let text = '';
      this.#receiver = {
        onBytes: (chunk) => {
          text += chunk.toString('latin1');
          try {
            const version = readBanner(text);
            if (version !== undefined) resolve(version);
          } catch (error) {
            reject(error);
          }
        },
        onEnd: (end) => reject(this.#protocolError ?? describeEnd(end)),
      };
      if (this.#wire.end !== undefined) this.#receiver.onEnd(this.#wire.end);
      return () => {
        this.#receiver = undefined;
      };
    });
  }

  /** Sends a command and reads its output to the end; can not be given up, as the output comes anyway. */
  async converse(conversation: Conversation): Promise<string> {
    const { line, password, command, describeEnd } = conversation;
    if (this.#wire.end !== undefined) throw this.#protocolError ?? describeEnd(this.#wire.end);
    const mark = `p ${randomInt(2 ** 47)}`;
    const reader = new ReplyReader(mark);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let isMarked = false;
    let wasAskedInVain = false;
    this.#receiver = {
      onBytes: (chunk) => {
        const reply = reader.push(chunk);
        if (reply.state === 'password') {
          wasAskedInVain = password === undefined;
          this.#sendLine(password ?? '');
        } else if (reply.state === 'prompt' && !isMarked) {
          isMarked = true;
          this.#sendLine(mark);
        } else if (reply.state === 'done') {
          if (wasAskedInVain) reject(describeMissingPassword(command));
          else resolve(reply.output);
        }
        if (reader.heldBytes > this.#maxOutputBytes) this.#refuse(command, reader);
      },
      onEnd: (end) => reject(this.#protocolError ?? describeEnd(end)),
    };
    this.#sendLine(line);
    try {
      return await promise;
    } finally {
      this.#receiver = undefined;
    }
  }

  /** Ends the connection; idempotent. */
  close(): void {
    this.#wire.close();
  }

  #sendLine(line: Buffer | string): void {
    this.#wire.send(Buffer.concat([Buffer.from(line), Buffer.from('\n')]));
  }

  #refuse(command: string, reader: ReplyReader): void {
    const limitBytes = this.#maxOutputBytes;
    const message = `the output of ${command} is over the limit of ${limitBytes} bytes; it begins: ${reader.excerpt}`;
    this.#protocolError ??= new QmpProtocolError(message, { excerpt: reader.excerpt, limitBytes });
    this.#wire.close();
  }
}

function describeMissingPassword(command: string): QmpProtocolError {
  const message = `${command} asked for a password and none was given: it was answered with an empty one`;
  return new QmpProtocolError(message, { excerpt: 'Password: ' });
}
