import type { QmpClient } from '@kvmkit/qmp-client';

import type { GuestPlace } from '../errors.ts';
import type { JournalPort } from '../journal-port.ts';
import { readIncoming, readOutgoing, type Incoming, type Outgoing } from '../moves.ts';
import { answerTimeoutMs } from '../peers.ts';
import { restoreSettings } from '../set-up/apply-settings.ts';
import { cancelMigration, quitQemu } from '../steps/end-migration.ts';
import { runGuest } from '../steps/run-guest.ts';
import { decideRecovery, type Preference, type QemuState, type RecoveryStep } from './decide.ts';

/** One side of a move that nobody drives any more. */
export interface RecoveryPeer {
  /** `'gone'` says that its QEMU has ended for sure: who says so while it still runs can make two of the guest. */
  readonly qmp: QmpClient | 'gone';
  /** Left out where the host's disk is lost as well. */
  readonly journal?: JournalPort | undefined;
}

export interface RecoverOptions {
  /**
   * Which side shall have the guest where either safely could. @default the source before the guest was given away,
   * the target after
   */
  readonly prefer?: Preference | undefined;
}

/** What has become of the guest. */
export type RecoveryOutcome =
  | {
      readonly guest: Exclude<GuestPlace, 'in-doubt'>;
      /** For people. */
      readonly found: string;
      /** What was done, in order; empty where nothing was left to do. */
      readonly steps: readonly RecoveryStep[];
    }
  | {
      readonly guest: 'in-doubt';
      readonly found: string;
      /** For people: what would settle it. */
      readonly advice: string;
      readonly steps: readonly RecoveryStep[];
    };

/** Far more than any recovery takes; one that does not get on is a defect. */
const maxSteps = 20;

/**
 * Settles a move that was cut off, by what the journals and the QEMUs say; a side that can not be reached is
 * `undefined`. Safe to call again, also when an earlier call was cut off: the same steps follow.
 *
 * @throws whatever a monitor or a journal throws; the steps that were done before stay done.
 */
export async function recoverMigration(
  source: RecoveryPeer | undefined,
  target: RecoveryPeer | undefined,
  options: RecoverOptions = {},
): Promise<RecoveryOutcome> {
  const recovery = new Recovery(source, target);
  const steps: RecoveryStep[] = [];
  while (steps.length < maxSteps) {
    const decision = await recovery.decide(options.prefer);
    if (decision.kind === 'settled') return { guest: decision.guest, found: decision.found, steps };
    if (decision.kind === 'in-doubt') {
      return { guest: 'in-doubt', found: decision.found, advice: decision.advice, steps };
    }
    await recovery.perform(decision.step);
    steps.push(decision.step);
  }
  throw new Error(`the recovery does not come to an end: ${steps.join(', ')}`);
}

/** Both sides, and what was last read of them. */
class Recovery {
  readonly #source: RecoveryPeer | undefined;
  #target: RecoveryPeer | undefined;
  #outgoing: Outgoing | undefined;
  #incoming: Incoming | undefined;

  constructor(source: RecoveryPeer | undefined, target: RecoveryPeer | undefined) {
    this.#source = source;
    this.#target = target;
  }

  async decide(prefer: Preference | undefined): Promise<ReturnType<typeof decideRecovery>> {
    const [source, target] = [this.#source, this.#target];
    const [outgoing, incoming, sourceState, targetState] = await Promise.all([
      source?.journal?.read().then(readOutgoing),
      target?.journal?.read().then(readIncoming),
      source && readState(source.qmp),
      target && readState(target.qmp),
    ]);
    this.#outgoing = outgoing;
    this.#incoming = incoming;
    return decideRecovery(
      sourceState && { qemu: sourceState, move: outgoing },
      targetState && { qemu: targetState, move: this.#ofThisMove(incoming, outgoing) },
      prefer,
    );
  }

  async perform(step: RecoveryStep): Promise<void> {
    switch (step) {
      case 'cancel-source': {
        const target = this.#target?.qmp;
        await cancelMigration(this.#live('source'), target === 'gone' ? undefined : target);
        this.#noteTargetGone();
        break;
      }
      case 'quit-target':
        await quitQemu(this.#live('target'));
        this.#noteTargetGone();
        break;
      case 'run-source':
        await runGuest(this.#live('source'));
        break;
      case 'run-target':
        await runGuest(this.#live('target'));
        break;
      case 'keep-back':
        await this.#source?.journal?.append({ kind: 'kept-back', of: this.#outgoing?.token ?? '' });
        break;
      case 'give-away':
        await this.#source?.journal?.append({
          kind: 'given-away',
          of: this.#outgoing?.token ?? '',
          isPostcopy: false,
        });
        break;
      case 'take':
        await this.#target?.journal?.append({
          kind: 'taken',
          of: this.#incoming?.token ?? '',
          isPostcopy: this.#outgoing?.isPostcopy === true,
        });
        break;
      case 'untake':
        await this.#target?.journal?.append({ kind: 'undone', of: this.#incoming?.token ?? '' });
        break;
      case 'undo':
        await this.#write('undone');
        break;
      case 'close':
        await this.#write('done');
        break;
    }
  }

  /** The target's first: the move is over when the source's journal says so. */
  async #write(kind: 'done' | 'undone'): Promise<void> {
    const [outgoing, incoming] = [this.#outgoing, this.#incoming];
    await restore(this.#source?.qmp, outgoing?.before);
    await restore(this.#target?.qmp, incoming?.before);
    const arriving = this.#ofThisMove(incoming, outgoing);
    if (arriving !== undefined && arriving.stage !== 'none' && arriving.stage !== kind) {
      await this.#target?.journal?.append({ kind, of: arriving.token });
    }
    if (outgoing !== undefined && outgoing.token !== '') {
      await this.#source?.journal?.append({ kind, of: outgoing.token });
    }
  }

  /** An entry of another move says nothing about this one. */
  #ofThisMove(incoming: Incoming | undefined, outgoing: Outgoing | undefined): Incoming | undefined {
    if (incoming === undefined || outgoing === undefined) return incoming;
    // One that awaits a move without being told of it takes any.
    if (incoming.move === outgoing.token || incoming.move === '') return incoming;
    return { ...incoming, stage: 'none' };
  }

  #noteTargetGone(): void {
    if (this.#target !== undefined) this.#target = { ...this.#target, qmp: 'gone' };
  }

  #live(side: 'source' | 'target'): QmpClient {
    const qmp = side === 'source' ? this.#source?.qmp : this.#target?.qmp;
    if (qmp === undefined || qmp === 'gone') throw new TypeError(`the ${side} has no monitor`);
    return qmp;
  }
}

async function readState(qmp: QmpClient | 'gone'): Promise<QemuState> {
  if (qmp === 'gone') return 'gone';
  const options = { timeoutMs: answerTimeoutMs };
  const [{ status: runState }, { status: migration = 'none' }] = await Promise.all([
    qmp.execute('query-status', {}, options),
    qmp.execute('query-migrate', {}, options),
  ]);
  return { runState, migration };
}

/** What can not be restored does no harm to the guest, and shall not keep its move from being settled. */
async function restore(qmp: QmpClient | 'gone' | undefined, before: unknown): Promise<void> {
  if (qmp === undefined || qmp === 'gone') return;
  await restoreSettings(qmp, before).catch(() => {});
}
