import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printFacts, printJson } from '../output.ts';

interface NodeInfoOptions extends GlobalOptions {
  readonly 'kvm-path'?: string;
}

export async function nodeInfo({ 'kvm-path': kvmPath, ...globals }: NodeInfoOptions): Promise<void> {
  const node = await hypervisorOf(globals).getNodeInfo(kvmPath === undefined ? {} : { kvmPath });
  if (globals.json) {
    printJson(node);
    return;
  }
  printFacts([
    ['memory', `${node.memoryTotalMiB} MiB, ${node.memoryFreeMiB} MiB free`],
    ['processors', `${node.cpuTotal} (sockets: ${node.cpuSockets}, NUMA nodes: ${node.cpuNodes})`],
    ['qemu', `${node.hvVersion} (${node.hvPackage})`],
    ['default machine', node.defaultMachineType ?? '-'],
    ['kvm', node.kvm ? 'a guest was seen to run' : 'no guest runs under it'],
  ]);
}
