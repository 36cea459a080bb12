import { QmpError, QmpFreezeLostError } from '../errors.ts';
import { Deadline } from '../waiting/deadline.ts';
import type { WaitOptions } from '../waiting/wait.ts';
import type { GuestAgent } from './guest-agent.ts';
import type { Guard } from './guard.ts';
import { thawFilesystems } from './thaw.ts';

/** How long a guest's file systems may stay frozen, and who sees to it. */
export interface FreezeOptions extends Pick<WaitOptions, 'signal'> {
  /** The longest time for freezing and staying frozen together, in milliseconds; then they are thawed. */
  readonly deadlineMs: number;
  /** Freeze only what is mounted there. @default everything that can be frozen */
  readonly mountpoints?: readonly string[] | undefined;
  /** Start a process that thaws if this one is killed; the agent's address must be a path, or a host and a port. @default false */
  readonly guard?: boolean | undefined;
}

/** The frozen file systems of a guest; they are thawed at the end of the scope. */
export interface FrozenFilesystems extends AsyncDisposable {
  /** How many are frozen; 0 where the guest has none that can be. */
  readonly frozenCount: number;
  /** Aborts when `deadlineMs` is over, with a QmpFreezeLostError: pass it to what copies the disks. */
  readonly lost: AbortSignal;
  /**
   * Thaws and says whether all stayed frozen until now; later calls give the same answer.
   *
   * @throws QmpFreezeLostError (`QMP_FREEZE_LOST`) when they were thawed earlier, by the deadline or by someone else.
   * @throws As `GuestAgent.execute` does, when the thaw could not be confirmed: the guest may still be frozen.
   */
  thaw(): Promise<void>;
}

/** Longer than a command's own limit, so that a thaw gets its turn behind any one of them. */
const thawTimeoutMs = 30_000;
/** After a freeze that failed: the thaw is carried out also when nobody waits for it any more. */
const undoTimeoutMs = 5000;

/**
 * Freezes the guest's file systems until the end of the scope (`await using`), so that its disks can be copied.
 *
 * They are thawed when the scope ends, when the deadline passes, and when freezing itself fails or is given up. A
 * process that is killed leaves them frozen, unless `guard` is set. While they are frozen the agent refuses most
 * commands. Ending the scope throws like `thaw()`, so that an inconsistent copy does not go unnoticed.
 *
 * @throws TypeError where `guard` is set and the agent's address is good for this process only.
 * @throws QmpTimeoutError (`QMP_TIMEOUT`) when freezing takes longer than `deadlineMs`; a thaw was sent.
 * @throws As `GuestAgent.execute` does; with the error of the thaw as its `cause` if that failed too.
 */
export async function freezeFilesystems(
  agent: GuestAgent,
  options: FreezeOptions,
): Promise<FrozenFilesystems> {
  const { deadlineMs, mountpoints, signal } = options;
  signal?.throwIfAborted();
  const until = performance.now() + deadlineMs;
  const guard = options.guard === true ? await watchOver(agent, options) : undefined;
  try {
    const limits = { signal, timeoutMs: Math.max(0, until - performance.now()) };
    const frozenCount =
      mountpoints === undefined
        ? await agent.execute('guest-fsfreeze-freeze', {}, limits)
        : await agent.execute('guest-fsfreeze-freeze-list', { mountpoints }, limits);
    return new FreezeScope(agent, frozenCount, { deadlineMs, remainingMs: until - performance.now(), guard });
  } catch (error) {
    await undo(agent, guard, error);
    throw error;
  }
}

async function watchOver(agent: GuestAgent, options: FreezeOptions): Promise<Guard> {
  const { reconnectable, startGuard } = await import('./guard.ts');
  const address = reconnectable(agent.address);
  using deadline = new Deadline(
    { signal: options.signal, timeoutMs: options.deadlineMs },
    (timeoutMs) => new Error(`the guard process did not start within ${timeoutMs} ms; nothing was frozen`),
  );
  return await startGuard({ address, deadlineAtMs: Date.now() + options.deadlineMs }, deadline);
}

/** Thaws after a freeze that failed: it may have gone half-way, or still be carried out. */
async function undo(agent: GuestAgent, guard: Guard | undefined, error: unknown): Promise<void> {
  try {
    await thawFilesystems(agent, undoTimeoutMs);
    guard?.dismiss();
  } catch (thawError) {
    guard?.release();
    if (error instanceof QmpError && error.cause === undefined) error.cause = thawError;
  }
}

class FreezeScope implements FrozenFilesystems {
  readonly frozenCount: number;
  readonly lost: AbortSignal;
  readonly #agent: GuestAgent;
  readonly #guard: Guard | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #lost = new AbortController();
  #thawing: Promise<void> | undefined;

  constructor(
    agent: GuestAgent,
    frozenCount: number,
    facts: { readonly deadlineMs: number; readonly remainingMs: number; readonly guard: Guard | undefined },
  ) {
    this.#agent = agent;
    this.frozenCount = frozenCount;
    this.lost = this.#lost.signal;
    this.#guard = facts.guard;
    // Not unref'd: a program that has nothing else to do must still thaw.
    this.#timer = setTimeout(() => this.#expire(facts.deadlineMs), Math.max(0, facts.remainingMs));
  }

  async thaw(): Promise<void> {
    this.#thawing ??= this.#thaw();
    await this.#thawing;
    this.lost.throwIfAborted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.thaw();
  }

  #expire(deadlineMs: number): void {
    if (this.#thawing !== undefined) return;
    const message = `the guest's file systems were thawed at the deadline, ${deadlineMs} ms after freezing began and before the scope ended: what was copied is not consistent`;
    this.#lost.abort(new QmpFreezeLostError(message, { thawedBy: 'deadline' }));
    this.#thawing = this.#thaw();
    // Whoever ends the scope hears of it.
    this.#thawing.catch(() => {});
  }

  async #thaw(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const thawedCount = await thawFilesystems(this.#agent, thawTimeoutMs);
      if (thawedCount === 0 && this.frozenCount > 0 && !this.lost.aborted) {
        const message = `none of the guest's ${this.frozenCount} frozen file systems was frozen any more at the end of the scope: what was copied is not consistent`;
        this.#lost.abort(new QmpFreezeLostError(message, { thawedBy: 'other' }));
      }
    } catch (error) {
      this.#guard?.release();
      throw error;
    }
    this.#guard?.dismiss();
  }
}
