import { argument, type Argument } from './argument.ts';
import { incomingArguments } from './arguments/incoming.ts';
import { machineArguments } from './arguments/machine.ts';
import type { QemuCapabilities } from './capabilities.ts';
import { nicArguments } from './devices/nic-arguments.ts';
import { renderNested } from './option-string.ts';
import type { InstanceRuntime } from './runtime.ts';
import { tapFeatures } from './tap-features.ts';

/** What only the host of a twin knows. */
export interface TwinExecution {
  readonly accelerator?: 'kvm' | 'tcg' | undefined;
  readonly capabilities: QemuCapabilities;
  /** Whether it waits for the other twin. */
  readonly waits: boolean;
}

/** Of a disk whose specification does not say it. */
const usualSizeMiB = 1024;

/**
 * The command of a twin of a machine: the same devices in the same places, with nothing behind them. It stands still,
 * opens no image, tap, port or file of the guest's, and serves QMP on descriptor 3, a connected socket. That its state
 * can be sent from one QEMU to another says that the machine's can, but for what only a booted guest has.
 * @throws {CapabilityError} `QEMU_UNSUITABLE`
 */
export function buildTwin(runtime: InstanceRuntime, execution: TwinExecution): readonly string[] {
  const { instance, machineType } = runtime;
  const { accelerator, capabilities, waits } = execution;
  const options = [
    ...runtime.arguments.flatMap(withoutHost),
    ...(runtime.arguments.some(({ option }) => option === '-display')
      ? []
      : [argument('-display', 'none', 'rehearsal')]),
    ...machineArguments(instance, { machineType, accelerator }, capabilities),
    argument('-S', undefined, 'rehearsal'),
    argument('-monitor', 'none', 'rehearsal'),
    argument('-chardev', 'socket,id=rehearsal,fd=3', 'rehearsal'),
    argument('-mon', 'chardev=rehearsal,mode=control', 'rehearsal'),
    argument('-serial', instance.hvparams.serial_console ? 'null' : 'none', 'hvparams.serial_console'),
    ...(instance.hvparams.use_guest_agent ? [argument('-chardev', 'null,id=qga0', 'rehearsal')] : []),
    ...incomingArguments(waits ? 'defer' : undefined),
    ...nicsOf(runtime, capabilities),
    ...runtime.diskArguments.map((one) => withoutImage(runtime, one)),
  ];
  const words = options.flatMap(({ option, value }) => (value === undefined ? [option] : [option, value]));
  return [instance.hvparams.kvm_path, ...words];
}

/** What takes something of the host is left out, or has nothing behind it. */
function withoutHost(one: Argument): Argument[] {
  const { option, value = '' } = one;
  if (option === '-mem-path' || option === '-mem-prealloc') return [];
  if (option === '-chardev' && value.startsWith('spicevmc,'))
    return [{ ...one, value: value.replace(/^spicevmc,(id=[^,]*).*$/, 'null,$1') }];
  return [one];
}

/** Devices without taps. */
function nicsOf({ instance, placement }: InstanceRuntime, capabilities: QemuCapabilities): Argument[] {
  if (instance.nics.length === 0) return [argument('-net', 'none', 'nics')];
  const { queues, vhost } = tapFeatures(instance.hvparams, capabilities);
  const fds = Array.from({ length: queues }, () => 0);
  const taps = instance.nics.map(() => ({ tapFds: fds, vhostFds: vhost ? fds : [] }));
  return nicArguments(instance, placement, capabilities, taps)
    .filter(({ option }) => option !== '-netdev')
    .map(({ option, value, origin }) => argument(option, value?.replace(/,netdev=[^,]*/, ''), origin));
}

/** A node of the same size that holds nothing. */
function withoutImage({ instance }: InstanceRuntime, one: Argument): Argument {
  if (one.option !== '-blockdev') return one;
  const node: unknown = JSON.parse(one.value ?? '{}');
  const name = typeof node === 'object' && node !== null && 'node-name' in node ? node['node-name'] : '';
  const disk = instance.disks[Number(one.origin.replace(/^disks\./, ''))];
  const size = (disk?.size ?? usualSizeMiB) * 2 ** 20;
  const empty = { driver: 'null-co', 'node-name': name, size, 'read-zeroes': true };
  return { ...one, value: renderNested(empty) };
}
