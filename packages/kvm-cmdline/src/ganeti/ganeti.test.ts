import { describe, expect, test } from 'vitest';

import { buildCommandLine, type Execution } from '../command-line.ts';
import { SpecificationError } from '../errors.ts';
import { defaultHvParams } from '../hv-parameters.ts';
import { parseInstanceSpec } from '../parse-instance-spec.ts';
import { placeDevices } from '../devices/placement.ts';
import { parseCapabilities } from '../qemu-texts/parse-capabilities.ts';
import { buildRuntime, respellRuntime, type InstanceRuntime } from '../runtime.ts';
import { displayOfCommand } from './display-of-command.ts';
import type { GanetiLists } from './ganeti-lists.ts';
import { ganetiOfRuntime } from './ganeti-of-runtime.ts';
import { runtimeOfGaneti } from './runtime-of-ganeti.ts';

const uuid = '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11';
const diskUuid = '7d9a3b1c-49e1-4f0d-8df0-3a3df1ba9c77';
const nicUuid = '1e0b3a2c-7a22-4067-a566-7e0ca8386133';
const hvinfo = { driver: 'virtio-blk-pci', id: 'disk-7d9a3b1c-49e1-4f0d', bus: 'pci.0', addr: '0xc' };
const disk = { dev_type: 'plain', mode: 'rw', params: {}, size: 1024, uuid: diskUuid, hvinfo };
const nicHvinfo = { driver: 'virtio-net-pci', id: 'nic-1e0b3a2c-7a22-4067', bus: 'pci.0', addr: '0xd' };
const nic = { mac: 'aa:00:00:35:d8:01', nicparams: { mode: 'bridged', link: 'br0' }, uuid: nicUuid };

const startOfCommand = [
  '/usr/bin/kvm',
  '-name',
  'web1',
  '-m',
  512,
  '-smp',
  '2,cores=2',
  '-pidfile',
  '/r/pid/web1',
];
const own = [
  '-device',
  'virtio-balloon',
  '-daemonize',
  '-D',
  '/l/web1.log',
  '-machine',
  'pc-i440fx-7.2,accel=kvm',
];
const sockets = ['-monitor', 'unix:/r/m,server,nowait', '-serial', 'unix:/r/s,server,nowait'];

function listsOf({ more = [], ...parts }: Partial<GanetiLists> & { readonly more?: string[] }): GanetiLists {
  const command = [...startOfCommand, ...own, ...sockets, '-usb', '-display', 'none', '-uuid', uuid, ...more];
  const hvparams = { ...defaultHvParams, kernel_path: '' };
  return { command, nics: [], hvparams, disks: [{ disk, link: '/dev/vg/disk0', uri: null }], ...parts };
}

const texts = {
  help: 'QEMU 7.2.22\n-blockdev [driver=]driver\n-uuid %08x',
  machines: 'pc-i440fx-7.2 PC (default)',
  devices: 'name "virtio-blk-pci"\nname "virtio-balloon-pci", alias "virtio-balloon"\nname "virtio-net-pci"',
};
const capabilities = parseCapabilities(texts);
const file = (name: string): string => `/run/kvmkit/${name}`;
const execution: Execution = {
  paths: {
    pidFile: file('pid'),
    monitor: file('monitor'),
    serial: file('serial'),
    qmp: file('qmp'),
    job: file('job'),
    kvmd: file('kvmd'),
    guestAgent: file('qga'),
  },
  sandbox: false,
  accelerator: 'kvm',
};
const ofGaneti = {
  paths: execution.paths,
  logFile: file('log'),
  spiceCertificates: { caFile: '/ca', keyFile: '/key', certFile: '/cert' },
};

const argumentsOf = (runtime: InstanceRuntime): string[] =>
  runtime.arguments.map(({ option, value }) => (value === undefined ? option : `${option} ${value}`));

function problemOf(lists: GanetiLists): string {
  try {
    runtimeOfGaneti(lists);
  } catch (error) {
    if (error instanceof SpecificationError) return error.message;
    throw error;
  }
  return '';
}

