import type { GuestPlace } from '../errors.ts';
import type { Incoming, Outgoing } from '../moves.ts';

/*
What is to be done about a move that nobody drives any more, one step at a time: after each step everything is looked
at anew, so that whoever dies in between is followed by another who comes to the same end.

  source's journal      what is done
  none                  nothing: no move was begun
  begun, kept-back      cancel it, quit the target, run the source     (`give`, all arrived: give-away, and then as below)
  given-away            take, run the target, close        (target gone or quit before it has taken: keep-back, as above;
                        a switch to postcopy that failed: untake, and then so)
  done, undone          nothing

Nothing is decided about a side that was not asked: the guest stays in doubt where that could make two.
*/

/** What a QEMU says, or that it is known to have ended. */
export type QemuState =
  | 'gone'
  | {
      /** qapi/run-state.json @RunState */
      readonly runState: string;
      /** qapi/migration.json @MigrationStatus; `none` where there was no migration. */
      readonly migration: string;
    };

export interface SourceFacts {
  readonly qemu: QemuState;
  /** Undefined where the journal can not be read: its host is lost. */
  readonly move: Outgoing | undefined;
}

export interface TargetFacts {
  readonly qemu: QemuState;
  readonly move: Incoming | undefined;
}

/** Which side shall have the guest where either could. */
export type Preference = 'keep' | 'give';

export type RecoveryStep =
  | 'cancel-source'
  | 'quit-target'
  | 'keep-back'
  | 'run-source'
  | 'undo'
  | 'give-away'
  | 'take'
  | 'untake'
  | 'run-target'
  | 'close';

export type Decision =
  | { readonly kind: 'step'; readonly step: RecoveryStep }
  | { readonly kind: 'settled'; readonly guest: Exclude<GuestPlace, 'in-doubt'>; readonly found: string }
  | { readonly kind: 'in-doubt'; readonly found: string; readonly advice: string };

/** The next step; `undefined` is a side that can not be reached. */
export function decideRecovery(
  source: SourceFacts | undefined,
  target: TargetFacts | undefined,
  prefer: Preference | undefined,
): Decision {
  if (source?.move === undefined) return decideByTarget(target, source?.qemu);
  const { move, qemu } = source;
  switch (move.stage) {
    case 'none':
      return settled('source', 'no move was begun');
    case 'done':
      return settled('target', 'the move is over');
    case 'undone':
      return settled('source', 'the move was undone');
    case 'begun':
    case 'kept-back':
      return isRunning(target?.qemu)
        ? inDoubt('the target runs without having taken the guest', 'stop one of the two by hand')
        : decideBegun({ move, qemu }, target, prefer);
    case 'given-away':
      return decideGivenAway({ move, qemu }, target, prefer);
  }
}

function decideBegun(
  { move, qemu }: { readonly move: Outgoing; readonly qemu: QemuState },
  target: TargetFacts | undefined,
  prefer: Preference | undefined,
): Decision {
  const canGive = move.stage === 'begun' && hasArrived(target);
  if (qemu === 'gone') {
    if (canGive && prefer === 'give') return step('give-away');
    if (canGive) {
      return inDoubt(
        'the source’s QEMU is gone, and the target has all of the guest’s memory as it was when it arrived',
        'give, if the source has not run on after that',
      );
    }
    if (target !== undefined && target.qemu !== 'gone') return step('quit-target');
    return settled('lost', 'the source’s QEMU is gone, and nobody else has the guest');
  }
  if (canGive && prefer === 'give' && qemu.migration === 'completed' && qemu.runState === 'postmigrate') {
    return step('give-away');
  }
  if (isUnderWay(qemu.migration)) return step('cancel-source');
  if (target !== undefined && target.qemu !== 'gone') return step('quit-target');
  if (move.wasRunning && canRun(qemu.runState)) return step('run-source');
  return step('undo');
}

function decideGivenAway(
  { move, qemu }: { readonly move: Outgoing; readonly qemu: QemuState },
  target: TargetFacts | undefined,
  prefer: Preference | undefined,
): Decision {
  if (isRunning(qemu)) return decideTakenBackByQemu(move, target);
  if (target === undefined) {
    return inDoubt(
      'the guest was given away, and the target can not be asked',
      'reach the target and recover both, or make sure that its QEMU is gone and say so',
    );
  }
  const stage = target.move?.stage;
  if (stage === 'done') return step('close');
  if (target.qemu === 'gone') return decideWithoutTarget(qemu, stage, prefer);
  if (isRunning(target.qemu)) {
    if (stage !== 'taken') return step('take');
    return qemu !== 'gone' && qemu.migration.startsWith('postcopy')
      ? inDoubt(
          `the source is ${qemu.migration}, and the target runs while the rest of its memory arrives`,
          'leave both QEMUs alone, and recover again when the source has completed',
        )
      : step('close');
  }
  if (stage === 'undone') return step('quit-target');
  const isUntaken = stage === 'none' || stage === 'begun';
  if (!isUntaken && move.isPostcopy && qemu !== 'gone' && hasFailed(qemu.migration)) return step('untake');
  if (target.qemu.runState === 'inmigrate') return decideBeforeArrival(qemu, target.qemu, isUntaken);
  if (isUntaken && prefer === 'keep' && qemu !== 'gone') return step('quit-target');
  if (isUntaken) return step('take');
  return step(move.wasRunning && canRun(target.qemu.runState) ? 'run-target' : 'close');
}

