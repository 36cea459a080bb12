import { QmpCommandError, QmpConnectionError } from '@kvmkit/qmp-client';

import { MigrationError } from './errors.ts';
import type { MigrationHandle, MoveEnd, MoveResult } from './handle.ts';
import {
  afterHappening,
  beforeHandOver,
  isOver,
  type HandOver,
  type Happening,
  type Step,
} from './hand-over/hand-over.ts';
import type { JournalPort } from './journal-port.ts';
import { describeEnd, type Trouble } from './describe-end.ts';
import type { MoveLimits, MigrateOptions } from './options.ts';
import { answerTimeoutMs, type MigrationPeer, type Side } from './peers.ts';
import { readProgress, type MoveProgress } from './progress/progress.ts';
import { Changes } from './progress/changes.ts';
import { recoverMigration } from './recovery/recover.ts';
import { prepareMove, startMove, type BegunMove } from './set-up/set-up.ts';
import { limitParameters } from './set-up/settings.ts';
import { cancelMigration, quitQemu, tryQueryMigrate } from './steps/end-migration.ts';
import { runArrivedGuest } from './steps/run-guest.ts';

const answering = { timeoutMs: answerTimeoutMs };

/**
 * Carries out what the state machine of hand-over.ts asks for: it tells the machine what happens, and does the steps
 * one after the other. Nothing is decided here.
 */
export class Move implements MigrationHandle {
  readonly result: Promise<MoveResult>;
  readonly #settle: PromiseWithResolvers<MoveResult> = Promise.withResolvers();
  readonly #source: MigrationPeer;
  readonly #target: MigrationPeer;
  readonly #options: MigrateOptions;
  #state: HandOver = beforeHandOver;
  #begun: BegunMove | undefined;
  #steps: Promise<void> = Promise.resolve();
  #trouble: Trouble | undefined;
  #completedAtMs = 0;
  /** We have ended it ourselves, which says more than that its monitor is gone. */
  #hasTargetQuit = false;
  #outcome: MoveResult | undefined;
  readonly #changes = new Changes();
  readonly #listening = new DisposableStack();

  constructor(source: MigrationPeer, target: MigrationPeer, options: MigrateOptions) {
    this.#source = source;
    this.#target = target;
    this.#options = options;
    this.result = this.#settle.promise;
    // Who only looks at the progress shall not be ended by a rejection that nobody handles.
    this.result.catch(() => {});
  }

