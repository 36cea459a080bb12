import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { goldenCases, goldenSpec } from '../test/fixtures.ts';
import { SpecificationError, type SpecificationProblem } from './errors.ts';
import { defaultHvParams, hvParameters } from './hv-parameters.ts';
import type { InstanceSpecInput } from './instance-spec.ts';
import { parseInstanceSpec } from './parse-instance-spec.ts';

const uuid = '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10';
const sound: InstanceSpecInput = { name: 'web1', uuid };
const disk = { uuid: '51a3bd5e-6f7c-4a39-8a52-1a8ad3b8f0d6', link: '/srv/web1.img' };

function problemsOf(input: unknown): readonly SpecificationProblem[] {
  try {
    parseInstanceSpec(input);
  } catch (error) {
    if (error instanceof SpecificationError) return error.problems;
    throw error;
  }
  return [];
}

const normalPath = 'an absolute path without empty, "." or ".." parts';
const text = 'text without NUL and lone surrogates';
const topKeys = 'name, uuid, hvparams, beparams, disks, nics, tags, network_port';
const diskKeys = 'uuid, dev_type, link, uri, mode, size, name, params, hvinfo';
const mac = 'aa:00:00:35:d8:00';
const required = 'a value: this key is required';

interface BadSpecification {
  readonly what: string;
  readonly input: unknown;
  readonly path: string;
  readonly found: string | undefined;
  readonly allowed: string;
}

const bad = (
  what: string,
  input: unknown,
  ...[path, found, allowed]: [string, string | undefined, string]
): BadSpecification => ({ what, input, path, found, allowed });

const badHvparam = (
  what: string,
  name: string,
  value: unknown,
  ...[found, allowed]: [string, string]
): BadSpecification =>
  bad(what, { ...sound, hvparams: { [name]: value } }, `hvparams.${name}`, found, allowed);

