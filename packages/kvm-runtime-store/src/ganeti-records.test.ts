import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { runtimeOf } from '../test/runtime.ts';
import { exportGanetiRuntime, importGanetiRuntime } from './ganeti-records.ts';
import { parseGanetiRuntime } from './ganeti-runtime.ts';

const text = readFileSync(new URL('../test/fixtures/web1.runtime', import.meta.url), 'utf8');
const paths = { root: '/run/ganeti/kvm-hypervisor', logDirectory: '/var/log/ganeti/kvm' };

test('a record of ours comes back from Ganeti’s file as it was, but for what is in no such file', () => {
  const runtime = runtimeOf('web1');
  // The QEMU of this runtime has no -uuid.
  const { uuid } = runtime.instance;
  const back = importGanetiRuntime(exportGanetiRuntime({ runtime }), { uuid }).runtime;
  const hvinfo = { driver: 'virtio-blk-pci', id: 'disk-932df160-7a22-4067', bus: 'pci.0', addr: '0xc' };
  expect(back.instance).toEqual({
    ...runtime.instance,
    disks: runtime.instance.disks.map((disk) => ({ ...disk, params: {}, hvinfo })),
  });
  expect(back.placement).toEqual(runtime.placement);
  expect(back.machineType).toBe(runtime.machineType);
});

describe('a file of Ganeti', () => {
  const record = importGanetiRuntime(text);

  test('becomes a record, and says again what a record does not know', () => {
    const [before, after] = [text, exportGanetiRuntime(record, paths)].map((file) =>
      parseGanetiRuntime(file),
    );
    expect({ ...after, command: after?.command.toSorted() }).toEqual({
      ...before,
      command: before?.command.toSorted(),
      hvparams: { ...record.runtime.instance.hvparams, of_tomorrow: 1 },
    });
    expect(exportGanetiRuntime(record, paths)).toContain('"ctime": 1700000000.0, "mtime": 1700000000.12');
  });

  test('says of a change to the instance what it is now', () => {
    const { runtime } = record;
    const instance = {
      ...runtime.instance,
      nics: [],
      disks: runtime.instance.disks.map((disk) => ({ ...disk, size: 7 })),
    };
    const moved = runtime.placement.disks.map((disk) => ({ ...disk, address: { bus: 'pci.0', slot: 20 } }));
    const now = { ...runtime, instance, placement: { nics: [], disks: moved } };
    const { nics, disks } = parseGanetiRuntime(exportGanetiRuntime({ ...record, runtime: now }, paths));
    expect(nics).toEqual([]);
    expect(disks[0]?.disk).toMatchObject({
      size: 7,
      logical_id: ['vg', 'data'],
      hvinfo: { driver: 'virtio-blk-pci', addr: '0x14' },
    });
  });

  test('of an instance without UUID gives it the same each time, or the one that is known', () => {
    const without = text.replace(/"-uuid", "[^"]*", /, '');
    const { uuid } = importGanetiRuntime(without).runtime.instance;
    expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-8/);
    expect(importGanetiRuntime(without).runtime.instance.uuid).toBe(uuid);
    const known = '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11';
    expect(importGanetiRuntime(without, { uuid: known }).runtime.instance.uuid).toBe(known);
  });

  test('that cannot become a record is refused with where and why', () => {
    const odd = text.replace(
      '"hvinfo": {"driver": "virtio-net-pci"',
      '"hvinfo": {}, "netinfo": {"driver": "x"',
    );
    expect(() => importGanetiRuntime(odd)).toThrow(
      expect.objectContaining({
        code: 'GANETI_RUNTIME_INVALID',
        where: 'nics.0.hvinfo',
        message: expect.stringContaining('found "{}", allowed: the id and the address that the device has'),
      }),
    );
  });
});
