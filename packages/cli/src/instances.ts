import type { InstanceInfo } from '@kvmkit/hypervisor';

import type { GlobalOptions } from './global-options.ts';
import { onTerminal, printFacts, printJson, printTable } from './output.ts';

export function printInstances(infos: readonly InstanceInfo[], { json }: GlobalOptions): void {
  if (json) {
    printJson(infos);
    return;
  }
  const rows = infos.map((info) => [
    info.name,
    colouredState(info.state),
    String(info.pid ?? '-'),
    `${Math.round(info.memoryMiB)} MiB`,
    String(info.vcpus),
    info.accelerator ?? '-',
    info.machineType,
  ]);
  printTable(['NAME', 'STATE', 'PID', 'MEMORY', 'VCPUS', 'ACCEL', 'MACHINE'], rows);
}

export function printInstance(info: InstanceInfo, { json }: GlobalOptions): void {
  if (json) {
    printJson(info);
    return;
  }
  printFacts([
    ['name', info.name],
    ['uuid', info.uuid],
    ['state', colouredState(info.state)],
    ['pid', String(info.pid ?? '-')],
    ['memory', `${Math.round(info.memoryMiB)} MiB`],
    ['vcpus', String(info.vcpus)],
    ['machine', info.machineType],
    ['accelerator', info.accelerator ?? '-'],
    ['qemu', info.qemuVersion ?? '-'],
  ]);
}

function colouredState(state: string): string {
  if (state === 'running') return onTerminal('green', state);
  if (state === 'stopped') return onTerminal('gray', state);
  return onTerminal('yellow', state);
}
