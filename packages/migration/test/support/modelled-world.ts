import {
  afterHappening,
  beforeHandOver,
  type HandOver,
  type Happening,
  type Step,
} from '../../src/hand-over/hand-over.ts';
import {
  decideRecovery,
  type Decision,
  type Preference,
  type RecoveryStep,
} from '../../src/recovery/decide.ts';
import type { IncomingStage, OutgoingStage } from '../../src/moves.ts';

/** Two QEMUs, two journals and the one who drives them, as far as it matters who runs the guest. */
export class ModelledWorld {
  readonly source = { isAlive: true, runState: 'running', migration: 'active' };
  readonly target = { isAlive: true, runState: 'inmigrate', migration: 'active' };
  sourceStage: OutgoingStage = 'begun';
  targetStage: IncomingStage = 'begun';
  #isGivenInPostcopy = false;
  #isTakenInPostcopy = false;
  #isPostcopyStarted = false;
  #isDeviceStateSent = false;
  isKilled = false;
  isNewQemu = false;
  #isStoppedByMigration = false;
  hasDriver = true;
  handOver: HandOver = afterHappening(afterHappening(beforeHandOver, { kind: 'started' }), {
    kind: 'source-status',
    status: 'active',
  });
  /** What the driver has yet to hear, and the step that it is at. */
  readonly #news: Happening[] = [];
  #step: Step | undefined;
  readonly log: string[] = [];

  /** All that can happen next. */
  possibilities(): (readonly [string, () => void])[] {
    return [...this.#ofQemus(), ...this.#ofDriver()];
  }

  runs(): string[] {
    return [
      ...(this.source.isAlive && this.source.runState === 'running' ? ['source'] : []),
      ...(this.target.isAlive && this.target.runState === 'running' ? ['target'] : []),
    ];
  }

  decide(sees: { source: boolean; target: boolean }, prefer: Preference | undefined): Decision {
    const { source, target } = this;
    return decideRecovery(
      sees.source
        ? {
            qemu: source.isAlive ? { ...source } : 'gone',
            move: {
              stage: this.sourceStage,
              token: '1',
              wasRunning: true,
              isPostcopy: this.#isGivenInPostcopy,
              before: undefined,
            },
          }
        : undefined,
      sees.target
        ? {
            qemu: target.isAlive ? { ...target } : 'gone',
            move: {
              stage: this.targetStage,
              token: '1',
              move: '1',
              wasRunning: true,
              isPostcopy: this.#isTakenInPostcopy,
              before: undefined,
            },
          }
        : undefined,
      prefer,
    );
  }

  recover(step: RecoveryStep, sees: { source: boolean; target: boolean }): void {
    switch (step) {
      case 'cancel-source':
        if (sees.target) this.#endTarget();
        this.#cancelSource();
        break;
      case 'quit-target':
        this.#endTarget();
        break;
      case 'keep-back':
        this.sourceStage = 'kept-back';
        break;
      case 'run-source':
        this.source.runState = 'running';
        break;
      case 'undo':
        if (sees.target) this.targetStage = 'undone';
        this.sourceStage = 'undone';
        break;
      case 'give-away':
        this.sourceStage = 'given-away';
        break;
      case 'take':
        this.targetStage = 'taken';
        this.#isTakenInPostcopy = this.#isGivenInPostcopy;
        break;
      case 'untake':
        this.targetStage = 'undone';
        break;
      case 'run-target':
        this.target.runState = 'running';
        break;
      case 'close':
        if (sees.target) this.targetStage = 'done';
        if (sees.source) this.sourceStage = 'done';
        break;
    }
  }

  /** What the QEMUs do without being asked. */
  *#ofQemus(): Generator<readonly [string, () => void]> {
    const { source, target } = this;
    if (source.isAlive && !this.#isOver()) {
      yield ['source fails', () => this.#failSource()];
      if (source.migration === 'active') {
        yield [
          'source stops its guest',
          () => {
            this.#isStoppedByMigration = source.runState === 'running';
            source.runState = 'finish-migrate';
            this.#sourceSays('pre-switchover');
          },
        ];
      }
      const isArrived = target.runState !== 'inmigrate';
      if (source.migration === 'device' && target.isAlive && !isArrived) {
        yield ['target loads', () => this.#arrive()];
      }
      if (source.migration === 'device' && target.isAlive && isArrived) {
        yield [
          'source completes',
          () => this.#completeSource(this.#isDeviceStateSent ? 'postcopy-active' : 'completed'),
        ];
      }
      if (source.migration === 'postcopy-active' && target.isAlive && target.runState !== 'inmigrate') {
        yield [
          'all pages have arrived',
          () => {
            this.#sourceSays('completed');
            this.#targetSays('completed');
          },
        ];
      }
    }
    if (source.isAlive) yield ['source is killed', () => this.#killSource()];
    if (target.isAlive) {
      yield [
        'target is killed',
        () => {
          this.isKilled = true;
          this.#endTarget();
        },
      ];
    }
  }

  *#ofDriver(): Generator<readonly [string, () => void]> {
    if (!this.hasDriver) return;
    yield ['driver dies', () => (this.hasDriver = false)];
    const [news] = this.#news;
    if (news !== undefined) {
      yield [
        `driver hears ${news.kind}`,
        () => {
          this.#news.shift();
          this.#tell(news);
        },
      ];
    }
    const step = this.#step;
    if (step !== undefined) {
      yield [`driver does ${step}`, () => this.#perform(step)];
      yield [
        `driver does ${step} and dies`,
        () => {
          this.#perform(step);
          this.hasDriver = false;
        },
      ];
      yield [
        `${step} fails`,
        () => {
          this.#step = undefined;
          const unwritten = { 'give-away': 'not-given-away', take: 'not-taken' } as const;
          this.#tell(
            step === 'give-away' || step === 'take'
              ? { kind: unwritten[step] }
              : { kind: 'step-failed', step },
          );
        },
      ];
    }
    yield ['somebody cancels', () => this.#tell({ kind: 'cancel' })];
    yield ['postcopy is wanted', () => this.#tell({ kind: 'postcopy-wanted' })];
  }

  #tell(happening: Happening): void {
    this.handOver = afterHappening(this.handOver, happening);
    if (this.handOver.step !== undefined) this.#step = this.handOver.step;
  }

  #perform(step: Step): void {
    this.#step = undefined;
    switch (step) {
      case 'continue':
        if (this.source.migration !== 'pre-switchover') this.#tell({ kind: 'step-failed', step });
        else this.#sourceSays('device');
        break;
      case 'give-away':
        this.sourceStage = 'given-away';
        this.#isGivenInPostcopy = this.handOver.isPostcopy;
        this.#tell({ kind: 'given-away' });
        break;
      case 'take':
        this.targetStage = 'taken';
        this.#isTakenInPostcopy = this.handOver.isPostcopy;
        this.#tell({ kind: 'taken' });
        break;
      case 'start-postcopy':
        if (this.#isOver()) this.#tell({ kind: 'step-failed', step });
        else {
          // One that has stopped its guest for the end of precopy goes that way.
          this.#isPostcopyStarted = this.source.migration === 'active';
          if (this.source.runState === 'running') this.source.runState = 'paused';
          this.#tell({ kind: 'postcopy-started' });
        }
        break;
      case 'run-target':
        if (!this.target.isAlive || this.target.runState === 'inmigrate') {
          this.#tell({ kind: 'step-failed', step });
        } else {
          this.target.runState = 'running';
          this.#tell({ kind: 'target-runs' });
        }
        break;
      case 'cancel-source':
        this.#endTarget();
        this.#cancelSource();
        break;
      case 'keep-source':
      case 'close':
        this.#settle(step);
        break;
    }
  }

  /** Both are recoveries by the driver itself, with both sides that it can still reach. */
  #settle(step: 'keep-source' | 'close'): void {
    // One that it has ended itself is known to be gone.
    const sees = { source: true, target: true };
    for (;;) {
      const decision = this.decide(sees, step === 'close' ? undefined : 'keep');
      if (decision.kind === 'step') {
        this.recover(decision.step, { ...sees });
        continue;
      }
      const wanted = step === 'close' ? 'target' : 'source';
      const isSettled = decision.kind === 'settled' && decision.guest === wanted;
      const ended = step === 'close' ? ({ kind: 'closed' } as const) : ({ kind: 'source-runs' } as const);
      this.#tell(isSettled ? ended : { kind: 'step-failed', step });
      return;
    }
  }

  #isOver(): boolean {
    return ['completed', 'failed', 'cancelled'].includes(this.source.migration);
  }

  #sourceSays(status: string): void {
    this.source.migration = status;
    this.#news.push({ kind: 'source-status', status });
  }

