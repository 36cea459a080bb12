import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printInstance } from '../instances.ts';
import { Refusal } from '../refusal.ts';

export async function info(globals: GlobalOptions, name: string): Promise<void> {
  const hypervisor = hypervisorOf(globals);
  const found = await hypervisor.getInstanceInfo(name);
  if (found === undefined) throw new Refusal(`no instance ${name} in ${hypervisor.root}`);
  printInstance(found, globals);
}
