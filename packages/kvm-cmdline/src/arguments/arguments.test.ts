import { expect, test } from 'vitest';

import { executionIn, recordedCapabilities, recordedQemus, recordedTexts } from '../../test/fixtures.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import { buildArguments, type Execution } from '../command-line.ts';
import { placeDevices } from '../devices/placement.ts';
import { parseInstanceSpec } from '../parse-instance-spec.ts';
import { parseCapabilities } from '../qemu-texts/parse-capabilities.ts';
import { buildRuntime } from '../runtime.ts';

const recorded = recordedCapabilities();
const disk = { uuid: '51a3bd5e-6f7c-4a39-8a52-1a8ad3b8f0d6', link: '/srv/disk' };

interface Given {
  readonly hvparams?: object;
  readonly port?: number | null;
  readonly disks?: readonly object[];
  readonly execution?: Partial<Execution>;
  readonly capabilities?: QemuCapabilities;
}

/** The lines of one option, or of several. */
function linesOf(
  options: string,
  { hvparams = {}, port, disks = [], execution = {}, capabilities = recorded }: Given,
): string[] {
  const instance = parseInstanceSpec({
    name: 'web1',
    uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
    hvparams: { kernel_path: '', ...hvparams },
    disks,
    ...(port === undefined ? {} : { network_port: port }),
  });
  const runtime = buildRuntime(instance, placeDevices(instance), capabilities);
  return buildArguments(runtime, { ...executionIn('/run/vm', 'web1', 'tcg', capabilities), ...execution })
    .filter(({ option }) => options.split(' ').includes(option))
    .map(({ option, value }) => (value === undefined ? option : `${option} ${value}`));
}

test.for<[hvparams: object, disks: object[], boot: string[]]>([
  [{}, [disk], ['-boot order=c']],
  [{}, [], []],
  [{ boot_order: 'network' }, [], ['-boot order=n']],
  [{ boot_order: 'cdrom', cdrom_image_path: '/a.iso' }, [disk], ['-boot order=d']],
  [{ boot_order: 'floppy', floppy_image_path: '/a.img' }, [disk], ['-boot order=a']],
  [{ boot_order: 'floppy' }, [disk], []],
  [{ boot_order: 'network', kernel_path: '/boot/vmlinuz' }, [disk], []],
])('%j with %j boots by %j', ([hvparams, disks, boot]) => {
  expect(linesOf('-boot', { hvparams, disks })).toEqual(boot);
});

test.for<[bind: string, port: number | null, vnc: string]>([
  ['0.0.0.0', 5901, ':1'],
  ['::', 11_000, '[::]:5100'],
  ['192.0.2.9', 11_000, '192.0.2.9:5100'],
  ['127.0.0.1', 5900, 'none'],
  ['/run/vnc', null, 'unix:/run/vnc/web1.vnc'],
  ['/run/a=b,c', null, 'vnc=unix:/run/a=b,,c/web1.vnc'],
])('VNC bound to %s, of port %s, is -vnc %s', ([bind, port, vnc]) => {
  expect(linesOf('-vnc', { hvparams: { vnc_bind_address: bind }, port })).toEqual([`-vnc ${vnc}`]);
});

test('VNC and SPICE on an interface need its address, and a port', () => {
  const display = { address: '2001:db8::1', family: 6 } as const;
  const vnc = { hvparams: { vnc_bind_address: 'eth0' }, port: 5910 };
  expect(linesOf('-vnc', { ...vnc, execution: { display } })).toEqual(['-vnc [2001:db8::1]:10']);
  expect(() => linesOf('-vnc', vnc)).toThrow(TypeError);
  const spice = { hvparams: { spice_bind: 'eth0' }, port: 5910, execution: { display } };
  expect(linesOf('-spice', spice)).toEqual([
    '-spice addr=2001:db8::1,port=5910,disable-ticketing=on,ipv6=on',
  ]);
  expect(() => linesOf('-spice', { ...spice, port: null })).toThrow(
    'network_port: missing, allowed: a port, for hvparams.spice_bind is set',
  );
});

test('certificates of VNC count where VNC uses TLS', () => {
  const bound = { vnc_bind_address: '::1', vnc_x509_path: '/etc/x509' };
  expect(linesOf('-object', { hvparams: bound, port: 5910 })).toEqual([]);
  expect(linesOf('-object', { hvparams: { ...bound, vnc_tls: true }, port: 5910 })).toEqual([
    '-object tls-creds-x509,id=vnctls0,endpoint=server,dir=/etc/x509,verify-peer=off',
  ]);
});

test('a kernel is told a root and a console where there are, and nothing for what is not', () => {
  const kernel = { kernel_path: '/boot/vmlinuz', kernel_args: 'quiet' };
  const append = (more: object): string[] => linesOf('-append', { hvparams: { ...kernel, ...more } });
  expect(append({})).toEqual(['-append root=/dev/vda1 quiet console=ttyS0,38400']);
  expect(append({ root_path: null, serial_console: false })).toEqual(['-append quiet']);
  expect(append({ root_path: '', kernel_args: '', serial_console: false })).toEqual([]);
});

