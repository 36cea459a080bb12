// One table of all that is meant, hence its length.
import { expect, test } from 'vitest';

import type { Recorded } from '../src/conformance-case.ts';
import { wanted } from '../src/wanted.ts';
import { verdictOn, type Given } from './verdict-on.ts';

function none(keys: readonly string[]): object {
  return Object.fromEntries(keys.map((key) => [key, false]));
}

/** What Ganeti would find in it, with changes; undefined leaves out. */
function featuresOf(changes: Readonly<Record<string, boolean | undefined>>): Recorded {
  const names = [
    'acpi',
    'auto_ro',
    'boot',
    'disable_kvm',
    'display',
    'enable_kvm',
    'machine',
    'netdev',
    'qmp',
  ];
  const more = ['runwith', 'sound', 'spice', 'uuid', 'vhost', 'virtio_net_queues'];
  const drivers = ['ide', 'ide-hd', 'scsi', 'scsi-block', 'scsi-cd', 'scsi-generic', 'scsi-hd', 'sd'];
  const found = { ...none([...names, ...more]), ...changes };
  return JSON.parse(
    JSON.stringify({ ...found, drivers: none([...drivers, 'virtio-blk-pci', 'virtio-net-pci']) }),
  );
}

const onFixtures = { kvm_path: '@FIX@/bin/kvm', kernel_path: '' };
const threads = { 0: 11, 1: 12 };
const everything = 0x7102;

