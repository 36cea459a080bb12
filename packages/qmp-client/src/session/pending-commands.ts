import { QmpCommandError } from '../errors.ts';
import { redact } from '../trace/redact.ts';
import type { WireMessage } from '../wire/message-wire.ts';
import type { Command } from './command.ts';
import { parseFailure } from './reply.ts';

/**
 * The commands that were sent and have no reply yet, by id. One whose caller has given up keeps its place, so that
 * its late reply is known and swallowed.
 *
 * QEMU reads its input byte by byte (1.4 to 2 microseconds each), so ids are kept short: they run from 1 to 999 and
 * around again, past those still in use. Only with that many commands in flight do they grow.
 */
export class PendingCommands {
  readonly #byId = new Map<number, Command>();
  #lastId = 0;
  #idSpan = 999;

  /** Takes the next free id for a command. */
  add(command: Command): number {
    if (this.#byId.size >= this.#idSpan) this.#idSpan = this.#idSpan * 10 + 9;
    do {
      this.#lastId = (this.#lastId % this.#idSpan) + 1;
    } while (this.#byId.has(this.#lastId));
    this.#byId.set(this.#lastId, command);
    return this.#lastId;
  }

  /** Hands a reply to the command that it belongs to, and returns that command; undefined if there is none. */
  settle(message: WireMessage): Command | undefined {
    const id = message['id'];
    if (typeof id !== 'number') return undefined;
    const command = this.#byId.get(id);
    if (command === undefined) return undefined;
    this.#byId.delete(id);
    if ('return' in message) command.resolve(message['return']);
    else if (command.isAwaited) command.reject(refusal(command, message), 'refused');
    return command;
  }

  /** A command that could not be sent after all. */
  forget(id: number): void {
    this.#byId.delete(id);
  }

  /** All of them, oldest first; none is left. */
  drain(): readonly Command[] {
    const commands = [...this.#byId.values()];
    this.#byId.clear();
    return commands;
  }
}

function refusal(command: Command, message: WireMessage): QmpCommandError {
  const { errorClass, desc } = parseFailure(message) ?? {
    errorClass: 'GenericError',
    desc: 'no reason given',
  };
  return new QmpCommandError({ command: command.name, errorClass, desc, arguments: redact(command.args) });
}
