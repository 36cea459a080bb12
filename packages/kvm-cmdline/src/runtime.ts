import { argument, type Argument } from './argument.ts';
import type { QemuCapabilities } from './capabilities.ts';
import { cdromAndFloppyArguments } from './devices/cdrom-arguments.ts';
import { controllerArguments } from './devices/controller-arguments.ts';
import { diskArguments } from './devices/disk-arguments.ts';
import { CapabilityError } from './errors.ts';
import type { InstanceSpec } from './instance-spec.ts';
import { renderImplied, renderOptions } from './option-string.ts';
import type { Placement } from './devices/placement.ts';

/**
 * An instance as started: all that must be known to find its devices again, to start it again with the same
 * machine, or to receive it on another host. Plain JSON; holds nothing that differs between hosts.
 */
export interface InstanceRuntime {
  readonly instance: InstanceSpec;
  readonly placement: Placement;
  /** The versioned machine type, never an alias: an alias means another machine in another QEMU. */
  readonly machineType: string;
  readonly arguments: readonly Argument[];
}

/**
 * Builds the host-independent part of an instance's command line.
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when this QEMU lacks what the specification asks for.
 */
export function buildRuntime(
  instance: InstanceSpec,
  placement: Placement,
  capabilities: QemuCapabilities,
): InstanceRuntime {
  return {
    instance,
    placement,
    machineType: resolveMachineType(instance.hvparams.machine_version, capabilities),
    arguments: [
      ...identityArguments(instance),
      ...processorArguments(instance),
      ...controllerArguments(instance, placement, capabilities),
      argument('-device', 'virtio-balloon', 'balloon'),
      ...(instance.hvparams.reboot_behavior === 'exit'
        ? [argument('-no-reboot', undefined, 'hvparams.reboot_behavior')]
        : []),
      ...bootArguments(instance),
      ...cdromAndFloppyArguments(instance, placement, capabilities),
      argument('-usb', undefined, 'seed'),
      argument('-display', 'none', 'seed'),
      ...optional('-rtc', instance.hvparams.use_localtime ? 'base=localtime' : '', 'hvparams.use_localtime'),
      ...optional('-cpu', instance.hvparams.cpu_type, 'hvparams.cpu_type'),
      ...optional('-vga', instance.hvparams.vga, 'hvparams.vga'),
      ...(instance.nics.length === 0 ? [argument('-net', 'none', 'nics')] : []),
      ...diskArguments(instance, placement, capabilities),
    ],
  };
}

function resolveMachineType(wanted: string, { machineTypes }: QemuCapabilities): string {
  const setting = 'hvparams.machine_version';
  const found =
    wanted === ''
      ? machineTypes.find(({ isDefault }) => isDefault)
      : machineTypes.find(({ name, alias }) => name === wanted || alias === wanted);
  if (found === undefined) {
    const offered = machineTypes.map(({ name }) => name).join(', ');
    throw new CapabilityError(setting, `found ${JSON.stringify(wanted)}, this QEMU offers: ${offered}`);
  }
  if (!/^pc(-i440fx)?-\d/.test(found.name)) {
    throw new CapabilityError(
      setting,
      `found ${JSON.stringify(wanted)}, allowed: pc and pc-i440fx-… (this version places devices on no other)`,
    );
  }
  return found.name;
}

function identityArguments({ name, uuid }: InstanceSpec): Argument[] {
  return [argument('-name', renderImplied('guest', name, {}), 'name'), argument('-uuid', uuid, 'uuid')];
}

function processorArguments({ beparams, hvparams }: InstanceSpec): Argument[] {
  return [
    argument('-m', String(beparams.maxmem), 'beparams.maxmem'),
    argument(
      '-smp',
      renderOptions(String(beparams.vcpus), {
        cores: orQemusChoice(hvparams.cpu_cores),
        threads: orQemusChoice(hvparams.cpu_threads),
        sockets: orQemusChoice(hvparams.cpu_sockets),
      }),
      'beparams.vcpus',
    ),
  ];
}

/** Ganeti's 0 leaves a part of the topology to QEMU. */
function orQemusChoice(count: number): number | undefined {
  return count === 0 ? undefined : count;
}

/** A kernel of the host's beats every boot order, as in Ganeti. */
function bootArguments({ hvparams }: InstanceSpec): Argument[] {
  if (hvparams.kernel_path === '') return [argument('-boot', 'order=c', 'hvparams.boot_order')];
  const root = hvparams.root_path === null || hvparams.root_path === '' ? [] : [`root=${hvparams.root_path}`];
  const args = hvparams.kernel_args === '' ? [] : [hvparams.kernel_args];
  const console = hvparams.serial_console ? [`console=ttyS0,${hvparams.serial_speed}`] : [];
  return [
    argument('-kernel', hvparams.kernel_path, 'hvparams.kernel_path'),
    ...optional('-initrd', hvparams.initrd_path, 'hvparams.initrd_path'),
    ...optional('-append', [...root, ...args, ...console].join(' '), 'hvparams.kernel_args'),
  ];
}

function optional(option: string, value: string, origin: string): Argument[] {
  return value === '' ? [] : [argument(option, value, origin)];
}
