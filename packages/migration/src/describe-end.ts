import { MigrationError } from './errors.ts';
import type { HandOver } from './hand-over/hand-over.ts';

/** What is known of why a move did not come to its end. */
export interface Trouble {
  /** Our own: a step that was refused, a journal that could not be written. */
  readonly error?: unknown;
  /** QEMU's words, of the source and of the target. */
  readonly source?: string | undefined;
  readonly target?: string | undefined;
  readonly isTargetGone?: boolean | undefined;
}

/** Pure: the error of a move that is over and not done. */
export function describeEnd(state: HandOver, trouble: Trouble): MigrationError {
  const cause = trouble.error;
  if (state.phase === 'cancelled') {
    return new MigrationError('MIGRATION_CANCELLED', 'the move was cancelled; the source has its guest', {
      guest: 'source',
    });
  }
  const found = [
    ...(trouble.source === undefined ? [] : [`the source says "${trouble.source}"`]),
    ...(trouble.target === undefined ? [] : [`the target says "${trouble.target}"`]),
    ...(trouble.isTargetGone === true || state.isTargetGone ? ['the target’s monitor closed'] : []),
    ...(state.isSourceGone ? ['the source’s monitor closed'] : []),
    ...(cause instanceof Error ? [cause.message] : []),
  ].join('; ');
  const side =
    trouble.isTargetGone === true || state.isTargetGone || trouble.target !== undefined ? 'target' : 'source';
  const facts = { side, desc: trouble.target ?? trouble.source, cause } as const;
  if (state.phase === 'failed') {
    return new MigrationError('MIGRATION_FAILED', `the move failed: ${found}; the source has its guest`, {
      ...facts,
      guest: 'source',
    });
  }
  return new MigrationError(
    'MIGRATION_IN_DOUBT',
    `the move was cut off (source ${state.sourceStatus}, target ${state.targetStatus}): ${found}; at most one QEMU was told to run the guest; recoverMigration, given both sides, settles which`,
    { ...facts, guest: 'in-doubt' },
  );
}