describe('a specification is refused with path, finding and rule', () => {
  test.for<BadSpecification>([
    bad('nothing at all', undefined, '', undefined, 'an object'),
    bad('null', null, '', 'null', 'an object'),
    bad('a text', 'web1', '', '"web1"', 'an object'),
    bad('a list instead of an object', [], '', '[]', 'an object'),
    bad('no name', { uuid }, 'name', undefined, required),
    bad('no uuid', { name: 'web1' }, 'uuid', undefined, required),
    bad('an empty name', { name: '', uuid }, 'name', '""', 'an instance name'),
    bad('a name with NUL', { name: 'a\0b', uuid }, 'name', String.raw`"a\u0000b"`, text),
    bad('a name with half a character', { name: 'a\ud83d', uuid }, 'name', String.raw`"a\ud83d"`, text),
    bad('a name that is a number', { name: 7, uuid }, 'name', '7', 'string'),
    bad(
      'a UUID in upper case',
      { name: 'web1', uuid: uuid.toUpperCase() },
      'uuid',
      `"${uuid.toUpperCase()}"`,
      'a UUID in lower case, as `uuidgen` prints',
    ),
    bad('an unknown key', { ...sound, colour: 1 }, 'colour', 'an unknown key', topKeys),
    bad(
      'a misspelt key',
      { ...sound, dsks: [] },
      'dsks',
      'an unknown key',
      `${topKeys}; did you mean disks?`,
    ),
    bad('a key of the prototype', { ...sound, toString: 1 }, 'toString', 'an unknown key', topKeys),
    bad('tags that are no list', { ...sound, tags: 'a' }, 'tags', '"a"', 'a list'),
    bad('a tag that is no text', { ...sound, tags: ['a', 1] }, 'tags.1', '1', 'string'),

    bad('hvparams as a list', { ...sound, hvparams: [] }, 'hvparams', '[]', 'an object'),
    bad('hvparams as null', { ...sound, hvparams: null }, 'hvparams', 'null', 'an object'),
    badHvparam(
      'a misspelt parameter',
      'kernel_pth',
      '/boot/k',
      'an unknown key',
      'one of the 65 known keys; did you mean kernel_path?',
    ),
    badHvparam('a parameter like no other', 'xxxxxxxx', 1, 'an unknown key', 'one of the 65 known keys'),
    badHvparam('a text for a bool', 'acpi', 'yes', '"yes"', 'true or false'),
    badHvparam('a text for a number', 'cpu_cores', '2', '"2"', 'a whole number from 0'),
    badHvparam('a fraction', 'cpu_cores', 1.5, '1.5', 'a whole number from 0'),
    badHvparam('a negative number', 'cpu_cores', -1, '-1', 'a whole number from 0'),
    badHvparam('not a number', 'cpu_cores', Number.NaN, 'null', 'a whole number from 0'),
    badHvparam('a number beyond doubles', 'cpu_cores', 2 ** 53, '9007199254740992', 'a whole number from 0'),
    badHvparam('a bigint', 'cpu_cores', 2n, '"2n"', 'a whole number from 0'),
    badHvparam('a number over its bound', 'kvm_pci_reservations', 33, '33', 'a whole number from 0 to 32'),
    badHvparam(
      'a value out of the list',
      'disk_cache',
      'sometimes',
      '"sometimes"',
      '"default", "none", "writeback", "writethrough"',
    ),
    badHvparam('a relative path', 'kernel_path', 'boot/k', '"boot/k"', `${normalPath}, or ""`),
    badHvparam('a path with ..', 'initrd_path', '/a/../b', '"/a/../b"', `${normalPath}, or ""`),
    badHvparam('a path with //', 'kernel_path', '/a//b', '"/a//b"', `${normalPath}, or ""`),
    badHvparam('a path that ends with /', 'kernel_path', '/a/', '"/a/"', `${normalPath}, or ""`),
    badHvparam('a path that is a number', 'kernel_path', 1, '1', text),
    badHvparam('no path where one must be', 'kvm_path', '', '""', normalPath),
    badHvparam('NUL in a text', 'kernel_args', 'a\0', String.raw`"a\u0000"`, text),
    badHvparam('a number for a text or null', 'root_path', 1, '1', `${text}, or null`),
    badHvparam('null for a text', 'kernel_args', null, 'null', text),
    badHvparam(
      'a value out of a list that has an empty one',
      'kvm_flag',
      'on',
      '"on"',
      '"", "disabled", "enabled"',
    ),
    badHvparam(
      'no value where a default says something',
      'disk_aio',
      '',
      '""',
      '"io_uring", "native", "threads"',
    ),
    bad('beparams as a list', { ...sound, beparams: [] }, 'beparams', '[]', 'an object'),
    bad(
      'a misspelt back-end parameter',
      { ...sound, beparams: { vcpu: 1 } },
      'beparams.vcpu',
      'an unknown key',
      'vcpus, minmem, maxmem; did you mean vcpus?',
    ),
    bad(
      'no vCPU',
      { ...sound, beparams: { vcpus: 0 } },
      'beparams.vcpus',
      '0',
      'a whole number from 1 to 4096',
    ),
    bad('no memory', { ...sound, beparams: { maxmem: 0 } }, 'beparams.maxmem', '0', 'a whole number from 1'),
    bad(
      'minmem above maxmem',
      { ...sound, beparams: { minmem: 128, maxmem: 64 } },
      'beparams',
      '{"vcpus":1,"minmem":128,"maxmem":64}',
      'minmem at most maxmem',
    ),
    bad(
      'a port beyond the last',
      { ...sound, network_port: 65_536 },
      'network_port',
      '65536',
      'a whole number from 1 to 65535',
    ),

    bad('an object for the disks', { ...sound, disks: {} }, 'disks', '{}', 'a list'),
    bad('a list for a disk', { ...sound, disks: [[]] }, 'disks.0', '[]', 'an object'),
    bad('a disk without a link', { ...sound, disks: [{ uuid }] }, 'disks.0.link', undefined, required),
    bad(
      'a relative link',
      { ...sound, disks: [disk, { uuid, link: 'disk.img' }] },
      'disks.1.link',
      '"disk.img"',
      normalPath,
    ),
    bad(
      'a misspelt key of a disk',
      { ...sound, disks: [{ ...disk, lnk: '/a' }] },
      'disks.0.lnk',
      'an unknown key',
      `${diskKeys}; did you mean link?`,
    ),
    bad(
      'a disk template nobody knows',
      { ...sound, disks: [{ ...disk, dev_type: 'tape' }] },
      'disks.0.dev_type',
      '"tape"',
      '"file", "sharedfile", "plain", "drbd", "blockdev", "rbd", "ext", "gluster"',
    ),
    bad('a read-only disk', { ...sound, disks: [{ ...disk, mode: 'ro' }] }, 'disks.0.mode', '"ro"', '"rw"'),
    bad(
      'a disk of neither host nor network',
      { ...sound, disks: [{ uuid, link: null }] },
      'disks.0',
      `{"uuid":"${uuid}","dev_type":"file","link":null,"mode":"rw"}`,
      'a link, or a uri where params.access is "userspace"',
    ),
    bad(
      'a disk that QEMU shall reach by a path',
      { ...sound, disks: [{ uuid, link: '/srv/a', params: { access: 'userspace' } }] },
      'disks.0',
      expect.stringContaining('"link":"/srv/a"'),
      'a link, or a uri where params.access is "userspace"',
    ),
    bad(
      'a storage that QEMU knows by another name',
      { ...sound, disks: [{ ...disk, uri: 'ceph:rbd/a' }] },
      'disks.0.uri',
      '"ceph:rbd/a"',
      expect.stringMatching(/^rbd:POOL\/IMAGE/),
    ),
    bad(
      'an access that nobody has',
      { ...sound, disks: [{ ...disk, params: { access: 'kernel' } }] },
      'disks.0.params.access',
      '"kernel"',
      '"kernelspace", "userspace"',
    ),
    bad(
      'a list for the parameters of a disk',
      { ...sound, disks: [{ ...disk, params: [] }] },
      'disks.0.params',
      '[]',
      'an object',
    ),
    bad(
      'an address that is none',
      { ...sound, disks: [{ ...disk, hvinfo: { addr: '0x20' } }] },
      'disks.0.hvinfo.addr',
      '"0x20"',
      'a slot from "0x0" to "0x1f"',
    ),
    ...[
      { bus: 'pci.0' },
      { addr: '0xc' },
      { bus: 'scsi.0', addr: '0xc' },
      { bus: 'pci.0', 'scsi-id': 1 },
    ].map((hvinfo) =>
      bad(
        `the address ${JSON.stringify(hvinfo)}, which is not a whole one`,
        { ...sound, nics: [{ uuid, mac, hvinfo }] },
        'nics.0.hvinfo',
        JSON.stringify(hvinfo),
        'a whole address, bus and addr or bus and scsi-id, or none',
      ),
    ),
    bad(
      'a bus that nothing is placed on',
      { ...sound, nics: [{ uuid, mac, hvinfo: { bus: 'pci.1', addr: '0x2' } }] },
      'nics.0.hvinfo.bus',
      '"pci.1"',
      '"pci.0", "scsi.0", or a root port such as "port0"',
    ),
    bad(
      'a misspelt key of a former place',
      { ...sound, nics: [{ uuid, mac, hvinfo: { adr: '0x2' } }] },
      'nics.0.hvinfo.adr',
      'an unknown key',
      'driver, id, bus, addr, channel, scsi-id, lun; did you mean addr?',
    ),
    bad('a NIC without a MAC address', { ...sound, nics: [{ uuid }] }, 'nics.0.mac', undefined, required),
    bad(
      'a MAC address that is none',
      { ...sound, nics: [{ uuid, mac: 'aa-00-00-35-d8-00' }] },
      'nics.0.mac',
      '"aa-00-00-35-d8-00"',
      'a MAC address such as "aa:00:00:35:d8:00"',
    ),
    bad(
      'a misspelt key of a NIC',
      { ...sound, nics: [{ uuid, mac, netwrk: 'a' }] },
      'nics.0.netwrk',
      'an unknown key',
      'uuid, mac, nicparams, ip, name, network, netinfo, hvinfo; did you mean network?',
    ),
    bad(
      'a NIC that is connected by magic',
      { ...sound, nics: [{ uuid, mac, nicparams: { mode: 'magic' } }] },
      'nics.0.nicparams.mode',
      '"magic"',
      '"bridged", "openvswitch", "routed", "ext"',
    ),
    bad(
      'a network whose gateway no script can be told',
      { ...sound, nics: [{ uuid, mac, network: uuid, netinfo: { gateway: '192.0.2.1\0' } }] },
      'nics.0.netinfo.gateway',
      '"192.0.2.1\\u0000"',
      'text without NUL and lone surrogates',
    ),
    bad(
      'a misspelt key of how a NIC is connected',
      { ...sound, nics: [{ uuid, mac, nicparams: { lnk: 'br0' } }] },
      'nics.0.nicparams.lnk',
      'an unknown key',
      'mode, link, vlan; did you mean link?',
    ),
    bad(
      'two NICs that would have one id',
      {
        ...sound,
        nics: [
          { uuid, mac },
          { uuid, mac },
        ],
      },
      'nics.1',
      `{"uuid":"${uuid}","mac":"${mac}","nicparams":{}}`,
      'a NIC whose UUID differs from those before it within the first three groups, of which its id is made',
    ),
    bad(
      'two disks that would have one id',
      { ...sound, disks: [disk, { ...disk, uuid: '51a3bd5e-6f7c-4a39-ffff-ffffffffffff' }] },
      'disks.1',
      '{"uuid":"51a3bd5e-6f7c-4a39-ffff-ffffffffffff","dev_type":"file","link":"/srv/web1.img","mode":"rw"}',
      'a disk whose UUID differs from those before it within the first three groups, of which its id is made',
    ),
  ])('$what', ({ input, path, found, allowed }) => {
    expect(problemsOf(input)).toEqual([{ path, found, allowed }]);
  });
});