test.for<[title: string, group: string, given: Given, recorded: Recorded, reason: RegExp]>([
  [
    'one mask moves every thread, not only the main one',
    'affinity',
    { mode: 'affinity', mask: '0-1', threads },
    { ok: true, effects: [['affinity', 4242, [0, 1]]] },
    /^one mask is for the whole guest/,
  ],
  [
    'a vCPU without CPUs is refused',
    'affinity',
    { mode: 'affinity', mask: '0:', threads },
    {
      ok: true,
      effects: [
        ['affinity', 11, [0]],
        ['affinity', 12, []],
      ],
    },
    /^a thread has to run somewhere/,
  ],
  [
    'a number is made of the digits 0 to 9',
    'cpumask',
    { mode: 'parse_multi_cpu_mask', mask: '1_0' },
    { result: [[10]] },
    /^Python reads/,
  ],
  [
    'several queues need a kernel that has them',
    'opentap',
    { mode: 'open_tap', features: { mq: [true, 2] }, tun: { features: 0x4002 } },
    { ifname: 'tap7' },
    /^a kernel without several queues/,
  ],
  [
    'a name that the kernel would cut is refused',
    'opentap',
    { mode: 'open_tap', name: 'a'.repeat(16), tun: { features: everything } },
    { ifname: 'a'.repeat(16) },
    /^the kernel cuts a name/,
  ],
  [
    'a list is written as QEMU takes it',
    'blockdev',
    { mode: 'blockdev_string', data: { server: [{ type: 'inet' }], path: 'p' } },
    { result: "server=[{'type': 'inet'}],path=p" },
    /^a list of servers/,
  ],
  [
    'a comma ends no value',
    'blockdev',
    { mode: 'blockdev_string', flags: ['ganeti-bug:comma-escaping'], data: { filename: 'a,b' } },
    { result: 'filename=a,b' },
    /^a comma is part/,
  ],
  [
    'the end of a line is no part of a name',
    'uri',
    { mode: 'storage_uri', uri: 'rbd:p/i\n' },
    { result: { driver: 'rbd', pool: 'p', image: 'i' } },
    /^the end of a line/,
  ],
  [
    'NBD is a storage',
    'uri',
    { mode: 'storage_uri', uri: 'nbd://host/a' },
    { error: 'Unsupported storage URI scheme: nbd://host/a' },
    /^QEMU reaches NBD/,
  ],
  [
    'Ceph has users',
    'uri',
    { mode: 'storage_uri', uri: 'rbd:my-pool/I_1:id=u' },
    { error: 'Unsupported storage URI scheme: rbd:my-pool/I_1:id=u' },
    /^Ceph has names/,
  ],
  [
    'a server of Gluster may have an IPv6 address',
    'uri',
    { mode: 'storage_uri', uri: 'gluster://[::1]:24007/v/p' },
    { error: 'Unsupported storage URI scheme: gluster://[::1]:24007/v/p' },
    /^an IPv6 address in brackets/,
  ],
  [
    'a port has a number up to 65535',
    'uri',
    { mode: 'storage_uri', uri: 'gluster://h:99999/v/p' },
    { result: { driver: 'gluster' } },
    /^no server listens/,
  ],
  [
    'a disk is not diskless',
    'cache',
    { mode: 'cache_settings', cache: 'none', dev_type: 'diskless' },
    { direct: true },
    /^diskless is a template/,
  ],
  [
    'no cache setting is no cache setting, of shared storage too',
    'cache',
    { mode: 'cache_settings', cache: '', dev_type: 'gluster' },
    { direct: true },
    /^a disk_cache that is none/,
  ],
  [
    'a CPU mask is made of digits, as a parameter too',
    'syntax',
    { mode: 'check_syntax', hvparams: { cpu_mask: '0, 1' } },
    { ok: true },
    /^Python reads blanks/,
  ],
  [
    'a text is no boolean, whoever asks',
    'syntax',
    { mode: 'check_syntax', hvparams: { acpi: 'true' } },
    { ok: true },
    /^a value of another type/,
  ],
  [
    'more queues than Ganeti 3.1 takes are refused',
    'syntax',
    { mode: 'check_syntax', hvparams: { virtio_net_queues: 32 } },
    { ok: true },
    /^eight queues are the most/,
  ],
  [
    'an IP version that is left open contradicts no address',
    'syntax',
    { mode: 'check_syntax', hvparams: { spice_bind: '::1', spice_ip_version: null } },
    { error: 'SPICE: Got an IPv6 address (::1), but the specified IP version is None' },
    /^an IP version that is left open/,
  ],
  [
    'half a core is none',
    'types',
    { mode: 'force_types', hvparams: { cpu_cores: 1.5 } },
    { hvparams: { cpu_cores: 1 } },
    /^Python drops the fraction/,
  ],
  [
    'chroot and user on two lines are still parameters of -run-with',
    'features',
    { mode: 'kvm_features' },
    { ...featuresOf({ runwith: false }) },
    /^QEMU 11 prints/,
  ],
  [
    'features that an older Ganeti does not look for are none of its answer',
    'features',
    { mode: 'kvm_features' },
    { ...featuresOf({ runwith: undefined, acpi: undefined, sound: undefined }) },
    /^Ganeti 3.0 looks neither/,
  ],
  [
    'a directory for the sockets of VNC is an address',
    'validate',
    {
      mode: 'validate',
      flags: ['ganeti-bug:vnc-path-unreachable'],
      hvparams: { ...onFixtures, vnc_bind_address: '/run/vnc' },
    },
    { error: 'path joining resulted in different prefix', python_error: true },
    /^a directory of sockets/,
  ],
  [
    'a machine type is no pattern',
    'validate',
    {
      mode: 'validate',
      flags: ['ganeti-bug:regex-injection'],
      hvparams: { ...onFixtures, machine_version: '.*' },
    },
    { ok: true },
    /^a machine type is a name/,
  ],
  [
    'the QEMU that will run is asked for io_uring',
    'validate',
    {
      mode: 'validate',
      env: { default_kvm: '4.2-synth' },
      hvparams: { ...onFixtures, disk_aio: 'io_uring' },
    },
    { error: 'At least QEMU 5.0 required' },
    /^version and io_uring/,
  ],
  [
    'the bare q35 is advised against like the bare pc',
    'assess',
    {
      mode: 'assess',
      hvparams: { cpu_type: 'EPYC', migration_bandwidth: 1000, machine_version: 'q35' },
    },
    { warnings: ["machine_version is set to the 'q35' type which is currently not properly supported."] },
    /^q35 is no worse/,
  ],
  [
    'memory with a unit breaks nothing',
    'pidinfo',
    { mode: 'pid_info', cmdline: ['kvm', '-name', 'i1', '-m', '1G', '-smp', 'cpus=4'] },
    { error: "invalid literal for int() with base 10: '1G'", python_error: true },
    /^a command line that is written otherwise/,
  ],
  [
    'memory with a unit breaks no list either',
    'pidalive',
    { mode: 'pid_alive', name: 'i1', pidfile: '77', cmdline: ['kvm', '-name', 'i1', '-m', '1G'] },
    { error: "invalid literal for int() with base 10: '1G'", python_error: true },
    /^a command line that is written otherwise/,
  ],
  [
    'the options of a name are not part of it',
    'pidinfo',
    { mode: 'pid_info', cmdline: ['kvm', '-name', 'i1,debug-threads=on', '-m', '1', '-smp', '1'] },
    { result: ['i1,debug-threads=on', 1, 1] },
    /^the name is what QEMU takes/,
  ],
  [
    'an empty pid file breaks nothing',
    'pidalive',
    { mode: 'pid_alive', name: 'i1', pidfile: '', cmdline: ['kvm', '-name', 'i1'] },
    { error: 'No data in one-liner file /run/pid/i1', error_type: 'GenericError' },
    /^a pid file without/,
  ],
  [
    'a slash is part of no name',
    'paths',
    { mode: 'paths', name: 'a/b' },
    { _InstancePidFile: '@RUN@/kvm-hypervisor/pid/a/b' },
    /^what is not made of letters/,
  ],
  [
    'every runtime is upgraded, with VNC or without',
    'upgrade',
    {
      mode: 'upgrade_runtime',
      runtime: [['kvm', '-chroot', '/c'], [], { disk_discard: 'default' }, []],
    },
    { runtime: [['kvm', '-chroot', '/c'], [], { disk_discard: 'default' }, []] },
    /^disk_discard and -chroot are brought up to date/,
  ],
  [
    'a runtime of a time when disks were not kept is read',
    'upgrade',
    { mode: 'upgrade_runtime', runtime: [['kvm'], [], {}] },
    { error: 'list index out of range', python_error: true },
    /^Ganeti means to load runtimes without disks/,
  ],
  [
    'a disk of a time when disks had no UUID is read',
    'upgrade',
    { mode: 'upgrade_runtime', runtime: [['kvm'], [], {}, [[{ dev_type: 'plain' }, '/dev/x', null]]] },
    { error: "'uuid'", python_error: true },
    /^Ganeti means to load runtimes without disks/,
  ],
  [
    'a uid is made of the digits 0 to 9',
    'uidpool',
    { mode: 'uidpool', op: 'parse', value: '1_0,+5' },
    {
      result: [
        [5, 5],
        [10, 10],
      ],
    },
    /^Python reads signs/,
  ],
  [
    'a uid that nobody took is given back without complaint',
    'uidpool',
    { mode: 'uidpool', op: 'release', uid: 10, lockfiles: [11] },
    { error: 'Failed to remove user-id lockfile for user-id 10: No such file', lockfiles: ['11'] },
    /^a uid may be given back again/,
  ],
  [
    'a uid that is used is not given back',
    'uidpool',
    { mode: 'uidpool', op: 'release', uid: '10', lockfiles: [10], env: { uids_used: [10] } },
    { lockfiles: [] },
    /^a uid is given back only when/,
  ],
  [
    'an empty file of a uid is none',
    'uidfile',
    { mode: 'uid_file', content: '\n' },
    { error: 'No data in one-liner file /run/uid', error_type: 'GenericError' },
    /^a file that is empty/,
  ],
  [
    'a uid is no negative number, in a file either',
    'uidfile',
    { mode: 'uid_file', content: '-1' },
    { result: -1 },
    /^a file that is empty/,
  ],
])('%s', async ([, group, given, recorded, reason]) => {
  await expect(verdictOn(group, given, recorded)).resolves.toEqual({
    kind: 'wanted',
    reason: expect.stringMatching(reason),
  });
});

