import type { Side } from './peers.ts';

/*
MigrationError   MIGRATION_FAILED      QEMU gave up, or a step was refused; the source has the guest
                 MIGRATION_CANCELLED   cancel() was called in time; the source has the guest
                 MIGRATION_IN_DOUBT    nobody runs it until somebody looks: recoverMigration, with the facts in the message
                 CAPABILITY_MISSING    a QEMU lacks, or refuses, something that was asked for; nothing was changed
                 PARAMETER_REFUSED     a QEMU refuses a value; nothing was moved
                 SOURCE_NOT_READY      the source is migrating already, or has no guest that can be moved
                 TARGET_NOT_WAITING    the target was not started with `-incoming defer`, or has begun already
*/
export type MigrationErrorCode =
  | 'MIGRATION_FAILED'
  | 'MIGRATION_CANCELLED'
  | 'MIGRATION_IN_DOUBT'
  | 'CAPABILITY_MISSING'
  | 'PARAMETER_REFUSED'
  | 'SOURCE_NOT_READY'
  | 'TARGET_NOT_WAITING';

/** Who has the guest now: the side that runs it (or has it paused, if it was), nobody that is known, or nobody for ever. */
export type GuestPlace = Side | 'in-doubt' | 'lost';

/** Every error of this package. The message says which side, what was found and what state is left. */
export class MigrationError extends Error {
  static {
    this.prototype.name = 'MigrationError';
  }
  readonly code: MigrationErrorCode;
  /** The QEMU in which the trouble was found; undefined where it is in neither, as for a cancellation. */
  readonly side: Side | undefined;
  /** QEMU's own words, as far as there are any; it may change them. */
  readonly desc: string | undefined;
  readonly guest: GuestPlace;

  constructor(
    code: MigrationErrorCode,
    message: string,
    facts: {
      readonly side?: Side | undefined;
      readonly desc?: string | undefined;
      readonly guest: GuestPlace;
      readonly cause?: unknown;
    },
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.side = facts.side;
    this.desc = facts.desc;
    this.guest = facts.guest;
  }
}
