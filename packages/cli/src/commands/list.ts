import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';

export async function list(globals: GlobalOptions): Promise<void> {
  const hypervisor = hypervisorOf(globals);
  const infos = await hypervisor.getAllInstancesInfo();
  if (infos.length === 0) {
    if (globals.json) process.stdout.write('[]\n');
    else process.stderr.write(`no instances in ${hypervisor.root}\n`);
    return;
  }
  const { printInstances } = await import('../instances.ts');
  printInstances(infos, globals);
}
