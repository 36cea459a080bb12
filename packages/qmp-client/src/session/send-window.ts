import type { Command } from './command.ts';

/**
 * Lets only so many in-band commands be under way, and the others wait for their turn.
 *
 * With OOB negotiated QEMU queues up to 8 in-band commands and then stops reading (monitor/qmp.c
 * QMP_REQ_QUEUE_LEN_MAX), so an out-of-band one behind more than that is not read before they are done.
 */
export class SendWindow {
  readonly #limit: number;
  readonly #transmit: (command: Command) => void;
  #underWay = 0;
  /** A set: whoever gives up leaves from the middle. */
  readonly #waiting = new Set<Command>();

  constructor(limit: number, transmit: (command: Command) => void) {
    this.#limit = limit;
    this.#transmit = transmit;
  }

  /** Sends a command now, or when it is its turn. */
  admit(command: Command): void {
    if (command.oob) {
      this.#transmit(command);
    } else if (this.#underWay < this.#limit) {
      this.#underWay += 1;
      this.#transmit(command);
    } else {
      this.#waiting.add(command);
    }
  }

  /** A command that was sent has its reply: the next one may go. */
  release(command: Command): void {
    if (command.oob) return;
    this.#underWay -= 1;
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    this.admit(next);
  }

  /** Forgets a command that was not sent yet. */
  withdraw(command: Command): void {
    this.#waiting.delete(command);
  }

  /** Those that were not sent, oldest first; none is left. */
  drain(): readonly Command[] {
    const commands = [...this.#waiting];
    this.#waiting.clear();
    return commands;
  }
}
