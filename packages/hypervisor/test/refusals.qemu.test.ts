import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect } from 'vitest';

import { openHypervisor, type InstanceSpecInput } from '../src/index.ts';
import { test, type Lab } from './support/lab.ts';

describe('a specification that can not be started is refused, naming the key, and leaves nothing', () => {
  const cases: [
    what: string,
    change: (good: InstanceSpecInput, lab: Lab) => unknown,
    code: string,
    message: RegExp,
  ][] = [
    [
      'an unknown key',
      (good) => ({ ...good, colour: 'red' }),
      'SPECIFICATION_INVALID',
      /^colour: .*allowed: .*name/,
    ],
    [
      'a wrong type',
      (good) => ({ ...good, beparams: { maxmem: '32' } }),
      'SPECIFICATION_INVALID',
      /^beparams\.maxmem: found "32"/,
    ],
    [
      'a bad value',
      (good) => withHv(good, { disk_cache: 'fast' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.disk_cache: found "fast", allowed: .*writeback/,
    ],
    [
      'a missing disk file',
      (good) => ({ ...good, disks: [{ uuid: '000000d0-d15c-4000-8000-00000000abc0', link: '/nowhere/d0' }] }),
      'SPECIFICATION_INVALID',
      /^disks\.0\.link: found "\/nowhere\/d0".*ENOENT/,
    ],
    [
      'a folder for a disk',
      (good, lab) => ({
        ...good,
        disks: [{ uuid: '000000d0-d15c-4000-8000-00000000abc0', link: lab.folder }],
      }),
      'SPECIFICATION_INVALID',
      /^disks\.0\.link: .*block device/,
    ],
    [
      'a CPU mask for more vCPUs than there are',
      (good) => withHv(good, { cpu_mask: '0:1:all' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.cpu_mask: found "0:1:all", allowed: CPUs for the whole guest, or for each of its 1 vCPUs/,
    ],
    [
      'a CPU mask that leaves a vCPU no CPU',
      (good) => ({ ...withHv(good, { cpu_mask: '0:' }), beparams: { maxmem: 32, vcpus: 2 } }),
      'SPECIFICATION_INVALID',
      /^hvparams\.cpu_mask: found "0:"/,
    ],
    [
      'a missing kernel',
      (good) => withHv(good, { kernel_path: '/nowhere/vmlinuz' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.kernel_path: found "\/nowhere\/vmlinuz"/,
    ],
    [
      'a name with a slash',
      (good) => ({ ...good, name: 'a/b' }),
      'INSTANCE_NAME_INVALID',
      /^name: found "a\/b", allowed: letters/,
    ],
    [
      'a name that climbs',
      (good) => ({ ...good, name: '../../etc/passwd' }),
      'INSTANCE_NAME_INVALID',
      /^name: /,
    ],
    [
      'an empty password file',
      (good) => withHv(vnc(good), { vnc_password_file: '/dev/null' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.vnc_password_file: /,
    ],
    [
      'a password file with two lines',
      async (good, lab) => {
        const file = join(lab.folder, 'two');
        await writeFile(file, 'first secret\nsecond secret\n');
        return withHv(vnc(good), { vnc_password_file: file });
      },
      'SPECIFICATION_INVALID',
      /^hvparams\.vnc_password_file: found "[^"]*two", which has 2 lines, allowed: a file with one line$/,
    ],
    [
      'a uid of a pool where the host has none',
      (good) => withHv(good, { security_model: 'pool' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.security_model: found "pool", allowed: .*no uid pool/,
    ],
    [
      'a user that is not there',
      (good) => withHv(good, { security_model: 'user', security_domain: 'nobody-of-this-name' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.security_domain: found "nobody-of-this-name"/,
    ],
    [
      'a folder of huge pages that is not there',
      (good) => withHv(good, { mem_path: '/nowhere/huge' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.mem_path: found "\/nowhere\/huge"/,
    ],
    [
      'VNC without a port',
      (good) => withHv(good, { vnc_bind_address: '127.0.0.1' }),
      'SPECIFICATION_INVALID',
      /^network_port: missing, allowed: a port, for hvparams\.vnc_bind_address is set/,
    ],
    [
      'VNC on an interface that is not there',
      (good) => withHv(good, { vnc_bind_address: 'nowhere0' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.vnc_bind_address: found "nowhere0", allowed: an IP address, an interface/,
    ],
    [
      'a missing floppy',
      (good) => withHv(good, { floppy_image_path: '/nowhere/floppy.img' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.floppy_image_path: found "\/nowhere\/floppy.img"/,
    ],
    ['a name with NUL', (good) => ({ ...good, name: 'a\0b' }), 'SPECIFICATION_INVALID', /^name: /],
    ['a name with a newline', (good) => ({ ...good, name: 'a\n' }), 'INSTANCE_NAME_INVALID', /^name: /],
    [
      'a name too long for a socket',
      (good) => ({ ...good, name: 'n'.repeat(150) }),
      'SOCKET_PATH_TOO_LONG',
      /^name: .*at most 107/,
    ],
    [
      'a QEMU that is not there',
      (good) => withHv(good, { kvm_path: '/nowhere/kvm' }),
      'QEMU_UNUSABLE',
      /^hvparams\.kvm_path: found \/nowhere\/kvm, which does not exist/,
    ],
    [
      'a QEMU that is a folder',
      (good, lab) => withHv(good, { kvm_path: lab.folder }),
      'QEMU_UNUSABLE',
      /^hvparams\.kvm_path: .*not a file/,
    ],
    [
      'a program that is no QEMU',
      (good) => withHv(good, { kvm_path: '/usr/bin/false' }),
      'QEMU_UNUSABLE',
      /^hvparams\.kvm_path: .*could not be asked/,
    ],
    [
      'a machine this QEMU does not have',
      (good) => withHv(good, { machine_version: 'pc-i440fx-99' }),
      'SPECIFICATION_INVALID',
      /^hvparams\.machine_version: found "pc-i440fx-99".*pc-i440fx-\d/,
    ],
  ];

  for (const [what, change, code, message] of cases) {
    test(what, async ({ lab }) => {
      const bad = (await change(await lab.tiny('bad'), lab)) as InstanceSpecInput;
      await expect(lab.hypervisor.startInstance(bad)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
      expect(await lab.files()).toEqual([]);
      expect(await lab.processes()).toEqual([]);
    });
  }

  test('a QEMU that is not executable', async ({ lab }) => {
    const file = join(lab.folder, 'kvm');
    await writeFile(file, '#!/bin/sh\n');
    await chmod(file, 0o644);
    const bad = withHv(await lab.tiny('bad'), { kvm_path: file });
    await expect(lab.hypervisor.startInstance(bad)).rejects.toMatchObject({
      message: expect.stringMatching(/hvparams\.kvm_path: .*not executable/),
    });
  });
});

test('a QEMU that ends at once is reported in its own words, and nothing is left', async ({ lab }) => {
  const bad = withHv(await lab.tiny('bad'), { cpu_type: 'qemu64,nonsense=on' });
  await expect(lab.hypervisor.startInstance(bad)).rejects.toMatchObject({
    code: 'QEMU_EXITED',
    message: expect.stringMatching(
      /start of bad failed: .*exit status 1.*nonsense' not found.*\nnothing of bad is left/s,
    ),
  });
  expect(await lab.files()).toEqual([]);
  expect(await lab.processes()).toEqual([]);
});

test('a processor that QEMU does not know is refused by its parameter, and no QEMU is started', async ({
  lab,
}) => {
  const bad = withHv(await lab.tiny('bad'), { cpu_type: 'nonsense' });
  await expect(lab.hypervisor.startInstance(bad)).rejects.toMatchObject({
    code: 'QEMU_UNSUITABLE',
    setting: 'hvparams.cpu_type',
  });
  expect(await lab.files()).toEqual([]);
});

test('what QEMU refuses once it is there is said with its words, and nothing is left', async ({ lab }) => {
  // Then it waits to be told of its machine, and takes few commands.
  const instance = await lab.tiny('one', { kvm_extra: '-preconfig' });
  await expect(lab.hypervisor.startInstance(instance)).rejects.toMatchObject({
    code: 'QEMU_REFUSED',
    message: expect.stringMatching(/^start of one failed: QEMU refused cont .*\nnothing of one is left$/),
  });
  expect(await lab.processes()).toEqual([]);
  expect(await lab.files()).toEqual([]);
});

test('a disk that another QEMU holds is refused in its own words, and the other guest runs on', async ({
  lab,
}) => {
  const first = await lab.tiny('first');
  await lab.hypervisor.startInstance(first);
  const second = { ...(await lab.tiny('second')), disks: first.disks ?? [] };
  await expect(lab.hypervisor.startInstance(second)).rejects.toMatchObject({
    message: expect.stringContaining('lock'),
  });
  expect(await lab.hypervisor.getInstanceInfo('first')).toMatchObject({ state: 'running' });
  expect(await lab.hypervisor.listInstances()).toEqual(['first']);
});

test('a pool of users that is none is refused before anything is done', async ({ lab }) => {
  const hypervisor = openHypervisor({ root: lab.root, uidPool: '40-50-60' });
  const bad = withHv(await lab.tiny('bad'), { security_model: 'pool' });
  await expect(hypervisor.startInstance(bad)).rejects.toMatchObject({ code: 'UID_POOL_INVALID' });
  expect(await lab.files()).toEqual([]);
});

test('a root that can not be written to is said, and no QEMU is started', async ({ lab }) => {
  await writeFile(join(lab.folder, 'file'), '');
  const hypervisor = openHypervisor({ root: join(lab.folder, 'file') });
  await expect(hypervisor.startInstance(await lab.tiny('nowhere'))).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    errnoName: 'ENOTDIR',
  });
  await mkdir(lab.root, { recursive: true });
  expect(await lab.processes()).toEqual([]);
});

function vnc(good: InstanceSpecInput): InstanceSpecInput {
  return { ...withHv(good, { vnc_bind_address: '127.0.0.1' }), network_port: 11_000 };
}

function withHv(good: InstanceSpecInput, hvparams: Record<string, unknown>): InstanceSpecInput {
  return {
    ...good,
    hvparams: { ...good.hvparams, ...hvparams },
  };
}
