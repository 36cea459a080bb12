import { QmpCommandError } from '../errors.ts';
import { redact } from '../trace/redact.ts';
import type { WireMessage } from '../wire/parse-message.ts';
import type { Command } from './command.ts';
import { parseFailure } from './reply.ts';

/**
 * The commands that were sent and have no reply yet, by id. One whose caller has given up keeps its place, so that
 * its late reply is known and swallowed.
 *
 * QEMU reads its input byte by byte (1.4 to 2 microseconds each), so ids are kept short: they run from 1 to 9 and around
 * again, past those still in use, and get a digit more only while so many commands are in flight. An id is not used
 * again at once, so that a reply that came twice would not be taken for the next command's.
 */
export class PendingCommands {
  readonly #byId = new Map<number, Command>();
  #lastId = 0;
  #largestId = 9;

  /** Takes the next free id for a command. */
  add(command: Command): number {
    if (this.#byId.size === 0 && this.#largestId > 9) {
      this.#lastId = 0;
      this.#largestId = 9;
    }
    if (this.#byId.size >= this.#largestId) this.#largestId = this.#largestId * 10 + 9;
    do {
      this.#lastId = (this.#lastId % this.#largestId) + 1;
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
