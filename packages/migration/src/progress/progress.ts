import type { QmpResult } from '@kvmkit/qmp-client';

import type { MovePhase } from '../hand-over/hand-over.ts';

/** How far a move is. Numbers are undefined where QEMU does not tell them. */
export interface MoveProgress {
  readonly phase: MovePhase;
  /** The source's own word, which may be one that is not known here (qapi/migration.json @MigrationStatus). */
  readonly status: string;
  readonly transferredBytes: number | undefined;
  readonly remainingBytes: number | undefined;
  readonly totalBytes: number | undefined;
  /** How fast the guest writes to its memory, by the last pass. */
  readonly dirtyBytesPerSecond: number | undefined;
  readonly bytesPerSecond: number | undefined;
  /** Passes over the memory. */
  readonly iterations: number | undefined;
  /** How long the guest would stand still if the switch-over came now. */
  readonly expectedDowntimeMs: number | undefined;
  /** Until the rest has been sent at this rate; undefined also where the guest dirties faster than it is sent. */
  readonly timeLeftMs: number | undefined;
}

type MigrationInfo = QmpResult<'query-migrate'>;

/** Pure: what `query-migrate` says, in our units. */
export function readProgress(phase: MovePhase, info: MigrationInfo): MoveProgress {
  const { ram } = info;
  const pageBytes = ram?.['page-size'] ?? 0;
  const dirtyBytesPerSecond = ram && ram['dirty-pages-rate'] * pageBytes;
  const bytesPerSecond = ram && (ram.mbps * 1e6) / 8;
  return {
    phase,
    status: info.status ?? 'none',
    transferredBytes: ram && Number(ram.transferred),
    remainingBytes: ram?.remaining,
    totalBytes: ram?.total,
    dirtyBytesPerSecond,
    bytesPerSecond,
    iterations: ram?.['dirty-sync-count'],
    expectedDowntimeMs: info['expected-downtime'],
    timeLeftMs: timeLeft(ram?.remaining, (bytesPerSecond ?? 0) - (dirtyBytesPerSecond ?? 0)),
  };
}

function timeLeft(remainingBytes: number | undefined, netBytesPerSecond: number): number | undefined {
  if (remainingBytes === undefined) return undefined;
  if (remainingBytes === 0) return 0;
  return netBytesPerSecond > 0 ? Math.ceil((remainingBytes / netBytesPerSecond) * 1000) : undefined;
}
