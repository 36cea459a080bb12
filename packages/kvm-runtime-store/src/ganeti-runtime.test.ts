import { array, assert, jsonValue, nat, property, record, shuffledSubarray, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { GanetiRuntimeError } from './errors.ts';
import { formatGanetiRuntime, parseGanetiRuntime } from './ganeti-runtime.ts';
import type { PythonJson, PythonObject } from './python-json.ts';

const uuid = '932df160-7a22-4067-a566-7e0ca8386133';
const hvparams = { nic_type: 'paravirtual', disk_type: 'paravirtual', kernel_path: '' };
const nic = { mac: 'aa:00:00:35:d8:01', nicparams: { mode: 'bridged', link: 'br0' } };
const disk = { dev_type: 'plain', mode: 'rw', uuid };

interface Parts {
  readonly command?: readonly PythonJson[];
  readonly nics?: PythonJson;
  readonly hvparams?: PythonJson;
  readonly disks?: PythonJson;
}

const fileOf = (parts: Parts): string =>
  JSON.stringify([parts.command ?? ['kvm'], parts.nics ?? [], parts.hvparams ?? hvparams, parts.disks ?? []]);
const commandOf = (...command: PythonJson[]): readonly (string | number)[] =>
  parseGanetiRuntime(fileOf({ command })).command;
const nicOf = (fields: PythonObject): PythonObject | undefined =>
  parseGanetiRuntime(fileOf({ nics: [fields] })).nics[0];
const diskOf = (fields: PythonObject): PythonObject | undefined =>
  parseGanetiRuntime(fileOf({ disks: [[fields, '/dev/x', null]] })).disks[0]?.disk;

const drbdOf = (...parts: PythonJson[]): PythonJson | undefined =>
  diskOf({ ...disk, dev_type: 'drbd', logical_id: parts })?.['logical_id'];

function uuidsIn(file: string): string[] {
  const { nics, disks } = parseGanetiRuntime(file);
  return [...nics.map((device) => device.uuid), ...disks.map((entry) => entry.disk.uuid)];
}

// As Ganeti 3 writes it: json.dumps, the fields in the order of objects.py.
const today = `[["/usr/bin/kvm", "-name", "web1", "-m", 128, "-device", "virtio-balloon", "-vnc", ":1"], \
[{"name": "front", "mac": "aa:00:00:35:d8:01", "ip": "192.0.2.7", "nicparams": {"mode": "bridged", "link": "br0"}, \
"hvinfo": {"driver": "virtio-net-pci", "id": "nic-1e0b3a2c-7a22-4067", "bus": "pci.0", "addr": "0xd"}, \
"uuid": "1e0b3a2c-7a22-4067-a566-7e0ca8386133"}], {"kernel_path": "", "disk_discard": "ignore", "acpi": true}, \
[[{"dev_type": "drbd", "logical_id": ["n1", "n2", 11000, 0, 0, null], "children": [{"dev_type": "plain", \
"logical_id": ["vg", "data"], "size": 1024, "uuid": "7d9a3b1c-49e1-4f0d-8df0-3a3df1ba9c77"}], "size": 1024, \
"mode": "rw", "params": {}, "hvinfo": {"driver": "virtio-blk-pci", "id": "disk-932df160-7a22-4067", \
"bus": "pci.0", "addr": "0xc"}, "serial_no": 1, "uuid": "932df160-7a22-4067-a566-7e0ca8386133", \
"ctime": 1700000000.0, "mtime": 1700000000.12}, "/dev/drbd0", null]]]\n`;

test('a file of today is written as it was read, byte for byte', () => {
  expect(formatGanetiRuntime(parseGanetiRuntime(today))).toBe(today);
});

test('the fields of devices are written in Ganeti’s order, and those that are null or the host’s own not at all', () => {
  const shuffled = { uuid, dynamic_params: { a: 1 }, hvinfo: {}, mode: 'rw', size: null, dev_type: 'plain' };
  expect(JSON.stringify(diskOf(shuffled))).toBe(
    `{"dev_type":"plain","mode":"rw","hvinfo":{},"uuid":"${uuid}"}`,
  );
});

// The runtime file of an instance that was started by Ganeti 2.6: no disks, no UUIDs, -balloon and -localtime.
test('a file of Ganeti 2.6 is read', () => {
  const command = ['/usr/bin/kvm', '-name', 'web1', '-m', 128, '-balloon', 'virtio', '-localtime'];
  const file = JSON.stringify([command, [nic], hvparams]);
  expect(parseGanetiRuntime(file, { uuidOf: ({ kind, index }) => `${kind}-${index}` })).toEqual({
    command: [
      '/usr/bin/kvm',
      '-name',
      'web1',
      '-m',
      128,
      '-device',
      'virtio-balloon',
      '-rtc',
      'base=localtime',
    ],
    nics: [{ ...nic, hvinfo: {}, uuid: 'nic-0' }],
    hvparams,
    disks: [],
  });
});

describe('a device without UUID', () => {
  const file = fileOf({
    nics: [nic, { ...nic, uuid }, nic],
    disks: [[{ dev_type: 'plain' }, '/dev/x', null]],
  });

  test('is asked for, with what is known of it', () => {
    const kindsAndIndexes: string[] = [];
    parseGanetiRuntime(file, {
      uuidOf: ({ kind, index, fields }) => {
        kindsAndIndexes.push(`${kind} ${index} ${Object.keys(fields).join('+')}`);
        return uuid;
      },
    });
    expect(kindsAndIndexes).toEqual(['nic 0 mac+nicparams', 'nic 2 mac+nicparams', 'disk 0 dev_type']);
  });

  test('has the same each time that the file is read, and no other device has it', () => {
    expect(uuidsIn(file)).toEqual(uuidsIn(file));
    expect(new Set(uuidsIn(file)).size).toBe(4);
    expect(uuidsIn(file)[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});

describe('a device’s PCI slot of Ganeti 2.10 to 2.15', () => {
  test('becomes its address, under the id that the running QEMU knows', () => {
    expect(nicOf({ ...nic, uuid, pci: 13 })).toEqual({
      ...nic,
      uuid,
      hvinfo: { driver: 'virtio-net-pci', id: 'hotnic-932df160-pci-13', addr: '0xd', bus: 'pci.0' },
    });
    expect(diskOf({ ...disk, pci: 4 })).toEqual({
      ...disk,
      hvinfo: { driver: 'virtio-blk-pci', id: 'hotdisk-932df160-pci-4', addr: '0x4', bus: 'pci.0' },
    });
  });

  test('becomes one of the driver that the instance was started with', () => {
    const file = fileOf({ nics: [{ ...nic, uuid, pci: 1 }], hvparams: { nic_type: 'e1000' } });
    expect(parseGanetiRuntime(file).nics[0]?.hvinfo).toMatchObject({ driver: 'e1000' });
  });

  test('is left alone where the address is there already', () => {
    expect(nicOf({ ...nic, uuid, pci: 1, hvinfo: { id: 'x' } })).toMatchObject({
      pci: 1,
      hvinfo: { id: 'x' },
    });
  });
});

describe('the command line', () => {
  test.for<[title: string, from: PythonJson[], to: PythonJson[]]>([
    ['-localtime', ['kvm', '-localtime', '-x'], ['kvm', '-rtc', 'base=localtime', '-x']],
    ['-balloon', ['kvm', '-balloon', 'virtio', '-x'], ['kvm', '-device', 'virtio-balloon', '-x']],
    ['-balloon with an address', ['-balloon', 'virtio,addr=0x5'], ['-device', 'virtio-balloon,addr=0x5']],
    ['-chroot', ['kvm', '-chroot', '/c', '-x'], ['kvm', '-x']],
    ['-chroot beside VNC', ['-vnc', ':1', '-chroot', '/c'], ['-vnc', ':1']],
    [
      'VNC with TLS',
      ['-vnc', ':1,tls'],
      ['-object', 'tls-creds-anon,id=vnctls0,endpoint=server', '-vnc', ':1,tls-creds=vnctls0'],
    ],
    [
      'VNC with certificates',
      ['-vnc', ':1,tls,x509=/p,password', '-x'],
      [
        '-object',
        'tls-creds-x509,id=vnctls0,endpoint=server,dir=/p,verify-peer=no',
        '-vnc',
        ':1,tls-creds=vnctls0,password',
        '-x',
      ],
    ],
    [
      'VNC that asks its clients for theirs, in any order',
      ['-vnc', ':1,x509verify=/p=q,tls'],
      [
        '-object',
        'tls-creds-x509,id=vnctls0,endpoint=server,dir=/p=q,verify-peer=yes',
        '-vnc',
        ':1,tls-creds=vnctls0',
      ],
    ],
    ['VNC without TLS', ['-vnc', 'unix:/run/tls,,x', '-m', 128], ['-vnc', 'unix:/run/tls,,x', '-m', 128]],
    ['nothing to change', [], []],
  ])('is brought up to date: %s', ([, from, to]) => {
    expect(commandOf(...from)).toEqual(to);
  });

  test('that is up to date stays as it is', () => {
    const old = ['-localtime', '-balloon', 'virtio', '-vnc', ':1,tls,x509=/p', '-chroot', '/c'];
    const once = commandOf(...old);
    expect(commandOf(...once)).toEqual(once);
  });
});

test.for([
  ['default', 'ignore'],
  ['', 'ignore'],
  ['ignore', 'ignore'],
  ['unmap', 'unmap'],
] as const)('a disk_discard of %j becomes %j, with VNC or without', ([from, to]) => {
  for (const command of [['kvm'], ['-vnc', ':1']]) {
    const file = fileOf({ command, hvparams: { disk_discard: from, acpi: true } });
    expect(parseGanetiRuntime(file).hvparams).toEqual({ disk_discard: to, acpi: true });
  }
});

describe('DRBD', () => {
  test('loses its secret, as with Ganeti, wherever it is', () => {
    expect(drbdOf('n1', 'n2', 11_000, 0, 1, 'secret')).toEqual(['n1', 'n2', 11_000, 0, 1, null]);
    const file = fileOf({
      disks: [
        [{ ...disk, children: [{ dev_type: 'drbd', logical_id: [1, 2, 3, 4, 5, 'secret'] }] }, '/x', null],
      ],
    });
    expect(formatGanetiRuntime(parseGanetiRuntime(file))).not.toContain('secret');
  });

  test('has six parts, also when an early version wrote fewer', () => {
    expect(drbdOf('n1', 'n2', 11_000)).toEqual(['n1', 'n2', 11_000, null, null, null]);
  });
});

describe('what is no runtime', () => {
  test.for<[text: string, where: string]>([
    ['', 'the file'],
    ['[', 'the file'],
    ['{}', 'the file'],
    ['[["kvm"], []]', 'the file'],
    ['[["kvm"], [], {}, [], 5]', 'the file'],
    ['[{}, [], {}]', 'kvm_cmd'],
    ['[[null], [], {}]', 'kvm_cmd[0]'],
    ['[["-balloon"], [], {}]', 'kvm_cmd[0]'],
    ['[["kvm", "-vnc", 1], [], {}]', 'kvm_cmd[1]'],
    ['[[], {}, {}]', 'nics'],
    ['[[], [1], {}]', 'nics[0]'],
    ['[[], [{"bogus": 1}], {}]', 'nics[0]'],
    ['[[], [{"__proto__": 1}], {}]', 'nics[0]'],
    ['[[], [{"uuid": 7}], {}]', 'nics[0].uuid'],
    ['[[], [{"hvinfo": []}], {}]', 'nics[0].hvinfo'],
    ['[[], [{"pci": 1}], {}]', 'hvparams.nic_type'],
    ['[[], [{"pci": "1"}], {"nic_type": "paravirtual"}]', 'nics[0].pci'],
    ['[[], [], []]', 'hvparams'],
    ['[[], [], {}, {}]', 'disks'],
    ['[[], [], {}, [{}]]', 'disks[0]'],
    ['[[], [], {}, [[{}]]]', 'disks[0].link'],
    ['[[], [], {}, [[{}, "/x", null, 4]]]', 'disks[0]'],
    ['[[], [], {}, [[{"physical_id": 1}, "/x", null]]]', 'disks[0]'],
    ['[[], [], {}, [[{"children": [1]}, "/x", null]]]', 'disks[0].children[0]'],
    ['[[], [], {}, [[{"dev_type": "drbd"}, "/x", null]]]', 'disks[0].logical_id'],
  ])('is refused: %s', ([text, where]) => {
    expect(() => parseGanetiRuntime(text)).toThrow(
      expect.objectContaining({ name: 'GanetiRuntimeError', code: 'GANETI_RUNTIME_INVALID', where }),
    );
  });

  test('is named with what was found and what may be', () => {
    expect(() => parseGanetiRuntime(fileOf({ nics: [{ bogus: 1 }] }))).toThrow(
      /^Ganeti runtime: nics\[0\]: found "bogus", allowed: the fields that Ganeti 3 has \(name, mac, .*\); nothing was imported$/,
    );
  });

  test('is refused with an error of ours, whatever it is', () => {
    assert(property(jsonValue(), (value) => void readOrRefused(JSON.stringify(value))));
  });
});

test('what was read once is written and read alike from then on', () => {
  const options = [
    ['-localtime'],
    ['-balloon', 'virtio'],
    ['-vnc', ':1,tls'],
    ['-chroot', '/c'],
    ['-m', 128],
  ];
  const device = record(
    { mac: string(), pci: nat(31), uuid: string(), netinfo: jsonValue(), hvinfo: jsonValue() },
    { requiredKeys: [] },
  );
  assert(
    property(shuffledSubarray(options), array(device, { maxLength: 3 }), (command, nics) => {
      const text = readOrRefused(JSON.stringify([command.flat(), nics, hvparams]));
      expect(formatGanetiRuntime(parseGanetiRuntime(text))).toBe(text);
    }),
  );
});

const emptyFile = '[[], [], {}, []]\n';

function readOrRefused(text: string): string {
  try {
    return formatGanetiRuntime(parseGanetiRuntime(text));
  } catch (error) {
    if (error instanceof GanetiRuntimeError) return emptyFile;
    throw error;
  }
}
