import type { QmpArguments } from '../client.ts';
import type { NoArguments } from '../qapi.ts';
import type { QmpConnectionError } from '../errors.ts';
import type { QmpAddress } from '../transport/address.ts';
import type { WaitOptions } from '../waiting/wait.ts';
import type { QgaCommandName, QgaCommands, QgaSilentCommands } from './qga-commands.ts';

/** The limits of {@link GuestAgent.executeWithoutReply}. */
export interface WithoutReplyOptions extends WaitOptions {
  /** How long the agent has to report an error, in milliseconds; after that its silence is success. @default 2000 */
  readonly quietMs?: number | undefined;
}

/** The answer of a command: its type where the command is typed, else unknown. */
export type QgaResult<Name extends string> = Name extends QgaCommandName
  ? QgaCommands[Name]['returns']
  : unknown;

/** What follows the name in `execute`: the arguments may be left out where the command needs none. */
export type QgaParameters<Name extends string> = Name extends QgaCommandName
  ? NoArguments extends QgaCommands[Name]['arguments']
    ? [args?: QgaCommands[Name]['arguments'], options?: WaitOptions]
    : [args: QgaCommands[Name]['arguments'], options?: WaitOptions]
  : [args?: QmpArguments, options?: WaitOptions];

/** What a command without answer came to: the guest took the connection with it, or nobody complained. */
export type WithoutReplyOutcome = 'ended' | 'silent';

/** How a connection ended: `us` is our own `close()`, `peer` is QEMU or the network. */
export type GuestAgentEnd =
  | { readonly by: 'us' }
  | { readonly by: 'peer'; readonly error: QmpConnectionError };

/** A connection to the agent in a guest; it keeps the process alive as long as its socket is open. */
export interface GuestAgent extends AsyncDisposable {
  /** Where the agent was reached. */
  readonly address: QmpAddress;

  /** Resolves when the connection is over and its descriptor given back, and says why; never rejects. */
  readonly closed: Promise<GuestAgentEnd>;

  /**
   * Executes a command and returns the agent's answer; the agent does one at a time, so others wait here, in order.
   *
   * `timeoutMs` counts from the call, so it includes that wait; without one, the connection's `commandTimeoutMs`
   * holds. Given up while it waits here, a command is never sent; given up later, the agent still carries it out, and
   * the next command synchronises anew, past the late answer.
   *
   * @throws QmpCommandError (`QMP_COMMAND_FAILED`) when the agent refuses.
   * @throws QmpTimeoutError (`QMP_TIMEOUT`) when no answer came in time: the agent is busy, or no longer runs.
   * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`) when the connection has ended or ends before the answer.
   * @throws QmpProtocolError (`QMP_PROTOCOL`) when the answer makes no sense; the connection goes on.
   * @throws TypeError for a command that answers nothing on success: see `executeWithoutReply`.
   */
  execute<const Name extends QgaCommandName | (string & {})>(
    name: Name,
    ...rest: QgaParameters<Name>
  ): Promise<QgaResult<Name>>;

  /**
   * Executes a command that answers nothing when it succeeds, such as guest-shutdown.
   *
   * Success means that the agent was there (it synchronised just before) and then either the connection ended, which
   * for a shutdown is the proof, or `quietMs` passed without an error. Wait for QEMU's own event (`SHUTDOWN`,
   * `SUSPEND`) to be sure of more.
   *
   * @throws As `execute` does.
   */
  executeWithoutReply<const Name extends keyof QgaSilentCommands | (string & {})>(
    name: Name,
    args?: Name extends keyof QgaSilentCommands ? QgaSilentCommands[Name]['arguments'] : QmpArguments,
    options?: WithoutReplyOptions,
  ): Promise<WithoutReplyOutcome>;

  /** Does this agent have the command, and is it enabled? Asked once, and again after each synchronisation. */
  supports(command: string): Promise<boolean>;

  /**
   * Ends the connection and resolves when its descriptor is given back; idempotent, never rejects.
   *
   * Commands under way are rejected; the agent carries out what it was already sent.
   */
  close(): Promise<void>;
}
