import type { RuntimeRecord } from '@kvmkit/kvm-runtime-store';
import { decodeRecord, encodeRecord } from '@kvmkit/kvm-runtime-store/run';

import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';

/**
 * What the host that a guest moves to has to know of it: its record, as text.
 * @throws `INSTANCE_UNKNOWN`
 */
export async function migrationInfo({ store }: HypervisorContext, instance: InstanceOrName): Promise<string> {
  const name = nameOf(instance);
  const found = await store.readRevision(name);
  if (found !== undefined) return encodeRecord(found);
  const message = `${name} has no record in ${store.root}, which would say what machine it is`;
  throw new InstanceError('INSTANCE_UNKNOWN', name, message);
}

/**
 * Reads what {@link migrationInfo} gave on the other host, or what Ganeti's did: its runtime as JSON.
 * @throws {RecordError} `RECORD_CORRUPT`, `RECORD_TOO_NEW`; {@link GanetiRuntimeError} `GANETI_RUNTIME_INVALID`
 */
export async function readMigrationInfo(name: string, info: string): Promise<RuntimeRecord> {
  if (!info.trimStart().startsWith('['))
    return decodeRecord(info, { name, path: 'what the source has sent' }).record;
  const { importGanetiRuntime } = await import('@kvmkit/kvm-runtime-store');
  return importGanetiRuntime(info);
}
