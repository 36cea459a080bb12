import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printInstance } from '../instances.ts';
import { Refusal } from '../refusal.ts';

export interface InfoOptions extends GlobalOptions {
  readonly agent?: boolean;
}

export async function info({ agent = false, ...globals }: InfoOptions, name: string): Promise<void> {
  const hypervisor = hypervisorOf(globals);
  const found = await hypervisor.getInstanceInfo(name);
  if (found === undefined) throw new Refusal(`no instance ${name} in ${hypervisor.root}`);
  const guest = agent ? await hypervisor.getGuestInfo(name) : undefined;
  printInstance(found, globals, guest);
}
