import { QmpCommandError } from '../errors.ts';
import { parseFailure } from './reply.ts';
import type { WireMessage } from '../wire/message-wire.ts';

interface PendingCommand {
  readonly command: string;
  /** Undefined once the caller has given up: the slot stays, so that the late reply is known and swallowed. */
  settle: { resolve(value: unknown): void; reject(error: unknown): void } | undefined;
}

/**
 * The commands that have no reply yet, by id.
 *
 * QEMU reads its input byte by byte (1.4 to 2 microseconds each), so ids are kept short: they run from 1 to 999 and
 * around again, past those still in use. Only with that many commands in flight do they grow.
 */
export class PendingCommands {
  readonly #byId = new Map<number, PendingCommand>();
  #lastId = 0;
  #idSpan = 999;

  /** Takes the next free id for a command. */
  add(command: string, settle: NonNullable<PendingCommand['settle']>): number {
    if (this.#byId.size >= this.#idSpan) this.#idSpan = this.#idSpan * 10 + 9;
    do {
      this.#lastId = (this.#lastId % this.#idSpan) + 1;
    } while (this.#byId.has(this.#lastId));
    this.#byId.set(this.#lastId, { command, settle });
    return this.#lastId;
  }

  /** Lets the caller go; the reply, when it comes, is thrown away. */
  abandon(id: number): void {
    const pending = this.#byId.get(id);
    if (pending !== undefined) pending.settle = undefined;
  }

  /** Hands a reply to the command that it belongs to; false if there is none. */
  settle(message: WireMessage): boolean {
    const id = message['id'];
    const pending = typeof id === 'number' ? this.#byId.get(id) : undefined;
    if (typeof id !== 'number' || pending === undefined) return false;
    this.#byId.delete(id);
    if (pending.settle === undefined) return true;
    const failure = parseFailure(message);
    if (failure === undefined) pending.settle.resolve(message['return']);
    else pending.settle.reject(new QmpCommandError({ command: pending.command, ...failure }));
    return true;
  }

  /** Rejects every command that someone still waits for. */
  rejectAll(describe: (command: string, pendingCommands: readonly string[]) => Error): void {
    const waiting = [...this.#byId.values()].filter((pending) => pending.settle !== undefined);
    this.#byId.clear();
    const names = waiting.map((pending) => pending.command);
    for (const pending of waiting) pending.settle?.reject(describe(pending.command, names));
  }
}