test('a whole-guest mask that moved the threads elsewhere would be a difference', async () => {
  const recorded = { ok: true, effects: [['affinity', 4242, [0, 2]]] };
  const given = { mode: 'affinity', mask: '0-1', threads };
  await expect(verdictOn('affinity', given, recorded)).resolves.toMatchObject({ kind: 'different' });
});

test('a parameter of a wrong type excuses no other refusal', async () => {
  const given = { mode: 'check_syntax', hvparams: { acpi: 'true', kvm_path: 'x' } };
  await expect(verdictOn('syntax', given, { ok: true })).resolves.toMatchObject({ kind: 'different' });
});

test('a feature that only one of both finds is a difference', async () => {
  const recorded = featuresOf({ runwith: false, spice: true });
  const verdict = verdictOn('features', { mode: 'kvm_features' }, recorded);
  await expect(verdict).resolves.toMatchObject({ kind: 'different' });
});

test('a mask of “all” alone moves nothing', async () => {
  const given = { mode: 'affinity', mask: 'all', threads };
  await expect(verdictOn('affinity', given, { ok: true, effects: [] })).resolves.toEqual({ kind: 'matched' });
});

test('a tap that is refused after descriptors were opened leaves none of them', async () => {
  const given = { mode: 'open_tap', tun: { features: everything, setiff_errno: 16 } };
  const recorded = { error: 'Failed to allocate a new TAP device: [Errno 16] Device or resource busy' };
  await expect(verdictOn('opentap', given, recorded)).resolves.toEqual({ kind: 'matched' });
});

test('a device that does not open is the reason of a refusal', async () => {
  const features = { vhost: true, mq: [true, 2] };
  for (const [missing, error] of [
    ['/dev/net/tun', 'Failed to open /dev/net/tun'],
    ['/dev/vhost-net', 'Failed to open /dev/vhost-net'],
  ] as const) {
    const given = { mode: 'open_tap', features, tun: { features: everything, missing } };
    await expect(verdictOn('opentap', given, { error })).resolves.toEqual({ kind: 'matched' });
  }
});

test('every reason is one sentence', () => {
  for (const { reason } of wanted) expect(reason).toMatch(/^\S(?:(?!\. ).)*[^.\s]$/);
});
