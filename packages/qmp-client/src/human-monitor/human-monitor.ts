import type { QmpEnd } from '../client.ts';
import type { QmpVersion } from '../session/greeting.ts';
import type { WaitOptions } from '../waiting/wait.ts';

/** How one command is executed. */
export interface HumanCommandOptions extends WaitOptions {
  /** What to answer if the command asks for a password, as `change vnc password` does. */
  readonly password?: string | undefined;
}

/** A connection to a human monitor (`-monitor`); it keeps the process alive as long as its socket is open. */
export interface HumanMonitor extends AsyncDisposable {
  /** QEMU's version by its banner, which has no package. */
  readonly version: QmpVersion;

  /** Resolves when the connection is over and its descriptor given back, and says why; never rejects. */
  readonly closed: Promise<QmpEnd>;

  /**
   * Executes a command and returns what it prints, errors included, lines ended by `\n`; one at a time, in order.
   *
   * `timeoutMs` counts from the call. Given up while it waits for its turn, a command is never sent; given up later,
   * it is still carried out, and those after it wait until its output is over. The monitor redraws the line for each
   * byte: one of 1000 bytes costs 2 MB of echo, one of 4000 33 MB.
   *
   * @throws TypeError for a line that the monitor would not take as it is: with control characters (line ends among
   * them) or a character that has the byte 0x9B in UTF-8, or longer than 4095 bytes.
   * @throws QmpTimeoutError (`QMP_TIMEOUT`) when its output was not complete in time.
   * @throws QmpConnectionError (`QMP_CONNECTION_CLOSED`) when the connection has ended or ends before that, as it does
   * for `quit`.
   * @throws QmpProtocolError (`QMP_PROTOCOL`) when it asks for a password and none was given: it was answered with an
   * empty one, as no other way leads back to the prompt. Also for output over the limit; that ends the connection.
   */
  execute(commandLine: string, options?: HumanCommandOptions): Promise<string>;

  /** Ends the connection and resolves when its descriptor is given back; idempotent, never rejects. */
  close(): Promise<void>;
}
