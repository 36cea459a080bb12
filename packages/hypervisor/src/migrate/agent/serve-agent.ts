import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';

import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';

import type { HypervisorContext } from '../../context.ts';
import { HypervisorError, reasonOf } from '../../errors.ts';
import { findGuest } from '../../find-guest.ts';
import { localNode } from '../local-node.ts';
import { startWaitingTwin } from '../rehearsal/twin.ts';
import type { GuestThere, TwinThere } from '../target-node.ts';
import { notifications, protocolVersion, refusedCode, requests, type Entry } from './protocol.ts';

/** Serves another host's moves over a pair of streams, until they end; then lets go of what it holds. */
export async function serveAgent(
  context: HypervisorContext,
  input: Readable,
  output: Writable,
): Promise<void> {
  const connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  await using agent = new Agent(context, connection);
  await agent.serve();
}

class Agent implements AsyncDisposable {
  readonly #context: HypervisorContext;
  readonly #connection: MessageConnection;
  readonly #guests = new Map<string, GuestThere>();
  readonly #monitors = new Map<number, Duplex>();
  readonly #twins = new Map<number, TwinThere>();
  #monitorCount = 0;

  constructor(context: HypervisorContext, connection: MessageConnection) {
    this.#context = context;
    this.#connection = connection;
    const node = localNode(context);
    connection.onRequest(requests.hello, () => ({
      protocolVersion,
      root: context.store.root,
      address: process.env['SSH_CONNECTION']?.split(' ')[2] ?? null,
    }));
    connection.onRequest(
      requests.accept,
      answering(async ({ name, info, tlsKey }) => {
        const guest = await node.accept(name, info, { tlsKey: tlsKey ?? undefined });
        this.#guests.set(name, guest);
        return { tlsCredentials: guest.tlsCredentials ?? null };
      }),
    );
    connection.onRequest(
      requests.attach,
      answering(async ({ name }) => {
        this.#guests.set(name, await node.attach(name));
        return null;
      }),
    );
    connection.onRequest(
      requests.openMonitor,
      answering(async ({ name }) => this.#openMonitor(name)),
    );
    connection.onRequest(
      requests.appendEntry,
      answering(async ({ name, facts }) => this.#guest(name).journal.append(facts)),
    );
    connection.onRequest(
      requests.readEntries,
      answering(async ({ name }): Promise<Entry[]> => [...(await this.#guest(name).journal.read())]),
    );
    connection.onRequest(
      requests.finish,
      answering(async ({ name, guest }) => [...(await this.#guest(name).finish(guest))]),
    );
    connection.onRequest(
      requests.release,
      answering(async ({ name }) => {
        const guest = this.#guests.get(name);
        this.#guests.delete(name);
        await guest?.[Symbol.asyncDispose]();
        return null;
      }),
    );
    connection.onRequest(
      requests.obstacles,
      answering(async ({ name, info }) => [...(await node.obstacles(name, info))]),
    );
    connection.onRequest(
      requests.rehearse,
      answering(async ({ name, info }) => {
        const twin = await startWaitingTwin(context, name, info);
        const monitor = this.#pass(twin.stream);
        this.#twins.set(monitor, twin);
        return monitor;
      }),
    );
    connection.onRequest(
      requests.endTwin,
      answering(async ({ monitor }) => {
        const words = await this.#twins.get(monitor)?.words();
        this.#twins.delete(monitor);
        return words ?? '';
      }),
    );
    connection.onNotification(notifications.bytes, ({ monitor, base64 }) => {
      this.#monitors.get(monitor)?.write(Buffer.from(base64, 'base64'));
    });
    connection.onNotification(notifications.end, ({ monitor }) => {
      this.#monitors.get(monitor)?.destroy();
    });
  }

  /** Until the connection is closed. */
  serve(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#connection.onClose(() => resolve());
    this.#connection.listen();
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#monitors.values()) socket.destroy();
    for (const twin of this.#twins.values()) await twin[Symbol.asyncDispose]();
    for (const guest of this.#guests.values()) await guest[Symbol.asyncDispose]();
    this.#connection.dispose();
  }

  #guest(name: string): GuestThere {
    const guest = this.#guests.get(name);
    if (guest === undefined) throw new TypeError(`${name} was neither accepted nor attached here`);
    return guest;
  }

  async #openMonitor(name: string): Promise<number | null> {
    this.#guest(name);
    if ((await findGuest(this.#context, name)) === undefined) return null;
    const socket = connect(this.#context.store.paths(name).job);
    await once(socket, 'connect');
    return this.#pass(socket);
  }

  /** Passes a monitor's bytes on, both ways; gives the number by which they are told apart. */
  #pass(socket: Duplex): number {
    this.#monitorCount += 1;
    const monitor = this.#monitorCount;
    this.#monitors.set(monitor, socket);
    socket.on('data', (bytes: Buffer) => {
      void this.#connection.sendNotification(notifications.bytes, {
        monitor,
        base64: bytes.toString('base64'),
      });
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#monitors.delete(monitor);
      this.#connection.sendNotification(notifications.end, { monitor }).catch(() => undefined);
    });
    return monitor;
  }
}

/** An error's code goes with its words. */
function answering<Given, Answer>(
  handle: (given: Given) => Promise<Answer>,
): (given: Given) => Promise<Answer> {
  return async (given) => {
    try {
      return await handle(given);
    } catch (error) {
      const code = error instanceof HypervisorError ? error.code : undefined;
      throw new ResponseError(refusedCode, reasonOf(error), { code });
    }
  };
}
