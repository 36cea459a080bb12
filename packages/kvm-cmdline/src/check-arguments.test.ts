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

test('QMP says which parameters the sandbox has', () => {
  const sandbox = argument('-sandbox', 'on,network=deny', 'sandbox');
  expect(() => checkArguments([sandbox], fromQmp)).toThrow('sandbox: this QEMU knows no parameter network');
});