describe('a runtime of Ganeti', () => {
  test('is an instance with the places that its devices have', () => {
    const runtime = runtimeOfGaneti(listsOf({ nics: [{ ...nic, ip: null, hvinfo: nicHvinfo }] }));
    expect(runtime).toMatchObject({
      instance: {
        name: 'web1',
        uuid,
        beparams: { vcpus: 2, minmem: 512, maxmem: 512 },
        hvparams: { kvm_path: '/usr/bin/kvm', kernel_path: '', acpi: true, serial_console: true },
        disks: [{ uuid: diskUuid, dev_type: 'plain', link: '/dev/vg/disk0', size: 1024 }],
        nics: [nic],
      },
      machineType: 'pc-i440fx-7.2',
      diskArguments: [],
    });
    expect(runtime.placement).toEqual({
      disks: [{ uuid: diskUuid, id: 'disk-7d9a3b1c-49e1-4f0d', address: { bus: 'pci.0', slot: 12 } }],
      nics: [{ uuid: nicUuid, id: 'nic-1e0b3a2c-7a22-4067', address: { bus: 'pci.0', slot: 13 } }],
    });
  });

  test('keeps every argument that an execution does not add, in order, also the operator’s own', () => {
    const extra = ['-serial', 'null', '-machine', 'mem-merge=off', '-qmp', 'unix:/x', '-x', '-y', 'z'];
    expect(argumentsOf(runtimeOfGaneti(listsOf({ more: extra })))).toEqual([
      '-name web1',
      '-m 512',
      '-smp 2,cores=2',
      '-device virtio-balloon',
      '-usb',
      '-display none',
      `-uuid ${uuid}`,
      '-serial null',
      '-machine mem-merge=off',
      '-qmp unix:/x',
      '-x',
      '-y z',
      '-boot order=c',
    ]);
  });

  test('is executed with its own arguments and with the disks as this QEMU spells them', () => {
    const runtime = runtimeOfGaneti(listsOf({}));
    expect(() => buildCommandLine(runtime, execution)).toThrow('respellRuntime does it');
    const argv = buildCommandLine(respellRuntime(runtime, capabilities), execution);
    expect(argv.slice(0, 3)).toEqual(['/usr/bin/kvm', '-name', 'web1']);
    expect(argv).toContain('pc-i440fx-7.2,accel=kvm');
    expect(argv.filter((word) => word === '-pidfile' || word === '-serial')).toHaveLength(2);
    expect(argv).toContain(
      'virtio-blk-pci,id=disk-7d9a3b1c-49e1-4f0d,bus=pci.0,addr=0xc,drive=disk-7d9a3b1c-49e1-4f0d,write-cache=on',
    );
    expect(argv).not.toContain('-daemonize');
  });

  test.for([
    ['-no-acpi', ['-no-acpi', '-machine', 'pc-1.1'], { acpi: false }],
    ['acpi=off', ['-machine', 'pc-1.1,acpi=off'], { acpi: false }],
    ['-M', ['-M', 'pc-1.1'], { acpi: true }],
    ['no serial console', ['-serial', 'none', '-M', 'pc-1.1'], { serial_console: false }],
  ] as const)(
    'was started as its command says, whatever its parameters are now: %s',
    ([, words, parameters]) => {
      const runtime = runtimeOfGaneti(listsOf({ command: [...startOfCommand, '-uuid', uuid, ...words] }));
      expect(runtime.instance.hvparams).toMatchObject(parameters);
      expect(runtime.machineType).toBe('pc-1.1');
      expect(argumentsOf(runtime)).not.toContain('-no-acpi');
    },
  );

  test('leaves a further setting of the machine as it is', () => {
    const command = [...startOfCommand, '-uuid', uuid, '-machine', 'pc-1.1,accel=kvm,usb=off'];
    expect(argumentsOf(runtimeOfGaneti(listsOf({ command })))).toContain('-machine usb=off');
  });

  test.for([
    ['VNC', { vnc_bind_address: '0.0.0.0' }, ['-vnc', ':5100,password'], 11_000],
    [
      'VNC with TLS',
      { vnc_bind_address: '::1', vnc_tls: true },
      ['-vnc', '[::1]:5100,tls-creds=vnctls0'],
      11_000,
    ],
    ['no display of VNC', { vnc_bind_address: '0.0.0.0' }, ['-vnc', 'none'], 5900],
    ['VNC by a socket', { vnc_bind_address: '/s' }, ['-vnc', 'unix:/s/web1.vnc'], undefined],
    ['SPICE', { spice_bind: '127.0.0.1' }, ['-spice', 'addr=127.0.0.1,port=11000'], 11_000],
    ['SPICE with TLS', { spice_bind: '::1' }, ['-spice', 'addr=::1,tls-port=11000,x509-key-file=/k'], 11_000],
  ] as const)(
    'has its port from what is displayed, which an execution makes anew: %s',
    ([, parameters, words, port]) => {
      const object = ['-object', 'tls-creds-anon,id=vnctls0,endpoint=server'];
      const hvparams = { ...defaultHvParams, ...parameters };
      const runtime = runtimeOfGaneti(
        listsOf({ hvparams, more: [...('vnc_tls' in parameters ? object : []), ...words] }),
      );
      expect(runtime.instance.network_port).toBe(port);
      expect(argumentsOf(runtime).filter((option) => /^-(?:vnc|spice|object)/.test(option))).toEqual([]);
    },
  );

  test('keeps a display that no parameter asks for', () => {
    const runtime = runtimeOfGaneti(listsOf({ more: ['-vnc', '127.0.0.1:5100'] }));
    expect(argumentsOf(runtime)).toContain('-vnc 127.0.0.1:5100');
    expect(runtime.instance.network_port).toBeUndefined();
  });

  test('takes parameters that its Ganeti did not know from the instance, and forgets those that kvmkit knows not', () => {
    const lists = listsOf({ hvparams: { kernel_path: '', of_tomorrow: 1 } });
    const { hvparams } = runtimeOfGaneti(lists, { hvparams: { vhost_net: false } }).instance;
    expect(hvparams).toEqual({ ...defaultHvParams, kernel_path: '', vhost_net: false });
  });

  test.for([
    [
      'a device of which only QEMU knows the place',
      listsOf({ nics: [{ ...nic, hvinfo: {} }] }),
      /^nics\.0\.hvinfo: found \{\}/,
    ],
    [
      'no name',
      listsOf({ command: ['kvm', '-machine', 'pc', '-m', 1, '-smp', 1] }),
      /^kvm_cmd -name: missing/,
    ],
    ['no machine', listsOf({ command: startOfCommand }), /^kvm_cmd -machine: missing/],
    [
      'memory in words',
      listsOf({ command: ['kvm', '-name', 'a', '-M', 'pc', '-m', '1G'] }),
      /^kvm_cmd -m: found "1G"/,
    ],
    ['no UUID', listsOf({ command: [...startOfCommand, '-M', 'pc'] }), /^uuid: missing/],
    [
      'a read-only disk',
      listsOf({ disks: [{ disk: { ...disk, mode: 'ro' }, link: '/x', uri: null }] }),
      /^disks\.0\.mode/,
    ],
    [
      'a NIC that nobody connects',
      listsOf({ nics: [{ ...nic, nicparams: { mode: 'pigeon' }, hvinfo: nicHvinfo }] }),
      /^nics\.0\.nicparams\.mode/,
    ],
  ] as const)('is refused with where and why: %s', ([, lists, message]) => {
    expect(problemOf(lists)).toMatch(message);
  });
});

