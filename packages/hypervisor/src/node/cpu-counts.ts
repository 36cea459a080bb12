import { readTopology, type Topology } from '@kvmkit/cpu-affinity';

/** How many processors a host has, and how they lie. */
export interface CpuCounts {
  /** Those that are online. */
  readonly cpuTotal: number;
  readonly cpuNodes: number;
  readonly cpuSockets: number;
}

export function countCpus({ sockets, numaNodes }: Topology = readTopology()): CpuCounts {
  return {
    cpuTotal: sockets.flatMap(({ cores }) => cores.flatMap(({ cpus }) => cpus)).length,
    // A kernel without NUMA, and memory that lies apart from all CPUs.
    cpuNodes: Math.max(1, numaNodes.filter(({ cpus }) => cpus.length > 0).length),
    cpuSockets: sockets.length,
  };
}
