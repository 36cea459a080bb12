// @boundaries-ignore of the same module as the facade
import type { InstanceInfo } from '../../../../packages/hypervisor/src/inspect/instance-info.ts';

/** Name, pid, memory in MiB, vCPUs, whether its user has shut it down, times. */
export type InstanceTuple = readonly [
  name: string,
  pid: number,
  memoryMiB: number,
  vcpus: number,
  isShutDown: 0 | 1,
  times: number,
];

/**
 * What kvmkit knows of an instance, as Ganeti says it: of one that does not run only that its user has shut it down,
 * else nothing. @param pidOf what the cases call a process.
 */
export function instanceTuple(
  { name, state, pid, memoryMiB = 0, vcpus = 0 }: InstanceInfo,
  pidOf: (pid: number) => number,
): InstanceTuple | undefined {
  if (state === 'user-shutdown') return [name, -1, 0, 0, 1, 0];
  return pid === undefined ? undefined : [name, pidOf(pid), memoryMiB, vcpus, 0, 0];
}