/** After a switch to postcopy that failed QEMU lets the source run again by itself (migration/migration.c postcopy_start). */
function decideTakenBackByQemu(move: Outgoing, target: TargetFacts | undefined): Decision {
  if (isRunning(target?.qemu)) {
    return inDoubt('both QEMUs run the guest', 'stop one of the two by hand, at once');
  }
  if (target === undefined && !move.isPostcopy) {
    return inDoubt('the guest was given away, and the source runs it', 'reach the target and recover both');
  }
  return target !== undefined && target.qemu !== 'gone' ? step('quit-target') : step('keep-back');
}

function decideWithoutTarget(
  qemu: QemuState,
  stage: Incoming['stage'] | undefined,
  prefer: Preference | undefined,
): Decision {
  if (qemu === 'gone') return settled('lost', 'both QEMUs are gone');
  if (stage === 'none' || stage === 'begun' || stage === 'undone') return step('keep-back');
  if (stage === undefined && prefer === 'keep') return step('keep-back');
  if (stage === undefined) {
    return inDoubt(
      'the guest was given away, the target’s QEMU is gone, and its journal can not be read',
      'keep, if the target never ran it; the source has its memory as it was given away',
    );
  }
  return settled('lost', 'the target had taken the guest, and its QEMU is gone');
}

function decideBeforeArrival(
  qemu: QemuState,
  target: Exclude<QemuState, 'gone'>,
  isUntaken: boolean,
): Decision {
  if (qemu === 'gone') return settled('lost', 'the source’s QEMU is gone, and the target lacks its memory');
  return qemu.migration.startsWith('postcopy') || qemu.migration === 'completed'
    ? inDoubt(
        `the source is ${qemu.migration}, and the target still ${target.runState}`,
        'recover again when the target has arrived',
      )
    : step(isUntaken ? (isUnderWay(qemu.migration) ? 'cancel-source' : 'quit-target') : 'untake');
}

function decideByTarget(target: TargetFacts | undefined, source: QemuState | undefined): Decision {
  if (target?.move === undefined) {
    return inDoubt('no journal can be read', 'reach the source, or the target');
  }
  const { move, qemu } = target;
  if (move.stage === 'none') return settled('source', 'no move was begun');
  if (move.stage === 'undone') return settled('source', 'the move was undone');
  if (move.stage === 'done') return settled('target', 'the move is over');
  if (move.stage === 'begun') {
    return inDoubt(
      'only the source’s journal knows who may run the guest',
      'reach the source and recover both',
    );
  }
  if (qemu === 'gone') {
    return settled('lost', 'the target had taken the guest, and its QEMU is gone');
  }
  if (isRunning(qemu)) return step('close');
  if (qemu.runState === 'inmigrate' || (move.isPostcopy && source !== 'gone')) {
    return inDoubt('the guest has not arrived for sure', 'reach the source and recover both');
  }
  return step(move.wasRunning && canRun(qemu.runState) ? 'run-target' : 'close');
}

/** The target is loaded, and frozen as `-S` keeps it. */
function hasArrived(target: TargetFacts | undefined): boolean {
  return (
    target !== undefined &&
    target.qemu !== 'gone' &&
    target.qemu.migration === 'completed' &&
    target.qemu.runState !== 'inmigrate'
  );
}

function isRunning(qemu: QemuState | undefined): boolean {
  return qemu !== undefined && qemu !== 'gone' && qemu.runState === 'running';
}

function hasFailed(migration: string): boolean {
  return migration === 'failed' || migration === 'cancelled';
}

/** Neither not begun nor over. */
function isUnderWay(migration: string): boolean {
  return !['none', 'completed'].includes(migration) && !hasFailed(migration);
}

/** The states out of which `cont` lets a guest go on that a migration has stopped; not those of a guest that has ended. */
function canRun(runState: string): boolean {
  return ['paused', 'postmigrate', 'finish-migrate', 'prelaunch'].includes(runState);
}

function step(next: RecoveryStep): Decision {
  return { kind: 'step', step: next };
}

function settled(guest: Exclude<GuestPlace, 'in-doubt'>, found: string): Decision {
  return { kind: 'settled', guest, found };
}

function inDoubt(found: string, advice: string): Decision {
  return { kind: 'in-doubt', found, advice };
}