  #targetSays(status: string): void {
    this.target.migration = status;
    this.#news.push({ kind: 'target-status', status });
  }

  #arrive(): void {
    this.target.runState = 'paused';
    this.#isDeviceStateSent = this.#isPostcopyStarted;
    this.#targetSays(this.#isPostcopyStarted ? 'postcopy-active' : 'completed');
  }

  #completeSource(status: string): void {
    this.source.runState = 'postmigrate';
    this.#sourceSays(status);
  }

  /** QEMU lets the guest go on that it has stopped for the migration; in postcopy it no longer can. */
  #failSource(status = 'failed'): void {
    // QEMU 11.1 fails also after the target has run, older ones wait for another connection.
    if (this.source.migration === 'postcopy-active' && !this.isNewQemu) {
      this.#sourceSays('postcopy-paused');
      return;
    }
    if (this.source.migration === 'postcopy-paused') return;
    // It restores what was before it stopped the guest itself.
    if (!this.#isPostcopyStarted || this.#isStoppedByMigration) this.source.runState = 'running';
    this.#sourceSays(status);
  }

  #cancelSource(): void {
    if (this.#isOver()) this.#news.push({ kind: 'source-status', status: this.source.migration });
    else this.#failSource('cancelled');
  }

  #killSource(): void {
    this.isKilled = true;
    this.source.isAlive = false;
    this.#news.push({ kind: 'source-gone' });
    // A target that lacks something ends by itself, but for one in postcopy.
    if (this.target.runState === 'inmigrate') this.#endTarget();
  }

  #endTarget(): void {
    if (!this.target.isAlive) return;
    this.target.isAlive = false;
    this.#news.push({ kind: 'target-gone' });
    if (this.source.isAlive && !this.#isOver()) this.#failSource();
  }
}
