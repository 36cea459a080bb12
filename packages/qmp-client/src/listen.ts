import type { Server, Socket } from 'node:net';

import type { QmpClient } from './client.ts';
import { QmpConnectionError, QmpTimeoutError } from './errors.ts';
import { openSession } from './session/open-session.ts';
import { type SessionOptions, type SessionSettings, withSessionDefaults } from './session/session-options.ts';
import { rejectedPeerChannel, type QmpRejectedPeerTrace } from './trace/channels.ts';
import { describeAddress } from './transport/address.ts';
import type { QmpListenAddress } from './transport/listen-socket.ts';
import { Deadline } from './waiting/deadline.ts';
import { WaitQueue } from './waiting/wait-queue.ts';
import type { WaitOptions } from './waiting/wait.ts';

/** Takes the connections of QEMUs that dial in; a loop over it ends when it is closed. */
export interface QmpListener extends AsyncIterable<QmpClient>, AsyncDisposable {
  /** The port that it listens on; undefined for a Unix socket. */
  readonly port: number | undefined;

  /**
   * The next client, greeted and negotiated; it is the caller's from then on.
   *
   * A peer that dials in and does not speak QMP is dropped, and published on `kvmkit:qmp:rejected-peer`.
   *
   * @throws QmpTimeoutError (`QMP_TIMEOUT`) when none has come in time.
   * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`) when the listener is closed.
   */
  accept(options?: WaitOptions): Promise<QmpClient>;

  /** Listens no more and closes what nobody has accepted; accepted clients go on. Idempotent. */
  close(): Promise<void>;
}

/**
 * Listens for QEMUs that dial in, and again whenever they have lost us: `-chardev socket,path=…,reconnect-ms=1000`
 * (`reconnect=1` before QEMU 9.2) with `-mon chardev=…,mode=control`.
 *
 * Among `options`, `timeoutMs` is each peer's budget for its greeting and negotiation. Whoever may write to a Unix
 * socket can dial in: keep it in a folder of your own.
 *
 * @throws the system's error when the address can not be listened on (`EADDRINUSE`, …).
 */
export async function listenQmp(
  address: QmpListenAddress,
  options: SessionOptions = {},
): Promise<QmpListener> {
  const settings = withSessionDefaults(options);
  settings.signal?.throwIfAborted();
  const label = describeAddress(address);
  const newcomers = new Newcomers(label, settings);
  const { listenOn } = await import('./transport/listen-socket.ts');
  const server = await listenOn(address, (socket) => newcomers.greet(socket));
  return new Listener(server, newcomers, label);
}

/** Peers from their first byte until someone accepts them. */
class Newcomers {
  readonly ready = new WaitQueue<QmpClient>();
  readonly #label: string;
  readonly #settings: SessionSettings;
  readonly #leaving = new AbortController();

  constructor(label: string, settings: SessionSettings) {
    this.#label = label;
    this.#settings = settings;
  }

  /** Negotiates with a peer; those that fail concern nobody who waits for the others. */
  greet(socket: Socket): void {
    void this.#negotiate(socket).then(
      (qmp) => this.#admit(qmp),
      (error: unknown) => {
        const trace: QmpRejectedPeerTrace = { address: this.#label, error };
        rejectedPeerChannel.publish(trace);
      },
    );
  }

  async leave(reason: Error): Promise<void> {
    this.#leaving.abort(reason);
    this.ready.end(reason);
    await Promise.all(this.ready.drain().map(async (qmp) => await qmp.close()));
  }

  async #negotiate(socket: Socket): Promise<QmpClient> {
    const { signal } = this.#leaving;
    using deadline = new Deadline({ ...this.#settings, signal }, (timeoutMs) => this.#late(timeoutMs));
    return await openSession(socket, this.#label, deadline, this.#settings);
  }

  #admit(qmp: QmpClient): void {
    if (this.#leaving.signal.aborted) void qmp.close();
    else this.ready.push(qmp);
  }

  #late(timeoutMs: number): Error {
    return new QmpTimeoutError(`a peer of ${this.#label} did not negotiate`, { timeoutMs });
  }
}

class Listener implements QmpListener {
  readonly port: number | undefined;
  readonly #server: Server;
  readonly #newcomers: Newcomers;
  readonly #label: string;
  #closing: Promise<void> | undefined;
  #closedBecause: QmpConnectionError | undefined;

  constructor(server: Server, newcomers: Newcomers, label: string) {
    this.#server = server;
    this.#newcomers = newcomers;
    this.#label = label;
    const address = server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : undefined;
  }

  async accept(options?: WaitOptions): Promise<QmpClient> {
    return await this.#newcomers.ready.next(
      options,
      (timeoutMs) => new QmpTimeoutError(`no QEMU dialled in to ${this.#label}`, { timeoutMs }),
    );
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<QmpClient, void, undefined> {
    try {
      for (;;) yield await this.accept();
    } catch (error) {
      if (error !== this.#closedBecause) throw error;
    }
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    const address = this.#label;
    const message = `${address} is no longer listened on: it was closed by its owner`;
    this.#closedBecause = new QmpConnectionError(message, { reason: 'closed', address });
    // Node's server says that it is closed only when the accepted clients have gone too, which are not ours any more.
    this.#server.close();
    await this.#newcomers.leave(this.#closedBecause);
  }
}
