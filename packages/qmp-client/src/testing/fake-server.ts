import { duplexPair, type Duplex } from 'node:stream';

import { QmpTimeoutError } from '../errors.ts';
import type { QmpEventName } from '../events/events.ts';
import type { QmpEvents } from '../generated/events.gen.ts';
import { Deadline, untilAborted } from '../waiting/deadline.ts';
import type { WaitOptions } from '../waiting/wait.ts';
import type { FakeConnection } from './fake-client.ts';
import { FakeMonitor } from './fake-monitor.ts';
import { startListening, type ListenAddress, type Listener, type ListenOptions } from './listener.ts';
import { renderAsQemu } from './qemu-text.ts';
import type { FakeRequest } from './request.ts';
import { Script, type FakeCommands } from './script.ts';

/** What the fake QEMU is, and how it answers. */
export interface FakeQmpOptions<Names extends string = string> {
  /** The answers by command; other commands are not found, but for those that every QEMU has. @default none */
  readonly commands?: FakeCommands<Names> | undefined;
  /** Where to listen; false for nowhere, then clients come by `stream()`. @default a Unix socket in a folder of its own */
  readonly listen?: ListenOptions | false | undefined;
  /** The version in the greeting, as `major.minor.micro`. @default '10.0.0' */
  readonly version?: string | undefined;
  /** What the distribution adds to the version. @default '' */
  readonly package?: string | undefined;
  /** What the greeting offers. @default ['oob'] */
  readonly capabilities?: readonly string[] | undefined;
  /** Makes something else of the greeting: nothing, two of them, an event in front. @default the greeting as it is */
  readonly greeting?: ((usual: string) => string | Uint8Array) | undefined;
  /** Print over several lines, as `-mon pretty=on` does. @default false */
  readonly pretty?: boolean | undefined;
  /** Send in pieces of this many bytes, each in a turn of the event loop of its own. @default all at once */
  readonly chunkBytes?: number | undefined;
  /** The clock of the events, in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** The data of an event: its type where the event is typed. */
type EventData<Name extends string> = Name extends QmpEventName
  ? QmpEvents[Name]
  : Readonly<Record<string, unknown>>;

/** A QMP server without QEMU, for tests of programs that talk to QEMU. */
export interface FakeQmpServer extends AsyncDisposable {
  /**
   * The path of the Unix socket, or host and port; `connectQmp` and other clients take either.
   *
   * @throws TypeError when it listens nowhere (`listen: false`).
   */
  readonly address: ListenAddress;
  /** A new connection in memory: the client's end, for `connectQmp({ stream })`. */
  stream(): Duplex;

  /** All commands that arrived, oldest first, negotiation included. */
  readonly received: readonly FakeRequest[];
  /**
   * The oldest command that this method did not return yet, waiting for it if need be; without a name any but
   * `qmp_capabilities`. It may not be answered yet.
   *
   * @throws QmpTimeoutError (`QMP_TIMEOUT`) when it does not come within `timeoutMs`.
   */
  nextCommand(name?: string, options?: WaitOptions): Promise<FakeRequest>;
  /** Every client so far, in the order of their coming; one is served at a time, as by QEMU. */
  readonly connections: readonly FakeConnection[];
  /**
   * Resolves when the client that is served now has left.
   *
   * @throws QmpTimeoutError (`QMP_TIMEOUT`) when it is still there after `timeoutMs`.
   */
  clientLeft(options?: WaitOptions): Promise<void>;

