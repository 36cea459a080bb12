import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Duplex, duplexPair } from 'node:stream';

import type { QmpAddress } from '../../src/index.ts';
import { MessageSplitter } from '../../src/wire/framing.ts';
import type { FaultPlan } from './fault-plan.ts';
import { alterBytes, alterCommands, alterMessage, type Alteration } from './faults.ts';

/** Stands between a client and a real QEMU, and does to each stream what its plan says. */
export class FaultProxy implements AsyncDisposable {
  readonly #monitorPath: () => string;
  readonly #server: Server;
  readonly #path: string;
  readonly #open = new Set<FaultyStream>();
  /** For the next client of the socket. */
  #nextPlan: FaultPlan | undefined;

  constructor(monitorPath: () => string, path: string) {
    this.#monitorPath = monitorPath;
    this.#path = path;
    this.#server = createServer((client) => {
      if (this.#nextPlan !== undefined) this.#join(client, this.#nextPlan);
    }).listen(path);
  }

  /** The address of a new stream with this plan; take one at a time. */
  open(plan: FaultPlan): QmpAddress {
    if (plan.bySocket) {
      this.#nextPlan = plan;
      return this.#path;
    }
    const [client, server] = duplexPair();
    this.#join(server, plan);
    return { stream: client };
  }

  /** Resolves when QEMU has said this many messages on the stream opened last, whatever became of them. */
  async nextMessages(count: number): Promise<void> {
    await [...this.#open].at(-1)?.whenMessages(count);
  }

  /** Resolves when all streams have ended on both sides; what still holds one open is cut off. */
  async settle(): Promise<void> {
    await Promise.all([...this.#open].map((stream) => stream.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.settle();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Duplex, plan: FaultPlan): void {
    const stream = new FaultyStream(client, connect(this.#monitorPath()), plan);
    this.#open.add(stream);
    void stream.closed.then(() => this.#open.delete(stream));
  }
}

class FaultyStream {
  readonly closed: Promise<unknown>;
  readonly #client: Duplex;
  readonly #monitor: Socket;
  readonly #plan: FaultPlan;
  #messages = 0;
  #onMessage: (() => void) | undefined;
  #serverBytes = 0;
  #clientBytes = 0;
  readonly #toClient: Pieces;
  readonly #toMonitor: Pieces;

  constructor(client: Duplex, monitor: Socket, plan: FaultPlan) {
    this.#client = client;
    this.#monitor = monitor;
    this.#plan = plan;
    const cutsCommands = plan.kind === 'commands cut on their way';
    this.#toClient = new Pieces(client, plan, cutsCommands ? [0] : plan.pieceBytes);
    this.#toMonitor = new Pieces(monitor, plan, cutsCommands ? plan.pieceBytes : [0]);
    const splitter = new MessageSplitter(Number.POSITIVE_INFINITY, (text) => this.#fromServer(text));
    monitor.on('data', (chunk: Buffer) => splitter.push(chunk));
    client.on('data', (chunk: Buffer) => {
      this.#clientBytes = this.#pass(
        this.#toMonitor,
        alterCommands(plan, chunk, this.#clientBytes),
        this.#clientBytes,
      );
    });
    for (const stream of [client, monitor]) stream.on('error', () => {});
    monitor.on('close', () => this.#toClient.finish('end'));
    client.on('end', () => monitor.destroy());
    client.on('close', () => monitor.destroy());
    this.closed = Promise.all([whenClosed(client), whenClosed(monitor)]);
  }

  async whenMessages(count: number): Promise<void> {
    while (this.#messages < count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#onMessage = resolve;
      await promise;
    }
  }

  async close(): Promise<void> {
    this.#client.destroy();
    this.#monitor.destroy();
    await this.closed;
  }

  #fromServer(text: string): void {
    const texts = alterMessage(this.#plan, text, this.#messages);
    this.#messages += 1;
    this.#onMessage?.();
    const bytes = Buffer.from(texts.map((each) => `${each}\r\n`).join(''));
    this.#serverBytes = this.#pass(
      this.#toClient,
      alterBytes(this.#plan, bytes, this.#serverBytes),
      this.#serverBytes,
    );
  }

  #pass(target: Pieces, { bytes, ending }: Alteration, before: number): number {
    target.push(bytes);
    if (ending !== undefined) target.finish(ending);
    return before + bytes.length;
  }
}

/** Passes bytes on in pieces, some turns of the event loop apart. */
class Pieces {
  readonly #target: Duplex;
  readonly #plan: FaultPlan;
  readonly #sizes: readonly number[];
  #held = Buffer.alloc(0);
  #turn = 0;
  #isPassing = false;
  #finish: Alteration['ending'];

  constructor(target: Duplex, plan: FaultPlan, sizes: readonly number[]) {
    this.#target = target;
    this.#plan = plan;
    this.#sizes = plan.kind === 'cut' || plan.kind === 'commands cut on their way' ? sizes : [0];
  }

  push(bytes: Buffer): void {
    if (this.#finish !== undefined) return;
    this.#held = Buffer.concat([this.#held, bytes]);
    this.#pass();
  }

  finish(how: NonNullable<Alteration['ending']>): void {
    this.#finish ??= how;
    this.#pass();
  }

  #pass(): void {
    if (this.#isPassing) return;
    const { kind, count } = this.#plan;
    if (kind === 'delayed' || kind === 'merged') {
      this.#isPassing = true;
      waitTurns(kind === 'delayed' ? count : 2, () => this.#passOn());
    } else {
      this.#passOn();
    }
  }

  #passOn(): void {
    this.#isPassing = false;
    if (this.#target.destroyed) return;
    const size = this.#sizes[this.#turn % this.#sizes.length] ?? 0;
    this.#turn += 1;
    const piece = size === 0 ? this.#held : this.#held.subarray(0, size);
    this.#held = this.#held.subarray(piece.length);
    if (piece.length > 0) this.#target.write(piece);
    if (this.#held.length > 0) {
      this.#isPassing = true;
      setImmediate(() => this.#passOn());
    } else if (this.#finish === 'end') this.#target.end();
    else if (this.#finish === 'reset') this.#target.destroy(new Error('reset by the fault proxy'));
  }
}

// Not `once`, which rejects on an error: those are what this is about.
async function whenClosed(stream: Duplex): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  stream.on('close', resolve);
  await promise;
}

function waitTurns(turns: number, then: () => void): void {
  if (turns === 0) then();
  else setImmediate(() => waitTurns(turns - 1, then));
}
