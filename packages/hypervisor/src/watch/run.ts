import { stat } from 'node:fs/promises';

import type { HypervisorContext } from '../context.ts';
import { guestEnd } from '../hold-process.ts';
import { causeOf, type RunFacts } from './cause-of-death.ts';
import { describeEvent, type InstanceChange, type SaidByMonitor } from './instance-event.ts';
import { nextFacts } from './last-end.ts';
import { parseLogLine } from './log-line.ts';
import { openLogReader, type LogReader } from './log-reader.ts';

/** What a run tells, without the name. */
export type RunEvent = { readonly at: Date } & (InstanceChange | SaidByMonitor);

/*
One run of one guest, from the log that its QEMU writes and the end of its process. The log is held open: what was
written last is read also when a clean-up was faster.

  waiting ──QEMU has greeted──> living ──its process has ended──> ending ──and that was told──> over
*/
type Phase = 'waiting' | 'living' | 'ending' | 'over';

export class Run {
  readonly #context: HypervisorContext;
  readonly #name: string;
  readonly #log: LogReader;
  /** To be called when there is more to tell without a change of the log. */
  readonly #onEnd: () => void;
  readonly #abort = new AbortController();
  #phase: Phase = 'waiting';
  #facts: RunFacts | undefined;
  /** Why its end can not be waited for. */
  #failure: { readonly error: unknown } | undefined;

  /** `undefined` where there is no log. */
  static async open(context: HypervisorContext, name: string, onEnd: () => void): Promise<Run | undefined> {
    const log = await openLogReader(context.store.paths(name).events);
    return log === undefined ? undefined : new Run(context, name, log, onEnd);
  }

  private constructor(context: HypervisorContext, name: string, log: LogReader, onEnd: () => void) {
    this.#context = context;
    this.#name = name;
    this.#log = log;
    this.#onEnd = onEnd;
  }

  /** Whether there is a QEMU that may still have something to tell. */
  get lives(): boolean {
    return this.#phase === 'living' || this.#phase === 'ending';
  }

  /** Whether the log at the instance's path is still this run's. */
  async isCurrent(): Promise<boolean> {
    const there = await stat(this.#context.store.paths(this.#name).events).catch(() => undefined);
    return there?.ino === this.#log.inode;
  }

  /** What has happened since the last call. @throws what keeps it from seeing QEMU's end: too many descriptors */
  async *news(): AsyncGenerator<RunEvent, void, undefined> {
    if (this.#failure !== undefined) throw this.#failure.error;
    // Looked at before the log is: what QEMU wrote before it ended is told before its end.
    const hasEnded = this.#phase === 'ending';
    for await (const text of this.#log.lines()) {
      const line = parseLogLine(text);
      this.#facts = nextFacts(this.#facts, line);
      if (this.#facts === undefined) continue;
      if (this.#phase === 'waiting') {
        const pid = await this.#followProcess();
        const qemuVersion = line?.kind === 'greeting' ? line.qemuVersion : undefined;
        yield { at: this.#log.begunAt ?? new Date(), event: 'started', pid, qemuVersion };
      }
      if (line?.kind === 'event') yield { at: line.at ?? new Date(), ...describeEvent(line, this.#facts) };
    }
    if (hasEnded && this.#facts !== undefined) {
      this.#phase = 'over';
      yield { at: new Date(), event: 'ended', cause: causeOf(this.#facts) };
    }
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#log.close();
  }

  /** A log that is no longer in its place, or belongs to no guest, is of a run that is over. */
  async #followProcess(): Promise<number | undefined> {
    this.#phase = 'living';
    const end = (): void => {
      this.#phase = 'ending';
      this.#onEnd();
    };
    const guest = await this.#context.store.findGuest(this.#name);
    if (guest === undefined || !(await this.isCurrent())) {
      end();
      return undefined;
    }
    guestEnd(guest, this.#abort.signal).then(end, (error: unknown) => {
      this.#failure = { error };
      this.#onEnd();
    });
    return guest.pid;
  }
}