  /** Sends an event; a client that has not negotiated does not get it, as with QEMU. */
  emit<const Name extends QmpEventName | (string & {})>(
    event: Name,
    ...data: Record<string, never> extends EventData<Name>
      ? [data?: EventData<Name>]
      : [data: EventData<Name>]
  ): void;
  /** Sends bytes as they are: garbage, half a message, a reply that nobody asked for. */
  sendBytes(bytes: string | Uint8Array): void;
  /** Closes the connection of the client that is served, after what was sent to it. */
  disconnect(): void;
  /** Ends all connections, stops listening and removes its folder; idempotent. */
  close(): Promise<void>;
}

/**
 * Starts a QMP server that behaves as QEMU does on the wire, and answers commands as it is told.
 *
 * It enforces the negotiation, answers in order, echoes ids, serves one client at a time, complains about bad JSON,
 * and knows `query-commands`, `query-version`, `query-qmp-schema` and `quit` unless they are scripted.
 *
 * @example
 * ```ts
 * await using server = await startFakeQmpServer({
 *   commands: {
 *     'query-status': { running: true, status: 'running' },
 *     balloon: ({ value }) => (value > 2 ** 30 ? answer.error('GenericError', 'too much') : {}),
 *     stop: () => {
 *       server.emit('STOP');
 *       return {};
 *     },
 *   },
 * });
 * await using qmp = await connectQmp(server.address);
 * ```
 */
export async function startFakeQmpServer<const Names extends string = never>(
  options: FakeQmpOptions<Names> = {},
): Promise<FakeQmpServer> {
  const server = new FakeServer(options, options.commands ?? {});
  if (options.listen !== false) await server.listen(options.listen ?? {});
  return server;
}

class FakeServer implements FakeQmpServer {
  readonly #monitor: FakeMonitor;
  readonly #now: () => number;
  #listener: Listener | undefined;

  constructor(options: Omit<FakeQmpOptions, 'commands'>, commands: Readonly<Record<string, unknown>>) {
    const version = parseVersion(options.version ?? '10.0.0', options.package ?? '');
    const script = new Script(commands, version, () =>
      this.emit('SHUTDOWN', { guest: false, reason: 'host-qmp-quit' }),
    );
    const capabilities = options.capabilities ?? ['oob'];
    const pretty = options.pretty ?? false;
    const greeting = renderAsQemu({ QMP: { version, capabilities } }, pretty);
    this.#now = options.now ?? Date.now;
    this.#monitor = new FakeMonitor({
      greeting: () => options.greeting?.(greeting) ?? greeting,
      capabilities,
      answer: async (request) => await script.answer(request),
      onExit: () => void this.#listener?.close(),
      pretty,
      chunkBytes: options.chunkBytes,
    });
  }

  async listen(options: ListenOptions): Promise<void> {
    this.#listener = await startListening(options, (socket) => this.#monitor.accept(socket));
  }

  get address(): ListenAddress {
    if (this.#listener === undefined) throw new TypeError('this fake server listens nowhere: use stream()');
    return this.#listener.address;
  }

  stream(): Duplex {
    const [client, server] = duplexPair();
    this.#monitor.accept(server);
    return client;
  }

  get received(): readonly FakeRequest[] {
    return this.#monitor.received.all;
  }

  async nextCommand(name?: string, options?: WaitOptions): Promise<FakeRequest> {
    return await this.#monitor.received.next(name, options);
  }

  get connections(): readonly FakeConnection[] {
    return this.#monitor.connections;
  }

  async clientLeft(options: WaitOptions = {}): Promise<void> {
    if (!this.connections.includes('served')) return;
    using deadline = new Deadline(
      options,
      (timeoutMs) => new QmpTimeoutError('the client did not leave', { timeoutMs }),
    );
    await untilAborted<void>(deadline.signal, ({ resolve }) => this.#monitor.onceDeparted(resolve));
  }

  emit(event: string, data?: object): void {
    const ms = this.#now();
    const seconds = Math.floor(ms / 1000);
    const timestamp = { seconds, microseconds: Math.round((ms - seconds * 1000) * 1000) };
    const isEmpty = data === undefined || Object.keys(data).length === 0;
    this.#monitor.emit(isEmpty ? { timestamp, event } : { timestamp, event, data });
  }

  sendBytes(bytes: string | Uint8Array): void {
    this.#monitor.send(bytes);
  }

  disconnect(): void {
    this.#monitor.disconnect();
  }

  async close(): Promise<void> {
    await Promise.all([this.#monitor.close(), this.#listener?.close()]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function parseVersion(
  text: string,
  packageName: string,
): { readonly qemu: { micro: number; minor: number; major: number }; readonly package: string } {
  const [major, minor, micro] = text.split('.').map(Number);
  if (major === undefined || minor === undefined || micro === undefined) {
    throw new TypeError(`version is ${text}, expected major.minor.micro`);
  }
  return { qemu: { micro, minor, major }, package: packageName };
}
