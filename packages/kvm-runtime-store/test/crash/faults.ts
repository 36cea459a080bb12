import { constants } from 'node:os';

import type { Call } from './fork-protocol.ts';

/** What happens before one call: the process is killed, or the kernel answers with an error. */
export const faults = {
  SIGKILL: 0,
  ENOSPC: constants.errno.ENOSPC,
  EIO: constants.errno.EIO,
  EROFS: constants.errno.EROFS,
  EDQUOT: constants.errno.EDQUOT,
} as const;

export type Fault = keyof typeof faults;

/** Everywhere a process may die; but a lock does not depend on a disk, and a close closes whatever it answers. */
export function canHit(fault: Fault, { name }: Call): boolean {
  return fault === 'SIGKILL' || (name !== 'lock' && name !== 'close');
}

/** A run of an operation with one fault. */
export interface Plan {
  readonly operation: string;
  /** The number of the call, from 1 on. */
  readonly at: number;
  readonly fault: Fault;
  /** The length of the new record, about. */
  readonly lengthBytes: number;
  /** A writer that was killed before has left a draft. */
  readonly foundDraft: boolean;
}
