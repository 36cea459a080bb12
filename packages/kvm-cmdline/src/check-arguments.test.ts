import { describe, expect, test } from 'vitest';

import { executionIn, recordedReplies, recordedTexts } from '../test/fixtures.ts';
import { argument } from './argument.ts';
import { capabilitiesFromQmp } from './capabilities.ts';
import { checkArguments } from './check-arguments.ts';
import { buildCommandLine } from './command-line.ts';
import { parseInstanceSpec } from './parse-instance-spec.ts';
import { placeDevices } from './devices/placement.ts';
import { parseCapabilities } from './qemu-texts/parse-capabilities.ts';
import { buildRuntime } from './runtime.ts';

const fromTexts = parseCapabilities(recordedTexts('7.2.22'));
const fromQmp = capabilitiesFromQmp(recordedReplies('7.2.22'));

describe.each([
  ['that printed them', fromTexts],
  ['that was asked over QMP', fromQmp],
])('with the capabilities of a QEMU %s', (_, capabilities) => {
  test.for([
    ['-device', 'virtio-blk-cpi,id=a', 'device virtio-blk-cpi; did you mean virtio-blk-pci?'],
    ['-device', '{"driver":"nonsense","id":"a"}', 'device nonsense'],
    ['-machine', 'pc-i440fx-7.22,accel=kvm', 'machine pc-i440fx-7.22; did you mean pc-i440fx-7.2?'],
    ['-netdev', 'type=tap,id=a,fdd=3', 'parameter fdd of -netdev'],
    ['-run-with', 'user=nobody', 'option -run-with'],
    ['-soundhw', 'hda', 'option -soundhw'],
    ['-vga', 'cyrrus', 'graphics card "cyrrus"; did you mean cirrus?'],
    ['-cpu', 'Hasswell,+vmx', 'processor Hasswell; did you mean Haswell?'],
    ['-usbdevice', 'host:1.2', 'USB device "host:1.2"'],
    ['-usbdevice', 'keybord', 'USB device "keybord"; did you mean keyboard?'],
    ['-audio', 'driver=none,model=pcspk,id=soundhw', 'sound card "pcspk"'],
    ['-audio', 'driver=none,model=toString', 'sound card "toString"'],
  ] as const)('%s %s is refused by the setting behind it', ([option, value, what]) => {
    expect(() => checkArguments([argument(option, value, 'hvparams.vga')], capabilities)).toThrow(
      expect.objectContaining({
        code: 'QEMU_UNSUITABLE',
        setting: 'hvparams.vga',
        message: `hvparams.vga: this QEMU knows no ${what}`,
      }),
    );
  });

  test.for([
    ['-device', 'virtio-balloon'],
    ['-device', 'virtio-serial,id=qga0'],
    ['-device', 'lsi,id=scsi'],
    ['-machine', 'pc,accel=tcg'],
    ['-netdev', 'type=tap,id=a,fds=3:4,vhostfds=5:6,vhost=on'],
    ['-netdev', 'user,id=a,hostfwd=tcp::1-:2'],
    ['-no-acpi', undefined],
    ['--enable-kvm', undefined],
    ['-vga', 'none'],
    ['-vga', 'qxl'],
    ['-cpu', 'host,+vmx,-svm'],
    ['-cpu', 'max'],
    ['-usbdevice', 'wacom-tablet'],
    ['-audio', 'driver=spice,model=hda,id=soundhw'],
    ['-object', 'tls-creds-anon,id=vnctls0,endpoint=server'],
  ] as const)('%s %s passes', ([option, value]) => {
    expect(() => checkArguments([argument(option, value, 'x')], capabilities)).not.toThrow();
  });
});

test('what QEMU prints names every option, so that one of the operator’s own is checked too', () => {
  const instance = parseInstanceSpec({
    name: 'web1',
    uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
    hvparams: { kvm_extra: '-nonsens 1' },
  });
  const runtime = buildRuntime(instance, placeDevices(instance), fromTexts);
  const start = (): unknown => buildCommandLine(runtime, executionIn('/run/vm', 'web1', 'tcg', fromTexts));
  expect(start).toThrow('hvparams.kvm_extra: this QEMU knows no option -nonsens');
});

