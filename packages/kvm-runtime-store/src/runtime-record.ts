import type { InstanceRuntime } from '@kvmkit/kvm-cmdline';

import { RecordError } from './errors.ts';
import { checksumOf, schemaVersion, upgradeEnvelope, type AnyEnvelope } from './record-versions.ts';
import { parseStrictJson } from './strict-json.ts';

/** What must survive us to find, manage and restart a running guest. */
export interface RuntimeRecord {
  readonly runtime: InstanceRuntime;
  /** Ganeti's runtime file of the same, for an instance that Ganeti knows: it says more of disks than `runtime`. */
  readonly ganeti?: string;
}

/** A record, and which of all that were written under its name it is. */
export interface RevisedRecord {
  readonly record: RuntimeRecord;
  /** Never given to another write. */
  readonly revision: string;
}

/** The text of `conf/NAME.json`. */
export function encodeRecord({ record, revision }: RevisedRecord): string {
  const checksum = checksumOf({ schemaVersion, revision, record });
  return `${JSON.stringify({ schemaVersion, revision, checksum, record }, undefined, 2)}\n`;
}

/**
 * Reads the text of `conf/NAME.json`; `path` is only for messages.
 * @throws {RecordError} `RECORD_CORRUPT`, also where it is another instance's; `RECORD_TOO_NEW`
 */
export function decodeRecord(
  text: string,
  { name, path }: { readonly name: string; readonly path: string },
): RevisedRecord {
  const { record, revision } = upgradeEnvelope(parseEnvelope(text, path));
  const found = record.runtime.instance.name;
  if (found !== name) {
    throw new RecordError('RECORD_CORRUPT', path, `is of the instance ${found}, expected ${name}`);
  }
  return { record, revision };
}

function parseEnvelope(text: string, path: string): AnyEnvelope {
  const value = parseJson(text, path);
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value) || !('record' in value)) {
    throw new RecordError('RECORD_CORRUPT', path, 'is not a runtime record');
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the checksum, compared below, vouches for the rest
  const envelope = value as AnyEnvelope;
  const version: number = envelope.schemaVersion;
  if (version > schemaVersion) {
    const reason = `has schema version ${version}, this kvmkit reads up to ${schemaVersion}: use a newer one`;
    throw new RecordError('RECORD_TOO_NEW', path, reason);
  }
  if (version !== 1 && version !== 2) {
    throw new RecordError('RECORD_CORRUPT', path, 'has a schema version that never was');
  }
  if (envelope.checksum !== checksumOf(envelope)) {
    throw new RecordError('RECORD_CORRUPT', path, 'its checksum does not match its content');
  }
  return envelope;
}

function parseJson(text: string, path: string): unknown {
  try {
    return parseStrictJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    throw new RecordError('RECORD_CORRUPT', path, `is not JSON as it is written here (${reason})`);
  }
}
