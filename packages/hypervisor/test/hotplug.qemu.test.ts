import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect } from 'vitest';

import { makeImage, test, type Lab } from './support/lab.ts';
import { guestSays, startedLinux } from './support/linux-guest.ts';

const disk = '000000d1-d15c-4000-8000-00000000abc1';
const nic = '000000a1-01c0-4000-8000-00000000def1';
const diskId = 'disk-000000d1-d15c-4000';

describeEachQemu('devices of a running guest', ({ binary, version }) => {
  // A q35 of QEMU 5.2 asks its guest by PCIe's own hot-plug, and this guest does not let go then.
  const machines = version.startsWith('5.') ? ['pc'] : ['pc', 'q35'];
  for (const machine of machines) {
    test(`come and go on ${machine}, and leave nothing in QEMU, on the host or in the record`, async ({
      lab,
    }) => {
      const { hypervisor, nics, serial, pid } = await startedLinux(lab, {
        kvm_path: binary,
        machine_version: machine,
      });
      const before = { descriptors: await descriptorsOf(pid), record: await recordIn(lab) };
      const link = await makeImage(lab, 'data, with a comma');

      const added = await hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link });
      expect(added).toMatchObject({ hvinfo: { driver: 'virtio-blk-pci', id: diskId }, warnings: [] });
      await guestSays(
        serial,
        `until [ -e /sys/block/vda ]; do sleep 0.01; done; cat /sys/block/vda/size`,
        '65536',
      );
      await hypervisor.resizeDisk('one', { uuid: disk }, 48);
      await guestSays(serial, `until grep 98304 /sys/block/vda/size; do sleep 0.01; done`, '98304');
      await hypervisor.hotAddDevice('one', 'nic', { uuid: nic, mac: 'aa:00:00:35:d8:01' });
      await guestSays(
        serial,
        `until [ -e /sys/class/net/eth0 ]; do sleep 0.01; done; cat /sys/class/net/eth0/address`,
        'aa:00:00:35:d8:01',
      );
      expect(await lab.files()).toContain('nic/one/0');
      expect(await recordIn(lab)).toMatchObject({
        runtime: { instance: { disks: [{ uuid: disk, link, size: 48 }], nics: [{ uuid: nic }] } },
      });

      expect((await hypervisor.hotDelDevice('one', 'disk', { uuid: disk })).hvinfo).toEqual(added.hvinfo);
      await hypervisor.hotDelDevice('one', 'nic', { uuid: nic });
      await guestSays(serial, 'echo $(ls /sys/block /sys/class/net | grep -c "vda\\|eth0") left', '0 left');
      expect(await nics()).toMatch(/^up (tap\d+)\ndown \1\n$/);
      expect(await descriptorsOf(pid)).toEqual(before.descriptors);
      expect(await recordIn(lab)).toEqual(before.record);
      expect(await lab.files()).not.toContain('journal/one');
    });
  }

  test('may be SCSI disks, also of a guest that is frozen, which QEMU need not ask for them', async ({
    lab,
  }) => {
    await lab.hypervisor.startInstance(
      {
        ...(await lab.tiny('one', { kvm_path: binary, disk_type: 'scsi-hd', disk_cache: 'none' })),
        disks: [],
      },
      { startupPaused: true },
    );
    const link = await makeImage(lab, 'data');
    const { hvinfo } = await lab.hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link });
    expect(hvinfo).toEqual({
      driver: 'scsi-hd',
      id: diskId,
      bus: 'scsi.0',
      channel: 0,
      'scsi-id': 0,
      lun: 0,
    });
    await lab.hypervisor.hotDelDevice('one', 'disk', { uuid: disk });
    expect(await lab.files()).not.toContain('journal/one');
  });
});

/** What a process has open, but for what comes and goes with each monitor's client. */
async function descriptorsOf(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all(
    (await readdir(folder)).map((fd) => readlink(join(folder, fd)).catch(() => '')),
  );
  return links.filter((link) => link !== '' && !link.startsWith('socket:')).toSorted();
}

async function recordIn(lab: Lab): Promise<{ readonly runtime: unknown }> {
  return JSON.parse(await readFile(join(lab.root, 'conf/one.json'), 'utf8')).record;
}
