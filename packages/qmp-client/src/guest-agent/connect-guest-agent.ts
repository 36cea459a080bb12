import { QmpTimeoutError } from '../errors.ts';
import { describeAddress, type QmpAddress } from '../transport/address.ts';
import { openTransport } from '../transport/open-transport.ts';
import { Deadline } from '../waiting/deadline.ts';
import type { WaitOptions } from '../waiting/wait.ts';
import type { GuestAgent } from './guest-agent.ts';

/** How a connection to a guest agent is made, and its limits. */
export interface GuestAgentOptions extends WaitOptions {
  /** One budget for connecting and the first synchronisation, in milliseconds. @default 10000 */
  readonly timeoutMs?: number | undefined;
  /** The budget of a command that is given none, in milliseconds. @default 10000 */
  readonly commandTimeoutMs?: number | undefined;
  /** Wait for a Unix socket that is not there yet, or on which nobody listens yet. @default false */
  readonly waitForSocket?: boolean | undefined;
  /** The largest message taken from the guest, in bytes. @default 100663296 (96 MiB) */
  readonly maxMessageBytes?: number | undefined;
}

/** What {@link connectGuestAgent} uses where the caller says nothing. */
export const defaultGuestAgentOptions: {
  readonly timeoutMs: number;
  readonly commandTimeoutMs: number;
  readonly waitForSocket: boolean;
  readonly maxMessageBytes: number;
} = {
  timeoutMs: 10_000,
  // An idle agent answers within 1 ms, in a guest that swaps within seconds; guest-fstrim and the like need more, and
  // a command without a limit would wait for ever in a guest whose agent has died, as nothing tells of that.
  commandTimeoutMs: 10_000,
  waitForSocket: false,
  // The largest answers, in base64: guest-file-read 64 MiB (of 48), guest-exec-status 43 MiB (of 2 x 16).
  maxMessageBytes: 96 * 1024 * 1024,
};

/**
 * Connects to the agent in a guest (`qemu-ga` behind a virtio-serial port), and synchronises with it.
 *
 * The host can not see whether an agent runs: what is sent waits until one does. So a long `timeoutMs` waits for the
 * agent of a guest that still boots. One client is served at a time; over QMP, `query-chardev` tells by
 * `frontend-open` whether the guest has the port open. Keep a connection: while no client is there the agent sleeps
 * 100 ms at a time (qga/main.c channel_event_cb), so a new one takes up to that, and a command 1 ms.
 *
 * @throws QmpTimeoutError (`QMP_TIMEOUT`) when no agent answered in time: the guest may have none running.
 * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`) when the socket is `absent`, `refused` or `unreachable`, or the
 * connection was `closed` before the agent answered.
 */
export async function connectGuestAgent(
  address: QmpAddress,
  options: GuestAgentOptions = {},
): Promise<GuestAgent> {
  const settings = {
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? defaultGuestAgentOptions.timeoutMs,
    commandTimeoutMs: options.commandTimeoutMs ?? defaultGuestAgentOptions.commandTimeoutMs,
    waitForSocket: options.waitForSocket ?? defaultGuestAgentOptions.waitForSocket,
    maxMessageBytes: options.maxMessageBytes ?? defaultGuestAgentOptions.maxMessageBytes,
  };
  const label = describeAddress(address);
  // Loaded here: most programs that use this package never speak to an agent.
  const [{ AgentLink }, { AgentSession }] = await Promise.all([
    import('./agent-link.ts'),
    import('./agent-session.ts'),
  ]);
  using deadline = new Deadline(
    settings,
    (timeoutMs) => new QmpTimeoutError(`no connection to ${label}`, { timeoutMs }),
  );
  const stream = await openTransport(address, deadline, settings);
  const link = new AgentLink(stream, { address: label, maxMessageBytes: settings.maxMessageBytes });
  const session = new AgentSession(link, { address, label, commandTimeoutMs: settings.commandTimeoutMs });
  try {
    await session.greet(deadline);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}
