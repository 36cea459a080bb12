import type { MoveLimits } from './options.ts';
import type { MoveProgress } from './progress/progress.ts';

/** What a move took. */
export interface MoveResult {
  /** From the command to the source until all was sent, in milliseconds, by QEMU. */
  readonly totalMs: number | undefined;
  /** How long the guest stood still by QEMU's count, without the hand-over, in milliseconds. */
  readonly downtimeMs: number | undefined;
  /** From the source's `completed` until the target was seen to run the guest, in milliseconds. */
  readonly handOverMs: number;
  readonly transferredBytes: number | undefined;
  readonly iterations: number | undefined;
  /** Whether it was finished by postcopy. */
  readonly isPostcopy: boolean;
}

/** How a move ended; `failed` and `cancelled` leave the guest with the source. */
export type MoveEnd = 'done' | 'failed' | 'cancelled' | 'in-doubt';

/** A move under way. It goes on whether or not anybody looks at it. */
export interface MigrationHandle {
  /**
   * Resolves when the target has the guest and both journals say so.
   *
   * @throws MigrationError by its code; its message says which side, what was found and who has the guest.
   */
  readonly result: Promise<MoveResult>;

  /**
   * How far it is: now, at each change, and each `intervalMs` between; ends with the move, and does not throw if that
   * fails. Any number of loops may look on.
   */
  progress(options?: { readonly intervalMs?: number | undefined }): AsyncIterable<MoveProgress>;

  /** Lets the source have its guest, unless it has been given away by then; resolves with how the move ended. */
  cancel(): Promise<MoveEnd>;

  /** Changes limits while it runs. @throws MigrationError (`PARAMETER_REFUSED`) and the old ones hold. */
  limit(limits: MoveLimits): Promise<void>;

  /** Lets the target run the guest before all memory is there, as `postcopy: 'on-request'` allows. */
  startPostcopy(): void;
}