  async run(): Promise<void> {
    const { signal } = this.#options;
    try {
      signal?.throwIfAborted();
      this.#begun = await prepareMove(this.#source, this.#target, this.#options);
    } catch (error) {
      this.#state = { ...this.#state, phase: 'failed' };
      this.#end(() => this.#settle.reject(error));
      return;
    }
    const onAbort = (): void => this.#tell({ kind: 'cancel' });
    signal?.addEventListener('abort', onAbort);
    this.#listening.defer(() => signal?.removeEventListener('abort', onAbort));
    if (signal?.aborted === true) onAbort();
    void this.#listen('source');
    void this.#listen('target');
    try {
      await startMove(this.#source, this.#target, this.#options);
      this.#tell({ kind: 'started' });
    } catch (error) {
      this.#note(error);
      this.#tell({ kind: 'set-up-failed' });
    }
  }

  async *progress(options: { readonly intervalMs?: number | undefined } = {}): AsyncGenerator<MoveProgress> {
    const { intervalMs = 1000 } = options;
    for (;;) {
      const isLast = isOver(this.#state);
      const changed = this.#changes.next(intervalMs);
      const info = await tryQueryMigrate(this.#source.qmp);
      yield readProgress(this.#state.phase, info ?? {});
      if (isLast) return;
      await changed;
    }
  }

  async cancel(): Promise<MoveEnd> {
    this.#tell({ kind: 'cancel' });
    await this.result.catch(() => {});
    const { phase } = this.#state;
    return phase === 'done' || phase === 'cancelled' || phase === 'in-doubt' ? phase : 'failed';
  }

  async limit(limits: MoveLimits): Promise<void> {
    try {
      await this.#source.qmp.execute('migrate-set-parameters', limitParameters(limits), answering);
    } catch (error) {
      if (!(error instanceof QmpCommandError)) throw error;
      const message = `the source’s QEMU refuses ${JSON.stringify(limits)}: ${error.desc}; the move goes on as before`;
      const facts = { side: 'source', desc: error.desc, guest: 'source', cause: error } as const;
      throw new MigrationError('PARAMETER_REFUSED', message, facts);
    }
  }

  startPostcopy(): void {
    const { postcopy = 'never' } = this.#options;
    if (postcopy === 'never') throw new TypeError('this move was begun without postcopy');
    this.#tell({ kind: 'postcopy-wanted' });
  }

  /** Never rejects: a monitor that is gone already is gone like one that closes later. */
  async #listen(side: Side): Promise<void> {
    try {
      const { qmp } = side === 'source' ? this.#source : this.#target;
      const heard = this.#listening.use(qmp.subscribe(['MIGRATION', 'MIGRATION_PASS']));
      for await (const event of heard) {
        if (event.event === 'MIGRATION') this.#hear(side, event.data.status);
        else if (side === 'source') this.#hearPass(event.data.pass);
      }
    } catch {
      // Why it ended is nothing that the move could go by.
    }
    // The loop ends in order when the move is over; nothing is told any more then.
    this.#tell({ kind: `${side}-gone` });
  }

  #hear(side: Side, status: string): void {
    if (side === 'source' && status === 'completed') this.#completedAtMs = performance.now();
    this.#tell({ kind: `${side}-status`, status });
  }

  #hearPass(pass: number): void {
    const { postcopy = 'never' } = this.#options;
    if (typeof postcopy === 'object' && pass > postcopy.afterIterations) {
      this.#tell({ kind: 'postcopy-wanted' });
    }
    this.#changes.tell();
  }

  /** The only place where the state changes. */
  #tell(happening: Happening): void {
    if (isOver(this.#state)) return;
    this.#state = afterHappening(this.#state, happening);
    this.#changes.tell();
    const { step } = this.#state;
    if (step !== undefined) this.#steps = this.#steps.then(async () => await this.#perform(step));
    if (isOver(this.#state)) void this.#steps.then(async () => await this.#finish());
  }

  async #perform(step: Step): Promise<void> {
    try {
      this.#tell(await this.#do(step));
    } catch (error) {
      this.#note(error);
      this.#tell({ kind: 'step-failed', step });
    }
  }

  /** What a step leads to. */
  async #do(step: Step): Promise<Happening> {
    const [source, target] = [this.#source, this.#target];
    const { isPostcopy } = this.#state;
    switch (step) {
      case 'continue':
        await source.qmp.execute('migrate-continue', { state: 'pre-switchover' }, answering);
        return { kind: 'continued' };
      case 'give-away': {
        const of = this.#begun?.outgoingToken ?? '';
        const isWritten = await this.#write(source.journal, { kind: 'given-away', of, isPostcopy });
        return { kind: isWritten ? 'given-away' : 'not-given-away' };
      }
      case 'take': {
        const of = this.#begun?.incomingToken ?? '';
        const isWritten = await this.#write(target.journal, { kind: 'taken', of, isPostcopy });
        return { kind: isWritten ? 'taken' : 'not-taken' };
      }
      case 'start-postcopy':
        // Else a source that loses its target lets its guest go on by itself, even after the target's has run
        // (seen on 11.1.3: postcopy-active, failing, failed, RESUME). QEMU restores the state before, which is this one.
        await source.qmp.execute('stop', {}, answering);
        await source.qmp.execute('migrate-start-postcopy', {}, answering);
        return { kind: 'postcopy-started' };
      case 'run-target':
        await runArrivedGuest(target.qmp, this.#begun?.wasRunning === true);
        return { kind: 'target-runs' };
      case 'cancel-source':
        await this.#noteWords();
        return { kind: 'source-status', status: await this.#cancelSource() };
      case 'keep-source':
        await this.#noteWords();
        await this.#recover('keep');
        return { kind: 'source-runs' };
      case 'close':
        await this.#close();
        return { kind: 'closed' };
    }
  }

  async #cancelSource(): Promise<string> {
    const target = this.#state.isTargetGone ? undefined : this.#target.qmp;
    const status = await cancelMigration(this.#source.qmp, target);
    if (target !== undefined) this.#hasTargetQuit = true;
    return status;
  }

  /** Whether the entry is there: a write that failed may have written it all the same. */
  async #write(
    journal: JournalPort,
    entry: { readonly kind: string; readonly of: string; readonly isPostcopy: boolean },
  ): Promise<boolean> {
    try {
      await journal.append(entry);
      return true;
    } catch (error) {
      this.#note(error);
      const entries = await journal.read();
      return entries.some(({ kind, of }) => kind === entry.kind && of === entry.of);
    }
  }

  async #close(): Promise<void> {
    const handOverMs = this.#state.isPostcopy ? 0 : performance.now() - this.#completedAtMs;
    const info = await tryQueryMigrate(this.#source.qmp);
    this.#outcome = {
      totalMs: info?.['total-time'],
      downtimeMs: info?.downtime,
      handOverMs,
      transferredBytes: info?.ram && Number(info.ram.transferred),
      iterations: info?.ram?.['dirty-sync-count'],
      isPostcopy: this.#state.isPostcopy,
    };
    await this.#recover(undefined);
    if (this.#options.sourceAfterwards === 'quit' && !this.#state.isSourceGone)
      await quitQemu(this.#source.qmp);
  }

  /** Closing a move and taking it back are what a recovery does of which both sides can be asked. */
  async #recover(prefer: 'keep' | undefined): Promise<void> {
    const { isSourceGone, isTargetGone } = this.#state;
    const source = isSourceGone ? { qmp: 'gone' as const, journal: this.#source.journal } : this.#source;
    const target = this.#hasTargetQuit
      ? { qmp: 'gone' as const, journal: this.#target.journal }
      : isTargetGone
        ? undefined
        : this.#target;
    const outcome = await recoverMigration(source, target, { prefer }).catch((error: unknown) => {
      // A target that fails may end in the middle of this; what is safe without it is done then.
      if (target === undefined || !(error instanceof QmpConnectionError)) throw error;
      return recoverMigration(source, undefined, { prefer });
    });
    const wanted = prefer === 'keep' ? 'source' : 'target';
    if (outcome.guest !== wanted) throw new Error(outcome.found);
  }

  /** The first trouble is the cause, the later ones follow from it. */
  #note(error: unknown): void {
    this.#trouble ??= { error };
  }

  /** What the QEMUs say of a failure, before they are told anything that makes them forget it. */
  async #noteWords(): Promise<void> {
    const { isSourceGone, isTargetGone, isCancelWanted } = this.#state;
    if (isCancelWanted) return;
    const source = isSourceGone ? undefined : await tryQueryMigrate(this.#source.qmp);
    const target = isTargetGone ? undefined : await tryQueryMigrate(this.#target.qmp);
    this.#trouble = {
      ...this.#trouble,
      source: this.#trouble?.source ?? source?.['error-desc'],
      target: this.#trouble?.target ?? target?.['error-desc'],
      isTargetGone: this.#trouble?.isTargetGone ?? isTargetGone,
    };
  }

  async #finish(): Promise<void> {
    const outcome = this.#outcome;
    const { signal } = this.#options;
    this.#end(() => {
      if (this.#state.phase === 'done' && outcome !== undefined) this.#settle.resolve(outcome);
      else if (this.#state.phase === 'cancelled' && signal?.aborted === true)
        this.#settle.reject(signal.reason);
      else this.#settle.reject(describeEnd(this.#state, this.#trouble ?? {}));
    });
  }

  #end(settle: () => void): void {
    this.#listening.dispose();
    settle();
    this.#changes.tell();
  }
}
