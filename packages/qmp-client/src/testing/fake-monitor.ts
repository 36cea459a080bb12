import type { Duplex } from 'node:stream';

import { replyMessage, refusal, isSuccess, type WireStep } from './answer.ts';
import { FakeClient, type FakeConnection } from './fake-client.ts';
import { InputScanner, type QmpInput } from './input-scanner.ts';
import { checkNegotiation } from './negotiation.ts';
import { renderAsQemu } from './qemu-text.ts';
import { ReceivedCommands } from './received.ts';
import { parseRequest, type FakeRequest, type RefusedRequest } from './request.ts';

/** What a monitor says and does; the rest is how QEMU's monitors work. */
export interface MonitorPart {
  /** What a client gets first. */
  readonly greeting: () => string | Uint8Array;
  readonly capabilities: readonly string[];
  readonly answer: (request: FakeRequest) => Promise<readonly WireStep[]>;
  /** Called when the client has made QEMU quit. */
  readonly onExit: () => void;
  readonly pretty: boolean;
  readonly chunkBytes: number | undefined;
}

/** How many commands QEMU reads ahead (monitor/monitor-internal.h QMP_REQ_QUEUE_LEN_MAX); one without `oob`. */
const queueLength = 8;

/**
 * A QMP monitor as QEMU has it (monitor/qmp.c), over any number of byte streams:
 *
 * ```text
 *   streams ──> waiting ──(the one before left)──> served ──> closed
 *                                                    │
 *   bytes ──> unread ──(room in the queue)──> queue ─┴─(one at a time)──> answer
 *                └──── exec-oob ────────────────────────────────────────> answer
 * ```
 *
 * When a client leaves, what it had queued is dropped; only the command that is being executed is still answered, and
 * that answer goes to the next client, after its greeting.
 */
export class FakeMonitor {
  readonly received: ReceivedCommands = new ReceivedCommands();
  readonly #part: MonitorPart;
  readonly #clients: FakeClient[] = [];
  #served: FakeClient | undefined;
  #negotiated = false;
  #oob = false;
  #unread: QmpInput[] = [];
  #queue: (FakeRequest | RefusedRequest)[] = [];
  #executing = false;
  #over = false;
  /** What a client that left was still owed, while there is no other one. */
  #owed: (string | Uint8Array)[] = [];
  readonly #departures = new Set<() => void>();

  constructor(part: MonitorPart) {
    this.#part = part;
  }

  /** The state of every client so far, in the order of their coming. */
  get connections(): readonly FakeConnection[] {
    return this.#clients.map(({ state }) => state);
  }

  /** Takes a new client; it is greeted when those before it have left. */
  accept(stream: Duplex): void {
    const client = new FakeClient(stream, this.#part.chunkBytes);
    this.#clients.push(client);
    if (this.#over) client.destroy();
    else this.#serveNext();
  }

  /** Sends an event to the client, if one has negotiated: QEMU tells the others nothing. */
  emit(event: object): void {
    if (this.#negotiated) this.send(renderAsQemu(event, this.#part.pretty));
  }

  /** Sends bytes as they are; without a client the next one gets them. */
  send(bytes: string | Uint8Array): void {
    if (this.#served === undefined) this.#owed.push(bytes);
    else this.#served.send(bytes);
  }

  /** Ends the connection of the client that is served. */
  disconnect(): void {
    this.#served?.end();
  }

  /** Calls `listener` once, when the client that is served has left. */
  onceDeparted(listener: () => void): () => void {
    this.#departures.add(listener);
    return () => this.#departures.delete(listener);
  }

  /** Resolves when all connections are closed. */
  async close(): Promise<void> {
    this.#over = true;
    for (const client of this.#clients) client.destroy();
    await Promise.all(this.#clients.map(({ closed }) => closed));
  }

  #serveNext(): void {
    if (this.#served !== undefined || this.#over) return;
    const client = this.#clients.find(({ state }) => state === 'waiting');
    if (client === undefined) return;
    this.#served = client;
    const scanner = new InputScanner((input) => this.#take(input));
    client.send(this.#part.greeting());
    for (const bytes of this.#owed.splice(0)) client.send(bytes);
    client.serve(
      (chunk) => {
        scanner.push(chunk);
        this.#read();
      },
      () => this.#leave(client),
    );
  }

  #leave(client: FakeClient): void {
    if (this.#served !== client) return;
    client.end();
    this.#served = undefined;
    this.#negotiated = false;
    this.#oob = false;
    this.#unread = [];
    this.#queue = [];
    for (const listener of this.#departures) listener();
    this.#departures.clear();
    this.#serveNext();
  }

  #take(input: QmpInput): void {
    this.#unread.push(input);
    if ('problem' in input) return;
    const request = parseRequest(input.object, input.text, true);
    if ('command' in request) this.received.add(request);
  }

  /** Takes from what has arrived as much as QEMU would read ahead. */
  #read(): void {
    while (this.#oob ? this.#queue.length < queueLength : this.#queue.length === 0 && !this.#executing) {
      const input = this.#unread.shift();
      if (input === undefined) return;
      const request = this.#parse(input);
      if ('oob' in request && request.oob) void this.#execute(request);
      else this.#queue.push(request);
      void this.#work();
    }
  }

  #parse(input: QmpInput): FakeRequest | RefusedRequest {
    if ('object' in input) return parseRequest(input.object, input.text, this.#oob);
    return { id: undefined, failure: { errorClass: 'GenericError', desc: input.problem } };
  }

  async #work(): Promise<void> {
    if (this.#executing) return;
    this.#executing = true;
    for (let request = this.#queue.shift(); request !== undefined; request = this.#queue.shift()) {
      if (this.#oob) this.#read();
      await this.#execute(request);
    }
    this.#executing = false;
    this.#read();
  }

  async #execute(request: FakeRequest | RefusedRequest): Promise<void> {
    const client = this.#served;
    const steps = await this.#answer(request);
    const stillThere = client === this.#served;
    if (
      'command' in request &&
      request.command === 'qmp_capabilities' &&
      stillThere &&
      steps.some(isSuccess)
    ) {
      this.#negotiated = true;
      this.#oob = Array.isArray(request.args['enable']) && request.args['enable'].includes('oob');
    }
    for (const step of steps) {
      if (step.do === 'send') this.send(step.bytes);
      else if (step.do === 'reply') {
        const id = 'id' in step ? step.id : request.id;
        this.send(renderAsQemu(replyMessage(step.body, id), this.#part.pretty));
      } else if (step.do === 'exit') this.#exit();
      else if (stillThere) this.disconnect();
    }
  }

  async #answer(request: FakeRequest | RefusedRequest): Promise<readonly WireStep[]> {
    if ('failure' in request) return [refusal(request.failure)];
    const failure = checkNegotiation(request, this.#negotiated, this.#part.capabilities);
    if (failure !== undefined) return [refusal(failure)];
    try {
      return await this.#part.answer(request);
    } catch (error) {
      const desc = `the fake server's script for ${request.command} threw: ${String(error)}`;
      return [refusal({ errorClass: 'GenericError', desc })];
    }
  }

  /** Ends as QEMU does when it quits: for every client, and for good. */
  #exit(): void {
    this.#over = true;
    this.#part.onExit();
    this.disconnect();
    for (const client of this.#clients) if (client.state === 'waiting') client.destroy();
  }
}
