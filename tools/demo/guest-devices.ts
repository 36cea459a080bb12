import { existsSync } from 'node:fs';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Stage } from './stage.ts';

const repository = resolve(import.meta.dirname, '../..');
const images = resolve(repository, 'examples/instances/images');
const folder = '.cache/demo';
/** Of a network that is for documentation only (RFC 5737). */
const address = '198.51.100.7';
const mac = 'aa:00:00:35:d8:01';

/**
 * A Linux guest with an agent, that is given a disk, a larger one, and a NIC while it runs, and gives back half of its
 * memory. What it makes of each is told by its agent.
 */
export async function tellGuestDevices(stage: Stage, guest: string): Promise<void> {
  const file = await writeSpecification(guest);
  const disk = join(folder, 'data.img');
  await writeFile(join(repository, disk), '');
  await truncate(join(repository, disk), 32 * 2 ** 20);
  stage.say(`\n${file}: a guest without disks and NICs, with an agent (use_guest_agent)`);
  try {
    await stage.kvmkit('start', file);
    await stage.kvmkit('console', guest, '--wait-for', 'GUEST-READY', '--timeout', '60');

    stage.say('\nIt gets a disk of 32 MiB, which grows to 48 MiB:');
    await stage.kvmkit('hotplug', 'add-disk', guest, disk);
    await stage.kvmkit('resize', guest, '0', '48');
    const hasNic = await plugNic(stage, guest);
    stage.say('\nIt gives back half of its memory, and its agent says what it has by now:');
    await stage.kvmkit('balloon', guest, '128');
    await stage.kvmkit('info', guest, '--agent');

    stage.say('\nAll of it is taken away again, once the guest has let go of it:');
    await stage.kvmkit('hotplug', 'del-disk', guest, '0');
    if (hasNic) await stage.kvmkit('hotplug', 'del-nic', guest, '0');
    await stage.kvmkit('stop', guest, '--timeout', '20');
  } finally {
    await rm(join(repository, folder), { recursive: true, force: true });
  }
}

/** A tap is made by root only, and where the kernel has them. */
async function plugNic(stage: Stage, guest: string): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/dev/net/tun')) {
    stage.say('\nNo NIC: that takes root and /dev/net/tun.');
    return false;
  }
  stage.say(`\nAnd a NIC, of which this host is told that ${address} is behind it:`);
  await stage.kvmkit('hotplug', 'add-nic', guest, '--mode', 'routed', '--ip', address, '--mac', mac);
  return true;
}

async function writeSpecification(guest: string): Promise<string> {
  const specification = {
    name: guest,
    uuid: '4f0f3a54-6a0a-4b8e-8a53-6f1d0c7be0a3',
    hvparams: {
      kernel_path: join(images, 'linux/vmlinux'),
      initrd_path: join(images, 'linux/initrd-agent'),
      root_path: '',
      kernel_args:
        'quiet panic=-1 rdinit=/init nokaslr mitigations=off no_timer_check tsc=reliable lpj=4000000 random.trust_cpu=on noreplace-smp',
      use_guest_agent: true,
      vhost_net: existsSync('/dev/vhost-net'),
    },
    beparams: { maxmem: 256 },
  };
  await mkdir(join(repository, folder), { recursive: true });
  const file = join(folder, `${guest}.json`);
  await writeFile(join(repository, file), JSON.stringify(specification, null, 2));
  return file;
}
