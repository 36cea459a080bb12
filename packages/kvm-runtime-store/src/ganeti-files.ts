import { createHash } from 'node:crypto';
import { networkInterfaces } from 'node:os';

import { resolveDisplayAddress, SpecificationError } from '@kvmkit/kvm-cmdline/ganeti';

import { GanetiRuntimeError } from './errors.ts';
import { exportGanetiRuntime, importGanetiRuntime, type GanetiExportOptions } from './ganeti-records.ts';
import type { RevisedRecord, RuntimeRecord } from './runtime-record.ts';

/** What stands in `conf/NAME.runtime`. @throws {GanetiRuntimeError} `GANETI_RUNTIME_INVALID` */
export function importGanetiFile(name: string, text: string): RevisedRecord {
  const record = importGanetiRuntime(text);
  const found = record.runtime.instance.name;
  if (found !== name) throw new GanetiRuntimeError('kvm_cmd -name', found, name);
  return { record, revision: `ganeti-${createHash('sha256').update(text).digest('hex')}` };
}

/** What shall stand in `conf/NAME.runtime` below a root of this host. */
export function ganetiTextOf(record: RuntimeRecord, root: string): string {
  return exportGanetiRuntime(record, { root, display: displayOf(record) });
}

/** A display that is bound to an interface which is not there any more is left out, rather than the file. */
function displayOf({ runtime }: RuntimeRecord): GanetiExportOptions['display'] {
  const interfaces = Object.entries(networkInterfaces()).map(([name, addresses = []]) => {
    const of = (family: string): string[] =>
      addresses.filter((one) => one.family === family).map(({ address }) => address);
    return [name, { ipv4: of('IPv4'), ipv6: of('IPv6') }] as const;
  });
  try {
    return resolveDisplayAddress(runtime.instance.hvparams, Object.fromEntries(interfaces));
  } catch (error) {
    if (error instanceof SpecificationError) return undefined;
    throw error;
  }
}
