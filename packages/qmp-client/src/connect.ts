import type { QmpClient } from './client.ts';
import { QmpTimeoutError } from './errors.ts';
import { openSession } from './session/open-session.ts';
import {
  defaultSessionOptions,
  type SessionOptions,
  withSessionDefaults,
} from './session/session-options.ts';
import { describeAddress, type QmpAddress } from './transport/address.ts';
import { openTransport } from './transport/open-transport.ts';
import { Deadline } from './waiting/deadline.ts';

/** How a connection is made, and its limits. */
export interface ConnectOptions extends SessionOptions {
  /** Wait for a Unix socket that is not there yet, or on which nobody listens yet. @default false */
  readonly waitForSocket?: boolean | undefined;
}

/** What {@link connectQmp} uses where the caller says nothing. */
export const defaultConnectOptions: {
  readonly timeoutMs: number;
  readonly oob: boolean;
  readonly maxMessageBytes: number;
  readonly maxQueuedEvents: number;
  readonly waitForSocket: boolean;
} = { ...defaultSessionOptions, waitForSocket: false };

/**
 * Connects to a QMP monitor; returns a client that is greeted and negotiated, or throws with nothing left open.
 *
 * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`): `reason` tells a socket that is `absent`, `refused` or
 * `unreachable` from a monitor that another client holds (`no-greeting`).
 * @throws QmpTimeoutError (`QMP_TIMEOUT`) when the network, or QEMU after its greeting, does not answer in time.
 * @throws QmpProtocolError (`QMP_PROTOCOL`) when the peer does not speak QMP.
 * @throws QmpCommandError (`QMP_COMMAND_FAILED`) when QEMU refuses the negotiation.
 * @throws QmpUnsupportedError (`QMP_UNSUPPORTED`) when `oob` is wanted and QEMU does not offer it.
 */
export async function connectQmp(address: QmpAddress, options: ConnectOptions = {}): Promise<QmpClient> {
  const settings = withSessionDefaults(options);
  const waitForSocket = options.waitForSocket ?? defaultConnectOptions.waitForSocket;
  const label = describeAddress(address);
  using deadline = new Deadline(
    settings,
    (timeoutMs) => new QmpTimeoutError(`no connection to ${label}`, { timeoutMs }),
  );
  const stream = await openTransport(address, deadline, { waitForSocket });
  return await openSession(stream, label, deadline, settings);
}
