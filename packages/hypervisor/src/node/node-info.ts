import { formatQemuVersion } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import type { GivenParameters } from '../parameters/check-parameters.ts';
import { kvmPathOf, type KvmPathOption } from './kvm-path.ts';

/** What Ganeti's GetNodeInfo tells, under its names; memory in MiB. */
interface GanetiNodeInfo {
  readonly memory_total: number;
  readonly memory_free: number;
  readonly memory_dom0: number;
  readonly cpu_total: number;
  /** As they lie; Ganeti says 1 of either, whatever there is. */
  readonly cpu_nodes: number;
  readonly cpu_sockets: number;
  /** A host under KVM may use all of them itself. */
  readonly cpu_dom0: number;
  readonly hv_version: readonly [major: number, minor: number, revision: number];
}

/** What this host has to give to guests; the units are in the names that are not Ganeti's. */
export interface NodeInfo extends GanetiNodeInfo {
  readonly memoryTotalMiB: number;
  readonly memoryFreeMiB: number;
  /** What the host itself uses. */
  readonly memoryDom0MiB: number;
  readonly cpuTotal: number;
  /** NUMA nodes that have CPUs; 1 where the kernel knows none. */
  readonly cpuNodes: number;
  readonly cpuSockets: number;
  /** `7.2.22` */
  readonly hvVersion: string;
  readonly hvPackage: string;
  readonly defaultMachineType: string | undefined;
  /** Whether a probe guest has been seen to run under KVM. */
  readonly kvm: boolean;
}

/** Measures this host and asks its QEMU. @throws `QEMU_UNUSABLE` */
export async function getNodeInfo(
  { host }: HypervisorContext,
  hvparams: GivenParameters & KvmPathOption,
): Promise<NodeInfo> {
  const kvmPath = kvmPathOf(hvparams);
  const [memory, cpus, { version, machineTypes }] = await Promise.all([
    host.memory(),
    host.cpuCounts(),
    host.capabilities(kvmPath),
  ]);
  const { memoryTotalMiB, memoryFreeMiB } = memory;
  const memoryDom0MiB = memoryTotalMiB - memoryFreeMiB;
  return {
    ...memory,
    memoryDom0MiB,
    ...cpus,
    hvVersion: formatQemuVersion(version),
    hvPackage: version.package,
    defaultMachineType: machineTypes.find(({ isDefault }) => isDefault)?.name,
    kvm: (await host.accelerator({ kvm_flag: '', kvm_path: kvmPath })) === 'kvm',
    memory_total: memoryTotalMiB,
    memory_free: memoryFreeMiB,
    memory_dom0: memoryDom0MiB,
    cpu_total: cpus.cpuTotal,
    cpu_nodes: cpus.cpuNodes,
    cpu_sockets: cpus.cpuSockets,
    cpu_dom0: cpus.cpuTotal,
    hv_version: [version.major, version.minor, version.micro],
  };
}
