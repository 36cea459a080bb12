export { migrate } from './migrate.ts';
export type { MigrationHandle, MoveEnd, MoveResult } from './handle.ts';
export type { MigrateOptions, MoveLimits, Route } from './options.ts';
export type { MoveProgress } from './progress/progress.ts';
export type { MovePhase } from './hand-over/hand-over.ts';

/** A move of which each side is driven by a program of its own. */
export {
  awaitMove,
  giveAway,
  keep,
  sendMove,
  take,
  type EndingPeer,
  type OneSidedOptions,
} from './one-side.ts';

export {
  recoverMigration,
  type RecoverOptions,
  type RecoveryOutcome,
  type RecoveryPeer,
} from './recovery/recover.ts';
export type { Preference, RecoveryStep } from './recovery/decide.ts';

/** What a peer's `qmp` is, and the way to one: this package can be used alone. */
export { connectQmp, type QmpClient } from '@kvmkit/qmp-client';

/** What a journal says of the last move out, and in. */
export { readIncoming, readOutgoing, type Incoming, type Outgoing } from './moves.ts';

export type { MigrationPeer, Side } from './peers.ts';
export type { JournalFacts, JournalPort, JsonValue } from './journal-port.ts';

export { MigrationError, type GuestPlace, type MigrationErrorCode } from './errors.ts';
