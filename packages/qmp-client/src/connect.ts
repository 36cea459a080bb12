import { describeAddress, type QmpAddress } from './transport/address.ts';
import type { QmpClient } from './client.ts';
import { Deadline } from './waiting/deadline.ts';
import { QmpTimeoutError } from './errors.ts';
import { negotiate } from './session/handshake.ts';
import { MessageWire } from './wire/message-wire.ts';
import { QmpSession } from './session/session.ts';
import { openTransport } from './transport/open-transport.ts';
import type { WaitOptions } from './waiting/wait.ts';

/** How a connection is made, and its limits. */
export interface ConnectOptions extends WaitOptions {
  /** One budget for connecting, greeting and negotiation, in milliseconds. @default 10000 */
  readonly timeoutMs?: number | undefined;
  /** Wait for a Unix socket that is not there yet, or on which nobody listens yet. @default false */
  readonly waitForSocket?: boolean | undefined;
  /** The largest message taken from the peer, in bytes. @default 67108864 (64 MiB) */
  readonly maxMessageBytes?: number | undefined;
  /** How many unread events a subscription holds before it ends with `QMP_EVENTS_LOST`. @default 1024 */
  readonly maxQueuedEvents?: number | undefined;
}

/** What {@link connectQmp} uses where the caller says nothing. */
export const defaultConnectOptions: {
  readonly timeoutMs: number;
  readonly waitForSocket: boolean;
  readonly maxMessageBytes: number;
  readonly maxQueuedEvents: number;
} = {
  timeoutMs: 10_000,
  waitForSocket: false,
  maxMessageBytes: 64 * 1024 * 1024,
  maxQueuedEvents: 1024,
};

/**
 * Connects to a QMP monitor; returns a client that is greeted and negotiated, or throws with nothing left open.
 *
 * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`): `reason` tells a socket that is `absent`, `refused` or
 * `unreachable` from a monitor that another client holds (`no-greeting`).
 * @throws QmpTimeoutError (`QMP_TIMEOUT`) when the network, or QEMU after its greeting, does not answer in time.
 * @throws QmpProtocolError (`QMP_PROTOCOL`) when the peer does not speak QMP.
 * @throws QmpCommandError (`QMP_COMMAND_FAILED`) when QEMU refuses the negotiation.
 */
export async function connectQmp(address: QmpAddress, options: ConnectOptions = {}): Promise<QmpClient> {
  const settings = {
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? defaultConnectOptions.timeoutMs,
    waitForSocket: options.waitForSocket ?? defaultConnectOptions.waitForSocket,
    maxMessageBytes: options.maxMessageBytes ?? defaultConnectOptions.maxMessageBytes,
    maxQueuedEvents: options.maxQueuedEvents ?? defaultConnectOptions.maxQueuedEvents,
  };
  const label = describeAddress(address);
  using deadline = new Deadline(
    settings,
    (timeoutMs) => new QmpTimeoutError(`no connection to ${label}`, { timeoutMs }),
  );
  const stream = await openTransport(address, deadline, settings);
  const wire = new MessageWire(stream, settings.maxMessageBytes);
  try {
    const greeting = await negotiate(wire, label, deadline);
    return new QmpSession(wire, { address: label, greeting, maxQueuedEvents: settings.maxQueuedEvents });
  } catch (error) {
    wire.close();
    await wire.closed;
    throw error;
  }
}
