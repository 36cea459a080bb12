import type { Command } from './command.ts';

/**
 * Lets only so many in-band commands be under way, and the others wait for their turn, in order.
 *
 * With OOB negotiated QEMU queues up to 8 in-band commands and then stops reading (monitor/qmp.c
 * QMP_REQ_QUEUE_LEN_MAX), so an out-of-band one behind more than that is not read before they are done. And of
 * descriptors it keeps those that came last (chardev/char-socket.c tcp_chr_recv), also when it reads ahead: so only
 * one command that brings descriptors is under way at a time.
 */
export class SendWindow {
  readonly #limit: number;
  readonly #transmit: (command: Command) => void;
  #underWay = 0;
  #fdsUnderWay = false;
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
    } else if (this.#waiting.size === 0 && this.#hasRoomFor(command)) {
      this.#let(command);
    } else {
      this.#waiting.add(command);
    }
  }

  /** A command that was sent has its reply: others may go. */
  release(command: Command): void {
    if (command.oob) return;
    this.#underWay -= 1;
    if (command.fds.length > 0) this.#fdsUnderWay = false;
    this.#advance();
  }

  /** Forgets a command that was not sent yet. */
  withdraw(command: Command): void {
    if (this.#waiting.delete(command)) this.#advance();
  }

  /** Those that were not sent, oldest first; none is left. */
  drain(): readonly Command[] {
    const commands = [...this.#waiting];
    this.#waiting.clear();
    return commands;
  }

  #hasRoomFor(command: Command): boolean {
    return this.#underWay < this.#limit && !(command.fds.length > 0 && this.#fdsUnderWay);
  }

  #advance(): void {
    for (const next of this.#waiting) {
      if (!this.#hasRoomFor(next)) return;
      this.#waiting.delete(next);
      this.#let(next);
    }
  }

  #let(command: Command): void {
    this.#underWay += 1;
    if (command.fds.length > 0) this.#fdsUnderWay = true;
    this.#transmit(command);
  }
}
