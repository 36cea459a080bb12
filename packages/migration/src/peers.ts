import type { QmpClient } from '@kvmkit/qmp-client';

import type { JournalPort } from './journal-port.ts';

/** One QEMU, and what its host remembers about it. */
export interface MigrationPeer {
  /** Used by the move alone until its result is there: it waits for events on it. It stays the caller's to close. */
  readonly qmp: QmpClient;
  readonly journal: JournalPort;
}

/** Where a guest is, or which QEMU is meant. */
export type Side = 'source' | 'target';

/** How long a QEMU may take to answer one command; it answers in microseconds unless its main loop is stuck. */
export const answerTimeoutMs = 10_000;