function confinementOf(execution: Partial<Execution>, capabilities = recorded): string[] {
  return linesOf('-sandbox -runas -chroot -run-with', { execution, capabilities });
}

test('a QEMU that is to change its user may still do so', () => {
  const denied = 'obsolete=deny,spawn=deny,resourcecontrol=deny';
  expect(confinementOf({ user: 'vm', chroot: '/run/empty' })).toEqual([
    `-sandbox on,${denied}`,
    '-runas vm',
    '-chroot /run/empty',
  ]);
  expect(confinementOf({ user: '1000:1000', chroot: '/a,b' }, recordedCapabilities('10.0.13'))).toEqual([
    `-sandbox on,${denied}`,
    '-run-with user=1000:1000,chroot=/a,,b',
  ]);
  expect(confinementOf({ chroot: '/run/empty' })).toContain('-chroot /run/empty');
});

test('several sound cards are a list for -soundhw, and refused where only -audio is', () => {
  const hvparams = { soundhw: 'hda,ac97' };
  const capabilities = recordedCapabilities('5.2.0');
  expect(linesOf('-soundhw', { hvparams, capabilities })).toEqual(['-soundhw hda,ac97']);
  expect(() => linesOf('-audio', { hvparams })).toThrow(
    'hvparams.soundhw: found "hda,ac97", this QEMU takes one sound card',
  );
});

test('USB devices are names between commas, none of them empty', () => {
  expect(linesOf('-usbdevice', { hvparams: { usb_devices: 'keyboard, braille' } })).toEqual([
    '-usbdevice keyboard',
    '-usbdevice braille',
  ]);
  expect(() => linesOf('-usbdevice', { hvparams: { usb_devices: 'a,,b' } })).toThrow('hvparams.usb_devices');
});

test('a text of options that a shell could not read is refused', () => {
  expect(() => linesOf('', { hvparams: { kvm_extra: '-a "b' } })).toThrow(
    'hvparams.kvm_extra: found "-a \\"b", which ends with an open quote',
  );
});

test('a QEMU before -machine, -display and -rtc is told in its own words', () => {
  const { features, commandLineOptions, ...rest } = parseCapabilities(recordedTexts('7.2.22'));
  const { machine: _machine, display: _display, rtc: _rtc, ...options } = commandLineOptions;
  const old = {
    ...rest,
    features: { ...features, machine: false, display: false },
    commandLineOptions: { ...options, M: [], localtime: [] },
  };
  const words = '-M -enable-kvm -nographic -localtime -no-acpi -machine -display -rtc';
  const hvparams = { acpi: false, use_localtime: true };
  expect(linesOf(words, { hvparams, execution: { accelerator: 'kvm' }, capabilities: old })).toEqual([
    '-nographic',
    '-localtime',
    '-no-acpi',
    '-M pc-i440fx-7.2',
    '-enable-kvm',
  ]);
});

test('without ACPI, a QEMU that has no flag for it is told with its machine', () => {
  const capabilities = recordedCapabilities('10.0.13');
  expect(linesOf('-no-acpi -machine', { hvparams: { acpi: false }, capabilities })).toEqual([
    '-machine pc-i440fx-10.0,acpi=off,accel=tcg',
  ]);
});

function monitorsOf(capabilities: QemuCapabilities, events: string): string[] {
  const { paths } = executionIn('/run/vm', 'web1', 'tcg', capabilities);
  return linesOf('-chardev -qmp', { capabilities, execution: { paths: { ...paths, events } } });
}

test.for(recordedQemus)('QEMU %s appends its own events to a log, where it is given one', (version) => {
  const log = [
    '-chardev pipe,path=/run/a,,b/web1.events.pipe,logfile=/run/a,,b/web1.events,logappend=on,id=events',
    '-qmp chardev:events',
  ];
  for (const capabilities of [recordedCapabilities(version), parseCapabilities(recordedTexts(version))]) {
    expect(monitorsOf(capabilities, '/run/a,b/web1.events')).toEqual(expect.arrayContaining(log));
  }
});

test.for(recordedQemus)('QEMU %s keeps a log of the serial port, where it is given one', (version) => {
  const capabilities = recordedCapabilities(version);
  const { paths } = executionIn('/run/vm', 'web1', 'tcg', capabilities);
  const execution = { paths: { ...paths, consoleLog: '/run/a,b/web1.log' } };
  const log = 'logfile=/run/a,,b/web1.log,logappend=on';
  expect(linesOf('-serial', { capabilities, execution })).toEqual([
    `-serial unix:/run/vm/ctrl/web1.serial,server=on,wait=off,${log}`,
  ]);
  expect(linesOf('-serial', { capabilities, execution, hvparams: { serial_console: false } })).toEqual([
    '-serial none',
  ]);
});

test('a QEMU whose character devices have no log gets none', () => {
  const { commandLineOptions } = recorded;
  const old = { ...recorded, commandLineOptions: { ...commandLineOptions, chardev: ['path'] } };
  expect(monitorsOf(old, '/run/vm/ctrl/web1.events').filter((line) => line.includes('events'))).toEqual([]);
});
