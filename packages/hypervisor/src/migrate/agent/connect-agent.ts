import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';

import { connectQmp } from '@kvmkit/qmp-client/qmp';
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';

import { reasonOf, TargetError } from '../../errors.ts';
import type { GuestThere, TargetNode, TwinThere } from '../target-node.ts';
import { parseTarget, type AgentCommand } from './agent-command.ts';
import { notifications, protocolVersion, refusedCode, requests, type Hello } from './protocol.ts';

/**
 * Starts an agent on another host, as {@link parseTarget} reads; disposing ends it.
 * @throws {TargetError} `TARGET_UNREACHABLE` with the command's own words
 */
export async function connectAgent(target: string): Promise<TargetNode & AsyncDisposable> {
  const command = parseTarget(target);
  const [program, ...args] = command.argv;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words = `${words}${text}`.slice(-4096)));
  const ended = once(child, 'close').then(
    ([status, signal]: unknown[]) => `it ended with ${String(status ?? signal)}`,
    (error: unknown) => reasonOf(error),
  );
  // It is told by the connection's end.
  child.stdin.on('error', () => undefined);
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onError(() => undefined);
  const agent = new RemoteNode(command, connection, async () => {
    connection.end();
    connection.dispose();
    child.stdin.end();
    await ended;
  });
  try {
    await agent.greet();
    return agent;
  } catch (cause) {
    if (cause instanceof TargetError && cause.code === 'TARGET_REFUSED') throw cause;
    child.kill();
    const why = [await ended, words.trim()].filter((part) => part !== '').join(': ');
    throw new TargetError('TARGET_UNREACHABLE', command.description, `no agent answers: ${why}`, { cause });
  }
}

class RemoteNode implements TargetNode, AsyncDisposable {
  readonly description: string;
  readonly #command: AgentCommand;
  readonly #connection: MessageConnection;
  readonly #end: () => Promise<void>;
  readonly #monitors = new Map<number, MonitorStream>();
  readonly #closed: Promise<never>;
  #hello: Hello | undefined;

  constructor(command: AgentCommand, connection: MessageConnection, end: () => Promise<void>) {
    this.description = command.description;
    this.#command = command;
    this.#connection = connection;
    this.#end = end;
    const { promise, reject } = Promise.withResolvers<never>();
    this.#closed = promise;
    promise.catch(() => undefined);
    connection.onClose(() => {
      reject(new TargetError('TARGET_UNREACHABLE', this.description, 'its agent has ended'));
      for (const monitor of this.#monitors.values()) monitor.push(null);
    });
    connection.onNotification(notifications.bytes, ({ monitor, base64 }) => {
      this.#monitors.get(monitor)?.push(Buffer.from(base64, 'base64'));
    });
    connection.onNotification(notifications.end, ({ monitor }) => {
      this.#monitors.get(monitor)?.push(null);
      this.#monitors.delete(monitor);
    });
    connection.listen();
  }

  get address(): string | undefined {
    return this.#hello?.address ?? this.#command.address;
  }

  async greet(): Promise<void> {
    const hello = await this.#ask(this.#connection.sendRequest(requests.hello));
    if (hello.protocolVersion !== protocolVersion) {
      const why = `its kvmkit speaks version ${hello.protocolVersion}, this one ${protocolVersion}`;
      throw new TargetError('TARGET_REFUSED', this.description, why);
    }
    this.#hello = hello;
  }

  async accept(
    name: string,
    info: string,
    { tlsKey }: { readonly tlsKey?: string | undefined },
  ): Promise<GuestThere> {
    const request = { name, info, tlsKey: tlsKey ?? null };
    const accepted = await this.#ask(this.#connection.sendRequest(requests.accept, request));
    return this.#guest(name, accepted.tlsCredentials ?? undefined);
  }

  async attach(name: string): Promise<GuestThere> {
    await this.#ask(this.#connection.sendRequest(requests.attach, { name }));
    return this.#guest(name, undefined);
  }

  async obstacles(name: string, info: string): Promise<readonly string[]> {
    return this.#ask(this.#connection.sendRequest(requests.obstacles, { name, info }));
  }

  async rehearse(name: string, info: string): Promise<TwinThere> {
    const connection = this.#connection;
    const monitor = await this.#ask(connection.sendRequest(requests.rehearse, { name, info }));
    const stream = this.#open(monitor);
    const words = async (): Promise<string> =>
      this.#ask(connection.sendRequest(requests.endTwin, { monitor }));
    return {
      connectQmp: async () => connectQmp({ stream }),
      words,
      [Symbol.asyncDispose]: async () => {
        // One that is gone has ended it.
        await words().catch(() => undefined);
        stream.destroy();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }

  #open(monitor: number): MonitorStream {
    const stream = new MonitorStream(this.#connection, monitor);
    this.#monitors.set(monitor, stream);
    return stream;
  }

  #guest(name: string, tlsCredentials: string | undefined): GuestThere {
    const connection = this.#connection;
    return {
      tlsCredentials,
      connectQmp: async () => {
        const monitor = await this.#ask(connection.sendRequest(requests.openMonitor, { name }));
        if (monitor === null) return 'gone';
        return connectQmp({ stream: this.#open(monitor) });
      },
      journal: {
        append: async (facts) => this.#ask(connection.sendRequest(requests.appendEntry, { name, facts })),
        read: async () => this.#ask(connection.sendRequest(requests.readEntries, { name })),
      },
      finish: async (guest) => this.#ask(connection.sendRequest(requests.finish, { name, guest })),
      [Symbol.asyncDispose]: async () => {
        // One that is gone has let go of it.
        await this.#ask(connection.sendRequest(requests.release, { name })).catch(() => undefined);
      },
    };
  }

  /** What the agent answers, or why it does not. @throws {TargetError} */
  async #ask<T>(answer: Promise<T>): Promise<T> {
    try {
      return await Promise.race([answer, this.#closed]);
    } catch (cause) {
      if (!(cause instanceof ResponseError)) throw cause;
      // The library's own codes say that the connection fails.
      const code = cause.code === refusedCode ? 'TARGET_REFUSED' : 'TARGET_UNREACHABLE';
      throw new TargetError(code, this.description, cause.message, { cause });
    }
  }
}

/** A monitor's bytes, on their way through the agent. */
class MonitorStream extends Duplex {
  readonly #connection: MessageConnection;
  readonly #monitor: number;

  constructor(connection: MessageConnection, monitor: number) {
    super({ allowHalfOpen: false });
    this.#connection = connection;
    this.#monitor = monitor;
  }

  // It is pushed as it comes: a monitor says little.
  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const bytes = { monitor: this.#monitor, base64: chunk.toString('base64') };
    unheeded(this.#connection.sendNotification(notifications.bytes, bytes));
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    unheeded(this.#connection.sendNotification(notifications.end, { monitor: this.#monitor }));
    done(error);
  }
}

/** What can not be sent any more is told by the end of the connection. */
function unheeded(sending: Promise<void>): void {
  sending.catch(() => undefined);
}
