import { expect, test } from 'vitest';

import { goldenCases, goldenSpec, recordedCapabilities } from '../test/fixtures.ts';
import type { QemuCapabilities } from './capabilities.ts';
import { parseInstanceSpec } from './parse-instance-spec.ts';
import { placeDevices } from './devices/placement.ts';
import { buildRuntime, respellRuntime, type InstanceRuntime } from './runtime.ts';

const recorded = recordedCapabilities();

function runtimeOf(input: unknown, capabilities: QemuCapabilities = recorded): InstanceRuntime {
  const instance = parseInstanceSpec(input);
  return buildRuntime(instance, placeDevices(instance), capabilities);
}

function soundOf({ arguments: options }: InstanceRuntime): unknown {
  return options.filter(({ origin }) => origin === 'hvparams.soundhw');
}

const sound = { name: 'web1', uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10' };

function withMachine(machineVersion: string): unknown {
  return { ...sound, hvparams: { machine_version: machineVersion } };
}

test.for([
  ['', 'pc-i440fx-7.2'],
  ['pc', 'pc-i440fx-7.2'],
  ['pc-i440fx-7.2', 'pc-i440fx-7.2'],
  ['pc-i440fx-5.2', 'pc-i440fx-5.2'],
  ['q35', 'pc-q35-7.2'],
  ['pc-q35-6.0', 'pc-q35-6.0'],
] as const)('the machine %j is pinned to %s', ([wanted, pinned]) => {
  expect(runtimeOf(withMachine(wanted)).machineType).toBe(pinned);
});

test('a machine that this QEMU has not is refused with the list of those it has', () => {
  const offered = recorded.machineTypes.map(({ name }) => name).join(', ');
  expect(() => runtimeOf(withMachine('pc-i440fx-99.9'))).toThrow(
    expect.objectContaining({
      name: 'CapabilityError',
      code: 'QEMU_UNSUITABLE',
      setting: 'hvparams.machine_version',
      message: `hvparams.machine_version: found "pc-i440fx-99.9", this QEMU offers: ${offered}`,
    }),
  );
});

test('a QEMU without a default machine has Ganeti’s, or needs one named', () => {
  const withoutDefault = recorded.machineTypes.map((machine) => ({ ...machine, isDefault: false }));
  const pinned = runtimeOf(withMachine(''), { ...recorded, machineTypes: withoutDefault });
  expect(pinned.machineType).toBe('pc-i440fx-7.2');
  const others = withoutDefault.filter(({ alias }) => alias !== 'pc');
  expect(() => runtimeOf(withMachine(''), { ...recorded, machineTypes: others })).toThrow(
    'found "", this QEMU offers',
  );
});

test.for(['isapc', 'microvm', 'none'])('the machine %s is refused', (machine) => {
  expect(() => runtimeOf(withMachine(machine))).toThrow(
    `hvparams.machine_version: found "${machine}", allowed: pc, q35 and their versions ` +
      '(this version places devices on no other)',
  );
});

test('places on another machine’s buses are a mistake of the caller', () => {
  const instance = parseInstanceSpec(withMachine('q35'));
  expect(() => buildRuntime(instance, placeDevices(instance, 'pc'), recorded)).toThrow(TypeError);
});

test('a runtime is said again in the words of another QEMU, with the same machine', () => {
  const spec = { ...sound, hvparams: { soundhw: 'ac97' } };
  const old = { ...recorded, features: { ...recorded.features, soundhw: true } };
  const runtime = runtimeOf(spec, old);
  const again = respellRuntime(runtime, recorded);
  expect(soundOf(runtime)).toMatchObject([{ option: '-soundhw', value: 'ac97' }]);
  expect(soundOf(again)).toMatchObject([{ option: '-audio', value: 'driver=none,model=ac97,id=soundhw' }]);
  expect(again).toMatchObject({ machineType: runtime.machineType, instance: runtime.instance });
});

test.for(goldenCases)('every option of %s says which setting it comes from', (name) => {
  const { instance, arguments: ofMachine, diskArguments } = runtimeOf(goldenSpec(name));
  const settings: Record<string, unknown> = { ...instance, balloon: true, seed: true };
  for (const { option, origin } of [...ofMachine, ...diskArguments]) {
    const found = origin
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);
    expect(found, `${option}: ${origin}`).toBeDefined();
  }
});

test.for(goldenCases)('the runtime of %s is plain JSON', (name) => {
  const runtime = runtimeOf(goldenSpec(name));
  expect(JSON.parse(JSON.stringify(runtime))).toEqual(runtime);
});

test('a disk without a place is a mistake of the caller', () => {
  const instance = parseInstanceSpec(goldenSpec('disk-boot'));
  expect(() => buildRuntime(instance, { disks: [], nics: [] }, recorded)).toThrow(TypeError);
});
