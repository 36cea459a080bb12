import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

import { openHypervisor, type InstanceSpecInput, type KvmHypervisor } from '../../src/index.ts';
import { images, untilText, type Lab } from './lab.ts';

export interface LinuxGuest {
  readonly hypervisor: KvmHypervisor;
  /** What the script of NICs was called with. */
  readonly nics: () => Promise<string>;
  readonly serial: Duplex;
  readonly pid: number;
}

/** Starts the Linux guest without a disk, and waits until it takes commands. */
export async function startedLinux(lab: Lab, hvparams: InstanceSpecInput['hvparams']): Promise<LinuxGuest> {
  const log = join(lab.folder, 'nics');
  const nicScript = join(lab.folder, 'nic-script');
  await writeFile(nicScript, `#!/bin/sh\necho "$ACTION $1" >>${log}\n`, { mode: 0o755 });
  const hypervisor = openHypervisor({ root: lab.root, nicScript });
  const tiny = await lab.tiny('one', {
    kernel_path: join(images, 'linux/vmlinux'),
    initrd_path: join(images, 'linux/initrd'),
    root_path: '',
    kernel_args:
      'quiet panic=-1 nokaslr mitigations=off noreplace-smp no_timer_check tsc=reliable lpj=4000000 random.trust_cpu=on',
    vhost_net: false,
    ...hvparams,
  });
  const specification = { ...tiny, beparams: { maxmem: 128 }, disks: [] };
  const { pid } = await hypervisor.startInstance(specification, { startupPaused: true });
  const serial = await hypervisor.openConsole('one');
  await hypervisor.resumeInstance('one');
  await untilText(serial, 'GUEST-READY', 30_000);
  return { hypervisor, nics: () => readFile(log, 'utf8'), serial, pid };
}

/** Runs a command in the guest and waits for what it prints. */
export async function guestSays(serial: Duplex, command: string, text: string): Promise<void> {
  serial.write(`${command}\n`);
  await untilText(serial, text, 20_000);
}
