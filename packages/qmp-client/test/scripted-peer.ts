import { duplexPair, type Duplex } from 'node:stream';

import { connectQmp, type ConnectOptions, type QmpClient } from '../src/index.ts';
import { MessageSplitter } from '../src/wire/framing.ts';

/** What a client sent, parsed. */
export interface ReceivedCommand {
  readonly execute: string;
  readonly id: unknown;
  readonly arguments?: unknown;
}

export const greetingLine =
  '{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": ""}, "capabilities": ["oob"]}}\r\n';

/** The QEMU end of a connection, which says what a test tells it to. */
export class ScriptedPeer {
  readonly clientEnd: Duplex;
  readonly end: Duplex;
  /** Every command as its exact text. */
  readonly texts: string[] = [];
  readonly #unread: ReceivedCommand[] = [];
  #wake: (() => void) | undefined;

  constructor() {
    [this.clientEnd, this.end] = duplexPair();
    const splitter = new MessageSplitter(1 << 20, (text) => {
      this.texts.push(text);
      this.#unread.push(JSON.parse(text));
      this.#wake?.();
    });
    this.end.on('data', (chunk: Buffer) => splitter.push(chunk));
    this.end.on('error', () => {});
  }

  send(...messages: readonly (string | object)[]): void {
    const lines = messages.map((message) =>
      typeof message === 'string' ? message : `${JSON.stringify(message)}\r\n`,
    );
    this.end.write(lines.join(''));
  }

  async nextCommand(): Promise<ReceivedCommand> {
    for (;;) {
      const command = this.#unread.shift();
      if (command !== undefined) return command;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }

  /** Connects a client to this peer and negotiates with it. */
  async accept(options?: ConnectOptions): Promise<QmpClient> {
    const connecting = connectQmp({ stream: this.clientEnd }, options);
    this.send(greetingLine);
    const { id } = await this.nextCommand();
    this.send({ return: {}, id });
    return await connecting;
  }
}

/** A negotiated client and the peer behind it. */
export async function connectScripted(
  options?: ConnectOptions,
): Promise<{ peer: ScriptedPeer; qmp: QmpClient }> {
  const peer = new ScriptedPeer();
  return { peer, qmp: await peer.accept(options) };
}
