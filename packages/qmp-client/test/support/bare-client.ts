import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

import type { ListenAddress } from '../../src/testing/index.ts';

/** A client that knows nothing of QMP but that each message is a line: what it reads is what was sent. */
export class BareClient implements AsyncDisposable {
  readonly #stream: Duplex;
  #text = '';
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(stream: Duplex) {
    this.#stream = stream;
    stream.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString();
      this.#wake?.();
    });
    const onEnd = (): void => {
      this.#ended = true;
      this.#wake?.();
    };
    stream.on('error', onEnd);
    stream.on('close', onEnd);
  }

  static async connect(address: ListenAddress): Promise<BareClient> {
    const socket = connect(typeof address === 'string' ? { path: address } : address);
    const client = new BareClient(socket);
    await once(socket, 'connect');
    return client;
  }

  send(bytes: string | Uint8Array): void {
    this.#stream.write(bytes);
  }

  /** The lines up to and without the first one that `isLast`, or all until the end of the connection. */
  async readLines(isLast: (line: string) => boolean): Promise<readonly string[]> {
    for (;;) {
      const lines = this.#text.split('\r\n');
      const at = lines.slice(0, -1).findIndex(isLast);
      if (at >= 0 || this.#ended) {
        this.#text = lines.slice(at + 1).join('\r\n');
        return at >= 0 ? lines.slice(0, at) : lines.filter((line) => line !== '');
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stream.destroy();
    if (!this.#stream.closed) await once(this.#stream, 'close');
  }
}