test('parameters that do not go together are refused, with the rule', () => {
  expect(problemsOf({ ...sound, hvparams: { disk_aio: 'native', serial_speed: 1234 } })).toMatchObject([
    { path: 'hvparams.serial_speed', found: '1234', rule: 'serial-speed' },
    { path: 'hvparams.disk_aio', found: '"native"', rule: 'native-aio-needs-no-cache' },
  ]);
});

test('what does not go together is named beside what is wrong elsewhere', () => {
  const hvparams = { disk_aio: 'native', serial_speed: 1234, serial_console: 'yes' };
  expect(problemsOf({ name: 'web1', uuid: 'x', hvparams }).map(({ path }) => path)).toEqual([
    'uuid',
    'hvparams.serial_console',
    'hvparams.disk_aio',
  ]);
});

test('a kernel may do without a root: its initrd can be one', () => {
  expect(problemsOf({ ...sound, hvparams: { kernel_path: '/boot/k', root_path: null } })).toEqual([]);
});

test('a key named __proto__ is refused like any other unknown key', () => {
  const input: unknown = JSON.parse(
    `{"name": "web1", "uuid": "${uuid}", "hvparams": {"__proto__": {"acpi": false}}}`,
  );
  expect(problemsOf(input)).toEqual([
    { path: 'hvparams.__proto__', found: 'an unknown key', allowed: 'one of the 65 known keys' },
  ]);
});

