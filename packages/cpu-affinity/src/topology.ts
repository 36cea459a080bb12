import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { HostFileError } from './errors.ts';
import { readCpuList } from './host-cpus.ts';

/** The CPUs that share one core: one, or its hyper-threads. */
export interface Core {
  /** Unique within its socket and die only, and with gaps. */
  readonly id: number;
  readonly cpus: readonly number[];
}

export interface Socket {
  readonly id: number;
  readonly cores: readonly Core[];
}

/** CPUs that are near to the same memory; none for a node of memory alone. */
export interface NumaNode {
  readonly id: number;
  readonly cpus: readonly number[];
}

/** The online CPUs of a host, by what they share. */
export interface Topology {
  readonly sockets: readonly Socket[];
  /** Empty on a kernel without NUMA. */
  readonly numaNodes: readonly NumaNode[];
}

export interface TopologyOptions {
  /**
   * Where the kernel's files are.
   * @default '/sys'
   */
  readonly sysfsRoot?: string;
}

export const defaultTopologyOptions: Required<TopologyOptions> = { sysfsRoot: '/sys' };

/**
 * Reads how the host's online CPUs lie in sockets, cores and NUMA nodes, all in ascending order
 * (the kernel's ABI/stable/sysfs-devices-system-cpu and -node).
 * @throws {HostFileError} `HOST_FILE_UNREADABLE`
 */
export function readTopology(options: TopologyOptions = {}): Topology {
  const { sysfsRoot } = { ...defaultTopologyOptions, ...options };
  const devices = join(sysfsRoot, 'devices/system');
  const online = readCpuList(join(devices, 'cpu/online'));
  const bySocket = Map.groupBy(online, (cpu) =>
    readNumber(topologyFile(devices, cpu, 'physical_package_id')),
  );
  const sockets = [...bySocket].map(([id, cpus]) => ({ id, cores: readCores(devices, cpus) }));
  return { sockets: sockets.sort((a, b) => a.id - b.id), numaNodes: readNumaNodes(devices, new Set(online)) };
}

function readCores(devices: string, cpus: readonly number[]): Core[] {
  // By who shares it rather than by core_id, which dies of one socket may number alike.
  const byThreads = Map.groupBy(cpus, (cpu) => {
    // thread_siblings_list is the name before Linux 5.3.
    const path = topologyFile(devices, cpu, 'core_cpus_list');
    const threads = readCpuList(existsSync(path) ? path : topologyFile(devices, cpu, 'thread_siblings_list'));
    return Math.min(cpu, ...threads);
  });
  return [...byThreads.values()].map((threads) => ({
    id: readNumber(topologyFile(devices, threads[0] ?? -1, 'core_id')),
    cpus: threads,
  }));
}

function readNumaNodes(devices: string, online: ReadonlySet<number>): NumaNode[] {
  const folder = join(devices, 'node');
  if (!existsSync(join(folder, 'online'))) return [];
  return readCpuList(join(folder, 'online')).map((id) => ({
    id,
    cpus: readCpuList(join(folder, `node${id}/cpulist`)).filter((cpu) => online.has(cpu)),
  }));
}

function topologyFile(devices: string, cpu: number, name: string): string {
  return join(devices, `cpu/cpu${cpu}/topology`, name);
}

/** -1 where the firmware does not say. */
function readNumber(path: string): number {
  try {
    return Number.parseInt(readFileSync(path, 'latin1'), 10);
  } catch (cause) {
    throw new HostFileError(path, cause);
  }
}
