import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';

export function memoryArguments({ beparams }: InstanceSpec): Argument[] {
  return [argument('-m', String(beparams.maxmem), 'beparams.maxmem')];
}

/** Memory in files of a directory, all of it at once: huge pages that run out later would kill the guest. */
export function memoryPathArguments({ hvparams }: InstanceSpec): Argument[] {
  if (hvparams.mem_path === '') return [];
  const origin = 'hvparams.mem_path';
  return [argument('-mem-path', hvparams.mem_path, origin), argument('-mem-prealloc', undefined, origin)];
}

/**
 * Every guest has a balloon, also one whose memory stays as it is: it tells how much of it is in use. QEMU before
 * `-device` (0.12) has an option for it, and before that none.
 */
export function balloonArguments({ commandLineOptions }: QemuCapabilities): Argument[] {
  if ('device' in commandLineOptions) return [argument('-device', 'virtio-balloon', 'balloon')];
  return 'balloon' in commandLineOptions ? [argument('-balloon', 'virtio', 'balloon')] : [];
}