test.for([
  [
    '-device',
    'ide-hd,id=a,write-cash=on',
    'property write-cash of the device ide-hd; did you mean write-cache?',
  ],
  ['-device', 'virtio-balloon,id=a,slot=1', 'property slot of the device virtio-balloon'],
  ['-device', '{"driver":"lsi","ids":"a"}', 'property ids of the device lsi'],
  ['-object', 'tls-creds-x590,id=a', 'object tls-creds-x590; did you mean tls-creds-x509?'],
  ['-blockdev', '{"driver":"wraw","node-name":"a"}', 'block driver wraw'],
  ['-blockdev', 'wraw,node-name=a', 'block driver wraw'],
  ['-blockdev', node({ nodename: 'a' }), 'member nodename of the block driver raw; did you mean node-name?'],
  ['-blockdev', node({ cache: { 'no-flash': true } }), 'member cache.no-flash; did you mean no-flush?'],
  ['-blockdev', node({ discard: 'unmapped' }), 'discard "unmapped"'],
  ['-blockdev', node({ file: { driver: 'file', filename: 'a', aio: '' } }), 'aio ""'],
  ['-blockdev', node({ file: { driver: 'file', url: 'a' } }), 'member url of the block driver file'],
  ['-blockdev', 'driver=raw,file.driver=file,file.aio=nativ', 'aio "nativ"; did you mean native?'],
] as const)('QMP says that %s %s is nothing for QEMU', ([option, value, what]) => {
  const refused = (): void => checkArguments([argument(option, value, 'disks.0')], fromQmp);
  expect(refused).toThrow(`disks.0: this QEMU knows no ${what}`);
  expect(() => checkArguments([argument(option, value, 'disks.0')], fromTexts)).not.toThrow(
    /property|member/,
  );
});

test.for([
  ['-device', 'virtio-blk-pci,id=a,bus=pci.0,addr=0xc,drive=a,write-cache=on,bootindex=1'],
  ['-device', 'isa-debug-exit,iobase=0xf4,whatever=1'],
  ['-device', '{'],
  ['-blockdev', node({ file: 'another-node' })],
  ['-blockdev', 'driver=gluster,node-name=a,volume=v,path=p,server.0.type=inet,server.0.host=h'],
  ['-blockdev', '{"driver"'],
] as const)('what QMP says nothing against, %s %s, passes', ([option, value]) => {
  expect(() => checkArguments([argument(option, value, 'x')], fromQmp)).not.toThrow();
});

test('a QEMU that has not the module behind SPICE has neither its option nor its graphics card', () => {
  const without = capabilitiesFromQmp(recordedReplies('10.0.13'));
  expect(without.features.spice).toBe(false);
  for (const [option, value] of [
    ['-spice', 'port=1'],
    ['-vga', 'qxl'],
  ] as const) {
    expect(() => checkArguments([argument(option, value, 'hvparams.spice_bind')], without)).toThrow(
      /^hvparams\.spice_bind: this QEMU knows no (?:option -spice|graphics card "qxl")/,
    );
  }
});

test('one bad device among many like it is found, whatever they are called', () => {
  const devices = ['id=a', 'id=b', 'id=c,,x=1', 'id=d,x=1', 'id=e'].map((rest) =>
    argument('-device', `ide-hd,${rest}`, rest),
  );
  expect(() => checkArguments(devices, fromQmp)).toThrow('id=d,x=1: this QEMU knows no property x');
  const nodes = ['{"driver":"file","filename":"a"}', '{"driver":"file","filename":"\\"","aio":"x"}'];
  expect(() =>
    checkArguments(
      nodes.map((value) => argument('-blockdev', value, value)),
      fromQmp,
    ),
  ).toThrow('knows no aio "x"');
});

test('a list of sound cards is looked up one by one', () => {
  const old = capabilitiesFromQmp(recordedReplies('5.2.0'));
  const check = (cards: string) => () => checkArguments([argument('-soundhw', cards, 'x')], old);
  for (const cards of ['all', 'pcspk', 'hda,sb16,ac97']) expect(check(cards)).not.toThrow();
  expect(check('hda,sb61')).toThrow('x: this QEMU knows no sound card "sb61"');
});

test('QMP says which parameters the sandbox has', () => {
  const sandbox = argument('-sandbox', 'on,network=deny', 'sandbox');
  expect(() => checkArguments([sandbox], fromQmp)).toThrow('sandbox: this QEMU knows no parameter network');
});

function node(members: object): string {
  return JSON.stringify({ driver: 'raw', ...members });
}
