import { describe, expect, test } from 'vitest';

import {
  executionIn,
  fixtures,
  goldenCases,
  goldenExecution,
  goldenSpec,
  recordedCapabilities,
  tapsOf,
} from '../test/fixtures.ts';
import { buildArguments, buildCommandLine, type Execution } from './command-line.ts';
import { resolveMachineType } from './machine-type.ts';
import { parseInstanceSpec } from './parse-instance-spec.ts';
import { placeDevices } from './devices/placement.ts';
import { buildRuntime, type InstanceRuntime } from './runtime.ts';

const capabilities = recordedCapabilities();
const root = '/run/kvmkit';

function runtimeOf(input: unknown): InstanceRuntime {
  const instance = parseInstanceSpec(input);
  const machineType = resolveMachineType(instance.hvparams.machine_version, capabilities);
  return buildRuntime(instance, placeDevices(instance, machineType), capabilities);
}

function executionOf({ instance }: InstanceRuntime, name = ''): Execution {
  return {
    ...executionIn(root, instance.name, 'kvm', capabilities),
    taps: tapsOf(instance, capabilities),
    ...goldenExecution(name),
  };
}

describe.for(goldenCases)('%s', (name) => {
  const runtime = runtimeOf(goldenSpec(name));
  const execution = executionOf(runtime, name);

  test('its command line is the recorded one', async () => {
    const options = buildArguments(runtime, execution).map(({ option, value }) =>
      value === undefined ? option : `${option} ${value}`,
    );
    const lines = [runtime.instance.hvparams.kvm_path, ...options];
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`${fixtures}/${name}/argv.txt`);
  });

  test('the command line is the binary and its options, one after the other', () => {
    const options = buildArguments(runtime, execution);
    expect(buildCommandLine(runtime, execution)).toEqual([
      runtime.instance.hvparams.kvm_path,
      ...options.flatMap(({ option, value }) => (value === undefined ? [option] : [option, value])),
    ]);
  });

  test('the same input gives the same command line, also through JSON', () => {
    const again = runtimeOf(goldenSpec(name));
    const stored = JSON.parse(JSON.stringify(runtime)) as InstanceRuntime;
    const argv = buildCommandLine(runtime, execution);
    expect(buildCommandLine(again, executionOf(again, name))).toEqual(argv);
    expect(buildCommandLine(stored, execution)).toEqual(argv);
  });

  test('its runtime holds nothing of the host that executes it', () => {
    const json = JSON.stringify(runtime);
    expect(json).not.toContain(root);
    expect(json).not.toMatch(/accel=|"-(machine|pidfile|monitor|serial|qmp|sandbox|S)"/);
  });
});

test('without a sandbox in QEMU there is none on the command line', () => {
  const runtime = runtimeOf(goldenSpec('disk-boot'));
  const argv = buildCommandLine(runtime, { ...executionOf(runtime), sandbox: false });
  expect(argv).not.toContain('-sandbox');
});

test('commas and equals signs in the paths of the host are kept from QEMU’s parser', () => {
  const runtime = runtimeOf(goldenSpec('defaults'));
  const argv = buildCommandLine(runtime, executionIn('/run/a=b,c', 'vm', 'tcg'));
  expect(argv).toContain('unix:path=/run/a=b,,c/ctrl/vm.qmp,server=on,wait=off');
  expect(argv).toContain('/run/a=b,c/pid/vm');
});

test.for([
  ['file', 'file', false],
  ['sharedfile', 'file', true],
  ['gluster', 'file', true],
  ['plain', 'host_device', false],
  ['drbd', 'host_device', false],
  ['rbd', 'host_device', false],
  ['blockdev', 'host_device', true],
  ['ext', 'host_device', true],
] as const)('a disk of type %s is a %s, past the host’s cache: %s', ([devType, driver, direct]) => {
  const { diskArguments: options } = runtimeOf({
    name: 'web1',
    uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
    disks: [{ uuid: '51a3bd5e-6f7c-4a39-8a52-1a8ad3b8f0d6', link: '/srv/disk', dev_type: devType }],
  });
  const node = options.find(({ option }) => option === '-blockdev')?.value ?? '';
  expect(JSON.parse(node)).toMatchObject({ cache: { direct }, file: { driver, filename: '/srv/disk' } });
});
