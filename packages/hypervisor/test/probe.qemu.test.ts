import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { emittedDrivers } from '@kvmkit/kvm-cmdline';
import { expect } from 'vitest';

import { chooseAccelerator } from '../src/probe/accelerator.ts';
import { probeCapabilities } from '../src/probe/capabilities.ts';
import { guestRunsUnder } from '../src/probe/probe-guest.ts';
import { qemu, test } from './support/lab.ts';

test('QEMU is asked what it can do, over QMP', async ({ lab }) => {
  const capabilities = await probeCapabilities(qemu, lab.folder);
  expect(capabilities.version.major).toBeGreaterThanOrEqual(5);
  expect(capabilities.deviceTypes).toContain('virtio-blk-pci');
  expect(capabilities.machineTypes.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  expect(capabilities.commands).toContain('query-status');
});

test('QEMU is asked for the properties of every driver that it may be asked for', async ({ lab }) => {
  const { deviceTypes, deviceProperties, blockdev, features } = await probeCapabilities(qemu, lab.folder);
  expect(Object.keys(deviceProperties)).toEqual(emittedDrivers.filter((name) => deviceTypes.includes(name)));
  expect(deviceProperties['virtio-blk-pci']).toEqual(
    expect.arrayContaining(['addr', 'drive', 'write-cache']),
  );
  expect(blockdev?.aioModes).toEqual(expect.arrayContaining(['threads', 'native']));
  // The card is in the module of SPICE, or of the same build.
  expect(features.spice).toBe(deviceTypes.includes('qxl-vga'));
});

test('the answer is remembered until the binary, or what it wraps, changes', async ({ lab }) => {
  const count = join(lab.folder, 'count');
  const wrapper = join(lab.folder, 'kvm');
  const writeWrapper = (comment: string): Promise<void> =>
    writeFile(wrapper, `#!/bin/sh\n# ${comment}\necho >>${count}\nexec ${qemu} "$@"\n`).then(() =>
      chmod(wrapper, 0o755),
    );
  const runs = async (): Promise<number> => {
    const { readFile } = await import('node:fs/promises');
    return (await readFile(count, 'utf8')).length;
  };
  await writeWrapper('first');
  const first = await probeCapabilities(wrapper, lab.folder);
  expect(await probeCapabilities(wrapper, lab.folder)).toEqual(first);
  expect(await runs()).toBe(1);
  await writeWrapper('second, longer');
  await probeCapabilities(wrapper, lab.folder);
  expect(await runs()).toBe(2);
});

test('a cache that can not be read or written only costs the probe', async ({ lab }) => {
  const notAFolder = join(lab.folder, 'file');
  await writeFile(notAFolder, '');
  expect((await probeCapabilities(qemu, notAFolder)).deviceTypes).toContain('virtio-blk-pci');
});

test('the probe guest runs under TCG and leaves nothing', async () => {
  const before = await leftovers();
  expect(await guestRunsUnder('tcg', qemu)).toBe(true);
  expect(await leftovers()).toEqual(before);
});

test('a guest that is never seen to run is no reason to use its accelerator', async ({ lab }) => {
  const sleeper = join(lab.folder, 'kvm');
  await writeFile(sleeper, '#!/bin/sh\nexec sleep 60\n');
  await chmod(sleeper, 0o755);
  expect(await guestRunsUnder('kvm', sleeper)).toBe(false);
});

test('kvm_flag overrides the probe both ways', async ({ lab }) => {
  expect(await chooseAccelerator('enabled', '/nowhere', lab.folder)).toBe('kvm');
  expect(await chooseAccelerator('disabled', '/nowhere', lab.folder)).toBe('tcg');
});

async function leftovers(): Promise<string[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'kvmkit-look-'));
  await rm(scratch, { recursive: true });
  return (await readdir(tmpdir())).filter((name) => name.startsWith('kvmkit-probe-'));
}
