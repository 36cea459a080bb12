import type { QmpCommandName } from './commands.ts';
import type { NoArguments, QmpCommands } from './qapi.ts';
import type { QmpConnectionError, QmpProtocolError } from './errors.ts';
import type { QmpEvent, QmpEventName } from './events/events.ts';
import type { QmpGreeting } from './session/greeting.ts';
import type { QmpSchema } from './schema/schema.ts';
import type { QmpSubscription } from './events/subscription.ts';
import type { WaitOptions } from './waiting/wait.ts';

/** Arguments of a command that is not typed; bigints are sent as exact integers, undefined members are left out. */
export type QmpArguments = Readonly<Record<string, unknown>>;

/** How one command is executed. */
export interface ExecuteOptions extends WaitOptions {
  /**
   * Execute it out of band (`exec-oob`): QEMU reads it past all that is under way, and runs it at once, also while its
   * main loop is stuck. Few commands can (`migrate-pause`, `migrate-recover`, `yank`, …: `allow-oob` in the schema),
   * and the connection must have been made with `oob: true`. @default false
   */
  readonly oob?: boolean | undefined;
  /**
   * Descriptors to send along, for `getfd` and `add-fd`; the stream must be able to carry them. They stay the
   * caller's: QEMU gets duplicates. Keep them open until the command is answered. @default none
   */
  readonly fds?: readonly number[] | undefined;
}

/** The answer of a command: its type where the command is typed, else unknown. */
export type QmpResult<Name extends string> = Name extends QmpCommandName
  ? QmpCommands[Name]['returns']
  : unknown;

/** What follows the name in `execute`: the arguments may be left out where the command needs none. */
export type ExecuteParameters<Name extends string> = Name extends QmpCommandName
  ? NoArguments extends QmpCommands[Name]['arguments']
    ? [args?: QmpCommands[Name]['arguments'], options?: ExecuteOptions]
    : [args: QmpCommands[Name]['arguments'], options?: ExecuteOptions]
  : [args?: QmpArguments, options?: ExecuteOptions];

/** How a connection ended: `us` is our own `close()`, `peer` is QEMU or the network, `protocol` is bytes that are not QMP. */
export type QmpEnd =
  | { readonly by: 'us' }
  | { readonly by: 'peer'; readonly error: QmpConnectionError }
  | { readonly by: 'protocol'; readonly error: QmpProtocolError };

/** A negotiated connection to one monitor; it keeps the process alive as long as its socket is open. */
export interface QmpClient extends AsyncDisposable {
  /** What QEMU said first: its version and capabilities. */
  readonly greeting: QmpGreeting;

  /** Whether out-of-band execution was negotiated. */
  readonly oob: boolean;

  /** Resolves when the connection is over and its descriptor given back, and says why; never rejects. */
  readonly closed: Promise<QmpEnd>;

  /**
   * Executes a command and returns QEMU's answer; any number may be under way, QEMU answers them in order.
   *
   * Giving up (`signal`, `timeoutMs`) does not undo what QEMU was asked: its late answer is thrown away.
   *
   * @throws QmpCommandError (`QMP_COMMAND_FAILED`) when QEMU refuses.
   * @throws QmpTimeoutError (`QMP_TIMEOUT`) when no answer came within `timeoutMs`.
   * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`) when the connection has ended or ends before the answer.
   * @throws QmpProtocolError (`QMP_PROTOCOL`) when the connection broke on bytes that are not QMP.
   * @throws QmpUnsupportedError (`QMP_UNSUPPORTED`) when `oob` was not negotiated, or the stream can not carry `fds`.
   */
  execute<const Name extends QmpCommandName | (string & {})>(
    name: Name,
    ...rest: ExecuteParameters<Name>
  ): Promise<QmpResult<Name>>;

  /**
   * Listens for events from this very call on; open it before the command that causes the event. `'*'` is every event.
   *
   * `filter` runs as events arrive; what it throws ends the subscription.
   *
   * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`) when the connection has ended.
   */
  subscribe<const Name extends QmpEventName | (string & {}) = string>(
    names: readonly Name[] | '*',
    filter?: (event: QmpEvent<Name>) => boolean,
  ): QmpSubscription<QmpEvent<Name>>;

  /** Does this QEMU have the command? Asked once, then remembered. */
  supports(command: string): Promise<boolean>;

  /** What this QEMU says about all its commands, events and types (about 250 KB); asked once, then remembered. */
  schema(): Promise<QmpSchema>;

  /**
   * Ends the connection and resolves when its descriptor is given back; idempotent, never rejects.
   *
   * Commands under way are rejected, event loops end. QEMU goes on, and carries out what it was already sent.
   */
  close(): Promise<void>;
}
