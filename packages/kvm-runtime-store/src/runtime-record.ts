import { createHash } from 'node:crypto';

import type { InstanceRuntime } from '@kvmkit/kvm-cmdline';

import { RecordError } from './errors.ts';

/** What must survive us to find, manage and restart a running guest. */
export interface RuntimeRecord {
  readonly runtime: InstanceRuntime;
}

/** Raised with every change of the record's shape. */
const schemaVersion = 1;

interface Envelope {
  readonly schemaVersion: number;
  /** `sha256-` and the hex digest of the record's JSON text. */
  readonly checksum: string;
  readonly record: RuntimeRecord;
}

/** The text of `conf/NAME.json`. */
export function encodeRecord(record: RuntimeRecord): string {
  const envelope: Envelope = { schemaVersion, checksum: checksumOf(record), record };
  return `${JSON.stringify(envelope, undefined, 2)}\n`;
}

/**
 * Reads the text of `conf/NAME.json`; `path` is only for messages.
 * @throws {RecordError} `RECORD_CORRUPT`, `RECORD_TOO_NEW`
 */
export function decodeRecord(text: string, path: string): RuntimeRecord {
  const envelope = parseEnvelope(text, path);
  if (envelope.schemaVersion > schemaVersion) {
    const reason = `has schema version ${envelope.schemaVersion}, this kvmkit reads up to ${schemaVersion}: use a newer one`;
    throw new RecordError('RECORD_TOO_NEW', path, reason);
  }
  if (envelope.schemaVersion !== schemaVersion) {
    throw new RecordError('RECORD_CORRUPT', path, 'has a schema version that never was');
  }
  if (envelope.checksum !== checksumOf(envelope.record)) {
    throw new RecordError('RECORD_CORRUPT', path, 'its checksum does not match its content');
  }
  return envelope.record;
}

function parseEnvelope(text: string, path: string): Envelope {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RecordError(
      'RECORD_CORRUPT',
      path,
      `is not JSON (${error instanceof Error ? error.message : 'unreadable'})`,
    );
  }
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value) || !('record' in value)) {
    throw new RecordError('RECORD_CORRUPT', path, 'is not a runtime record');
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the checksum, compared next, vouches for the rest
  return value as Envelope;
}

function checksumOf(record: RuntimeRecord): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(record)).digest('hex')}`;
}
