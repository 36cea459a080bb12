import type { QmpEnd } from '../client.ts';
import { QmpTimeoutError } from '../errors.ts';
import type { QmpVersion } from '../session/greeting.ts';
import { Deadline, untilAborted } from '../waiting/deadline.ts';
import { Turns } from '../waiting/turns.ts';
import type { ByteWireEnd } from '../wire/byte-wire.ts';
import { connectionOver } from '../wire/connection-over.ts';
import { encodeLine, nameOfLine } from './encode-line.ts';
import type { HumanCommandOptions, HumanMonitor } from './human-monitor.ts';
import type { MonitorLink } from './monitor-link.ts';

/** The client over a link to a monitor that has greeted: queues commands, names them in errors. */
export class MonitorSession implements HumanMonitor {
  readonly version: QmpVersion;
  readonly closed: Promise<QmpEnd>;
  readonly #link: MonitorLink;
  readonly #label: string;
  readonly #turns = new Turns();
  /** The commands that someone waits for, oldest first. */
  readonly #pending = new Set<{ readonly command: string }>();
  /** What the monitor does now, or did last. */
  #latest = 'nothing of ours';

  constructor(link: MonitorLink, facts: { readonly label: string; readonly version: QmpVersion }) {
    this.#link = link;
    this.#label = facts.label;
    this.version = facts.version;
    this.closed = link.closed.then((end) => {
      if (end.by !== 'peer') return end;
      const consequence = 'nothing more can be asked';
      return { by: 'peer', error: connectionOver(end, { address: this.#label, consequence }) };
    });
  }

  async execute(commandLine: string, options: HumanCommandOptions = {}): Promise<string> {
    options.signal?.throwIfAborted();
    const line = encodeLine(commandLine);
    const password = options.password === undefined ? undefined : encodeLine(options.password);
    const command = nameOfLine(commandLine);
    using deadline = new Deadline(options, (timeoutMs) => {
      const missing = `${command} was not sent: the human monitor was still busy with ${this.#latest}`;
      return new QmpTimeoutError(missing, { command, wasSent: false, timeoutMs });
    });
    const entry = { command };
    this.#pending.add(entry);
    try {
      const turn = await this.#turns.take(deadline.signal);
      deadline.explain = (timeoutMs) =>
        new QmpTimeoutError(`no complete output from the human monitor of ${command}`, {
          command,
          timeoutMs,
        });
      this.#latest = command;
      const conversation = { line, password, command, describeEnd: this.#describeEnd(command) };
      // The turn ends with the output, not with our patience.
      const output = this.#link.converse(conversation).finally(() => turn[Symbol.dispose]());
      return await untilAborted<string>(deadline.signal, ({ resolve, reject }) => {
        output.then(resolve, reject);
        return () => {};
      });
    } finally {
      this.#pending.delete(entry);
    }
  }

  async close(): Promise<void> {
    this.#link.close();
    await this.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #describeEnd(command: string): (end: ByteWireEnd) => Error {
    return (end) =>
      connectionOver(end, {
        address: this.#label,
        consequence: `the output of ${command} is not complete`,
        pendingCommands: [...this.#pending].map((entry) => entry.command),
      });
  }
}
