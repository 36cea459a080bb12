import { readFile } from 'node:fs/promises';

import { formatQemuVersion, type QemuVersion } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { kvmRunsGuests } from '../probe/accelerator.ts';
import { probeCapabilities } from '../probe/capabilities.ts';
import { readMemory } from './memory.ts';

/** What this host has to give to guests; the names are Ganeti's, the units are in them. */
export interface NodeInfo {
  readonly memoryTotalMiB: number;
  readonly memoryFreeMiB: number;
  /** What the host itself uses. */
  readonly memoryDom0MiB: number;
  readonly cpuTotal: number;
  /** `7.2.22` */
  readonly hvVersion: string;
  readonly hvPackage: string;
  readonly defaultMachineType: string | undefined;
  /** Whether a probe guest has been seen to run under KVM. */
  readonly kvm: boolean;
}

/** Measures this host and asks its QEMU. @throws `QEMU_UNUSABLE` */
export async function getNodeInfo({ cacheDirectory }: HypervisorContext, kvmPath: string): Promise<NodeInfo> {
  const [memory, cpuinfo, capabilities] = await Promise.all([
    readMemory(),
    readFile('/proc/cpuinfo', 'utf8'),
    probeCapabilities(kvmPath, cacheDirectory),
  ]);
  const version: QemuVersion = capabilities.version;
  return {
    ...memory,
    memoryDom0MiB: memory.memoryTotalMiB - memory.memoryFreeMiB,
    cpuTotal: cpuinfo.match(/^processor\s*:/gm)?.length ?? 0,
    hvVersion: formatQemuVersion(version),
    hvPackage: version.package,
    defaultMachineType: capabilities.machineTypes.find(({ isDefault }) => isDefault)?.name,
    kvm: await kvmRunsGuests(kvmPath, cacheDirectory),
  };
}