test('several problems at once are all named, one a line', () => {
  const input = {
    uuid: 'x',
    hvparams: { acpi: 1, kernel_path: 'k', colour: 1 },
    beparams: { vcpus: 0 },
    disks: [{}],
  };
  expect(problemsOf(input).map(({ path }) => path)).toEqual([
    'name',
    'uuid',
    'hvparams.kernel_path',
    'hvparams.acpi',
    'hvparams.colour',
    'beparams.vcpus',
    'disks.0.uuid',
    'disks.0.link',
  ]);
  expect(() => parseInstanceSpec(input)).toThrow(
    [
      'name: missing, allowed: a value: this key is required',
      'uuid: found "x", allowed: a UUID in lower case, as `uuidgen` prints',
      'hvparams.kernel_path: found "k", allowed: an absolute path without empty, "." or ".." parts, or ""',
      'hvparams.acpi: found 1, allowed: true or false',
    ].join('\n'),
  );
});

test('disks and NICs are taken as Ganeti describes them', () => {
  const disks = [
    {
      uuid,
      dev_type: 'rbd' as const,
      link: null,
      uri: 'rbd:rbd/image1',
      mode: 'rw' as const,
      params: { access: 'userspace' as const, pool: 'rbd' },
      hvinfo: { driver: 'virtio-blk-pci', id: 'disk-7b1c1f0a-5c3e-4f43', bus: 'pci.0', addr: '0xc' },
    },
  ];
  const nics = [
    {
      uuid,
      mac: 'AA:00:00:35:D8:00',
      nicparams: { mode: 'openvswitch' as const, link: 'ovs0', vlan: '.5' },
      ip: '192.0.2.7',
      name: null,
      network: null,
      netinfo: { name: 'net1', tags: [], gateway6: null, reservations: '11..1' },
    },
    { uuid: disk.uuid, mac: 'aa:00:00:35:d8:01', nicparams: { mode: 'ext' as const, link: '5' } },
  ];
  expect(parseInstanceSpec({ ...sound, disks, nics })).toMatchObject({ disks, nics });
});

test('the error says what it is', () => {
  expect(() => parseInstanceSpec({})).toThrow(
    expect.objectContaining({ name: 'SpecificationError', code: 'SPECIFICATION_INVALID' }),
  );
});

