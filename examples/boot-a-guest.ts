import { createInterface } from 'node:readline';

import { openHypervisor } from '@kvmkit/hypervisor';

const hypervisor = openHypervisor();
const images = `${import.meta.dirname}/instances/images/linux`;
const name = 'hello';
const uuid = '0b6a3f5e-3c1d-4a53-9a0f-5f1f6ad0c7e1';
const boot = { kernel_path: `${images}/vmlinux`, initrd_path: `${images}/initrd` };
const hvparams = { ...boot, root_path: '', kernel_args: 'rdinit=/init panic=-1 loglevel=6' };

await hypervisor.startInstance({ name, uuid, hvparams }, { startupPaused: true });
const serial = await hypervisor.openConsole(name); // joined before the guest runs: no line is missed
await hypervisor.resumeInstance(name);
for await (const line of createInterface({ input: serial })) {
  console.log(line);
  if (line.startsWith('GUEST-READY')) break;
}
console.log(await hypervisor.getInstanceInfo(name));
console.log(await hypervisor.stopInstance(name, { timeoutMs: 20_000 }));