describe('a runtime of ours', () => {
  const instance = parseInstanceSpec({
    name: 'web1',
    uuid,
    hvparams: { kernel_path: '', kvm_flag: 'enabled', use_guest_agent: true, vnc_bind_address: '127.0.0.1' },
    beparams: { maxmem: 512, vcpus: 2 },
    network_port: 11_000,
    disks: [{ uuid: diskUuid, link: '/dev/vg/disk0', dev_type: 'plain' }],
    nics: [nic],
  });
  const runtime = buildRuntime(instance, placeDevices(instance), capabilities);
  const lists = ganetiOfRuntime(runtime, ofGaneti);

  test('has in Ganeti’s form what Ganeti needs to execute it on the next host', () => {
    expect(lists.command.slice(0, 3)).toEqual(['/usr/bin/kvm', '-name', 'web1']);
    expect(lists.command[lists.command.indexOf('-m') + 1]).toBe(512);
    expect(lists.command).toEqual(
      expect.arrayContaining(['-daemonize', '-D', '/run/kvmkit/log', '-machine', 'pc-i440fx-7.2,accel=kvm']),
    );
    expect(lists.command).toEqual(
      expect.arrayContaining(['-pidfile', '/run/kvmkit/pid', '-vnc', '127.0.0.1:5100', '-chardev']),
    );
    // Ganeti adds these itself.
    for (const option of ['-qmp', '-boot', '-netdev', '-blockdev', '-S', '-sandbox']) {
      expect(lists.command).not.toContain(option);
    }
    expect(lists.nics).toEqual([{ ...nic, hvinfo: nicHvinfo }]);
    expect(lists.disks[0]).toMatchObject({
      disk: { uuid: diskUuid, params: {}, hvinfo },
      link: '/dev/vg/disk0',
      uri: null,
    });
    expect(lists.hvparams).toEqual(instance.hvparams);
  });

  test('comes back as the same instance on the same machine', () => {
    const back = runtimeOfGaneti(lists);
    expect(back.instance).toMatchObject({
      ...instance,
      disks: instance.disks.map((one) => ({ ...one, hvinfo })),
      nics: instance.nics.map((one) => ({ ...one, hvinfo: nicHvinfo })),
    });
    expect(back.placement).toEqual(runtime.placement);
    expect(back.machineType).toBe(runtime.machineType);
    expect(new Set(argumentsOf(back))).toEqual(new Set(argumentsOf(runtime)));
    expect(new Set(ganetiOfRuntime(back, ofGaneti).command)).toEqual(new Set(lists.command));
  });

  test('goes without a display of which nobody says where it listens', () => {
    const bound = {
      ...runtime,
      instance: { ...instance, hvparams: { ...instance.hvparams, vnc_bind_address: 'eth0' } },
    };
    expect(ganetiOfRuntime(bound, ofGaneti).command).not.toContain('-vnc');
    const display = { address: '192.0.2.7', family: 4 } as const;
    expect(ganetiOfRuntime(bound, { ...ofGaneti, display }).command).toContain('192.0.2.7:5100');
  });
});

test.for([
  [['-vnc', '192.0.2.7:5100,password'], { address: '192.0.2.7', family: 4 }],
  [['-vnc', ':5100'], { address: '0.0.0.0', family: 4 }],
  [['-vnc', '[2001:db8::6]:1'], { address: '2001:db8::6', family: 6 }],
  [['-spice', 'addr=::1,port=1'], { address: '::1', family: 6 }],
  [['-vnc', 'unix:eth0/web1.vnc'], undefined],
  [['-vnc', 'none'], undefined],
  [[], undefined],
] as const)('%j displays there', ([command, display]) => {
  expect(displayOfCommand(command)).toEqual(display);
});
