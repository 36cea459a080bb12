import { hypervisorOf } from '../hypervisor.ts';
import { printFacts, printJson } from '../output.ts';
import type { GlobalOptions } from '../program.ts';

export async function nodeInfo(globals: GlobalOptions, options: { kvmPath?: string }): Promise<void> {
  const node = await hypervisorOf(globals).getNodeInfo(options);
  if (globals.json) {
    printJson(node);
    return;
  }
  printFacts([
    ['memory', `${node.memoryTotalMiB} MiB, ${node.memoryFreeMiB} MiB free`],
    ['processors', String(node.cpuTotal)],
    ['qemu', `${node.hvVersion} (${node.hvPackage})`],
    ['default machine', node.defaultMachineType ?? '-'],
    ['kvm', node.kvm ? 'a guest was seen to run' : 'no guest runs under it'],
  ]);
}
