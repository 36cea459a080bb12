import { QmpConnectionError, QmpTimeoutError } from '../errors.ts';
import { describeAddress, type QmpAddress } from '../transport/address.ts';
import { openTransport } from '../transport/open-transport.ts';
import { Deadline } from '../waiting/deadline.ts';
import type { WaitOptions } from '../waiting/wait.ts';
import { connectionOver } from '../wire/connection-over.ts';
import type { HumanMonitor } from './human-monitor.ts';

/** How a connection to a human monitor is made, and its limits. */
export interface HumanMonitorOptions extends WaitOptions {
  /** One budget for connecting, the banner and the first prompt, in milliseconds. @default 10000 */
  readonly timeoutMs?: number | undefined;
  /** Wait for a Unix socket that is not there yet, or on which nobody listens yet. @default false */
  readonly waitForSocket?: boolean | undefined;
  /** The longest output taken from one command, in bytes. @default 67108864 (64 MiB) */
  readonly maxOutputBytes?: number | undefined;
}

/** What {@link connectHumanMonitor} uses where the caller says nothing. */
export const defaultHumanMonitorOptions: {
  readonly timeoutMs: number;
  readonly waitForSocket: boolean;
  readonly maxOutputBytes: number;
} = { timeoutMs: 10_000, waitForSocket: false, maxOutputBytes: 64 * 1024 * 1024 };

/**
 * Connects to a human monitor (`-monitor unix:PATH,server=on,wait=off`), for what QMP does not offer.
 *
 * With QMP at hand, its `human-monitor-command` does the same without a second socket, and without an echo.
 *
 * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`): `reason` tells a socket that is `absent`, `refused` or
 * `unreachable` from a monitor that another client holds (`no-greeting`).
 * @throws QmpTimeoutError (`QMP_TIMEOUT`) when the network does not answer in time.
 * @throws QmpProtocolError (`QMP_PROTOCOL`) when the peer is no human monitor, or one that waits for a password.
 */
export async function connectHumanMonitor(
  address: QmpAddress,
  options: HumanMonitorOptions = {},
): Promise<HumanMonitor> {
  const settings = {
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? defaultHumanMonitorOptions.timeoutMs,
    waitForSocket: options.waitForSocket ?? defaultHumanMonitorOptions.waitForSocket,
    maxOutputBytes: options.maxOutputBytes ?? defaultHumanMonitorOptions.maxOutputBytes,
  };
  const label = describeAddress(address);
  // Loaded here: most programs that use this package never speak to a human monitor.
  const [{ MonitorLink }, { MonitorSession }] = await Promise.all([
    import('./monitor-link.ts'),
    import('./monitor-session.ts'),
  ]);
  using deadline = new Deadline(
    settings,
    (timeoutMs) => new QmpTimeoutError(`no connection to ${label}`, { timeoutMs }),
  );
  const stream = await openTransport(address, deadline, settings);
  const link = new MonitorLink(stream, settings.maxOutputBytes);
  deadline.explain = (timeoutMs) =>
    new QmpConnectionError(
      `${label} accepted the connection but sent no banner and prompt within ${timeoutMs} ms: another client may hold this monitor, which serves one at a time`,
      { reason: 'no-greeting', address: label },
    );
  try {
    const version = await link.greet(deadline, (end) =>
      connectionOver(end, { address: label, consequence: 'no banner and prompt came' }),
    );
    return new MonitorSession(link, { label, version });
  } catch (error) {
    link.close();
    await link.closed;
    throw error;
  }
}
