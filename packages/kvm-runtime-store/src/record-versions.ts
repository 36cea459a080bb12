import { createHash } from 'node:crypto';

import type { RuntimeRecord } from './runtime-record.ts';

/*
What `conf/NAME.json` held in each version; the next one's upgrader stands below it. A recorded file of every version
is in test/recordings.

  1  the record, and a checksum of it
  2  a revision, which the checksum covers too; the record may hold Ganeti's words
*/

interface Version1 {
  readonly schemaVersion: 1;
  readonly checksum: string;
  readonly record: Pick<RuntimeRecord, 'runtime'>;
}

/** What stands around the record in the file. */
export interface Envelope {
  readonly schemaVersion: typeof schemaVersion;
  /** Another one with each write. */
  readonly revision: string;
  /** `sha256-` and the hex digest of the JSON text of what follows and of the revision. */
  readonly checksum: string;
  readonly record: RuntimeRecord;
}

/** Raised with every change of what is written. */
export const schemaVersion = 2;

/** Every version of it that there was. */
export type AnyEnvelope = Version1 | Envelope;

/** What a file's checksum must be. */
export function checksumOf(envelope: Omit<Envelope, 'checksum'> | Omit<Version1, 'checksum'>): string {
  const covered = envelope.schemaVersion === 1 ? envelope.record : [envelope.revision, envelope.record];
  return `sha256-${createHash('sha256').update(JSON.stringify(covered)).digest('hex')}`;
}

/** Brings an envelope, whose checksum is right, to today's version. */
export function upgradeEnvelope(envelope: AnyEnvelope): Envelope {
  return envelope.schemaVersion === 1 ? from1To2(envelope) : envelope;
}

/** Two files of version 1 that are alike were the same revision. */
function from1To2({ checksum, record }: Version1): Envelope {
  const upgraded = { schemaVersion: 2, revision: checksum, record } as const;
  return { ...upgraded, checksum: checksumOf(upgraded) };
}