test('a huge text is shown by its beginning and its length', () => {
  const [problem] = problemsOf({ name: 'web1', uuid: 'y'.repeat(1_000_000) });
  expect(problem?.found).toBe(`"${'y'.repeat(119)}… (1000002 characters)`);
});

test('whatever is left out has Ganeti’s default', () => {
  expect(parseInstanceSpec(sound)).toEqual({
    name: 'web1',
    uuid,
    hvparams: defaultHvParams,
    beparams: { vcpus: 1, minmem: 128, maxmem: 128 },
    disks: [],
    nics: [],
    tags: [],
  });
  expect(parseInstanceSpec({ ...sound, disks: [disk] }).disks).toEqual([
    { ...disk, dev_type: 'file', mode: 'rw' },
  ]);
});

test('the defaults that say something are those of Ganeti 3.1', () => {
  const telling = Object.entries(defaultHvParams).filter(
    ([, value]) => !['', 0, false].includes(value ?? ''),
  );
  expect(Object.fromEntries(telling)).toEqual({
    acpi: true,
    boot_order: 'disk',
    cpu_mask: 'all',
    disk_aio: 'threads',
    disk_cache: 'default',
    disk_discard: 'ignore',
    disk_type: 'paravirtual',
    kernel_args: 'ro',
    kernel_path: '/boot/vmlinuz-3-kvmU',
    kvm_path: '/usr/bin/kvm',
    kvm_pci_reservations: 12,
    migration_bandwidth: 32,
    migration_downtime: 30,
    migration_mode: 'live',
    migration_port: 8102,
    nic_type: 'paravirtual',
    reboot_behavior: 'reboot',
    root_path: '/dev/vda1',
    scsi_controller_type: 'lsi',
    security_model: 'none',
    serial_console: true,
    serial_speed: 38_400,
    spice_playback_compression: true,
    spice_tls_ciphers: 'HIGH:-DES:-3DES:-EXPORT:-DH',
    spice_use_vdagent: true,
    vhost_net: true,
    virtio_net_queues: 1,
    vnet_hdr: true,
  });
});

test.for(Object.entries(hvParameters))('the default of %s may also be written down', ([name, parameter]) => {
  expect(problemsOf({ ...sound, hvparams: { [name]: parameter.default } })).toEqual([]);
});

test('minmem alone or maxmem alone is the memory of the guest', () => {
  const memory = { vcpus: 1, minmem: 64, maxmem: 64 };
  expect(parseInstanceSpec({ ...sound, beparams: { minmem: 64 } }).beparams).toEqual(memory);
  expect(parseInstanceSpec({ ...sound, beparams: { maxmem: 64 } }).beparams).toEqual(memory);
});

test.for(goldenCases)('parsing the parsed specification %s changes nothing', (name) => {
  const once = parseInstanceSpec(goldenSpec(name));
  expect(parseInstanceSpec(once)).toEqual(once);
  expect(parseInstanceSpec(JSON.parse(JSON.stringify(once)))).toEqual(once);
});

test('whatever is put in, the answer is a specification that parses to itself, or a list of problems', () => {
  const values = fc.oneof(fc.anything(), fc.string(), fc.integer(), fc.boolean(), fc.constant('/a/b'));
  const hvparams = fc.dictionary(fc.constantFrom(...Object.keys(hvParameters), 'acpy'), values, {
    maxKeys: 3,
  });
  const input = fc.record(
    {
      name: fc.oneof({ weight: 4, arbitrary: fc.string({ unit: 'binary' }) }, values),
      uuid: fc.oneof({ weight: 4, arbitrary: fc.uuid() }, values),
      hvparams: fc.oneof({ weight: 4, arbitrary: hvparams }, values),
      beparams: fc.oneof(fc.record({ vcpus: fc.integer(), maxmem: fc.nat() }), values),
      disks: fc.array(fc.record({ uuid: fc.uuid(), link: fc.constantFrom('/a', 'a', '/a/..') })),
      tags: fc.array(fc.string()),
    },
    { requiredKeys: ['name', 'uuid'] },
  );
  fc.assert(
    fc.property(input, (written) => {
      const problems = problemsOf(written);
      if (problems.length > 0) return;
      const parsed = parseInstanceSpec(written);
      expect(parseInstanceSpec(parsed)).toEqual(parsed);
    }),
    { numRuns: 500 },
  );
});
