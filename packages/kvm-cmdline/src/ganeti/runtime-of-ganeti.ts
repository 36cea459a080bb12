import type { Argument } from '../argument.ts';
import { bootArguments } from '../arguments/boot.ts';
import { addressOfHvInfo } from '../devices/device-address.ts';
import type { PlacedDevice } from '../devices/placement.ts';
import { hasRootPorts } from '../devices/root-ports.ts';
import { SpecificationError } from '../errors.ts';
import { defaultHvParams, hvParameters, type HvParams } from '../hv-parameters.ts';
import type { HvInfo, InstanceSpec } from '../instance-spec.ts';
import { parseRunningSpec } from '../parse-instance-spec.ts';
import type { InstanceRuntime } from '../runtime.ts';
import type { GanetiDiskEntry, GanetiFields, GanetiLists, KnownOfInstance } from './ganeti-lists.ts';
import { ganetiOrigin, readCommand, type KeptCommand } from './kept-command.ts';

/**
 * The runtime of an instance that Ganeti has started, so that it can be adopted, started again, or moved with the same
 * machine: the arguments are Ganeti's own, word for word. Disks are spelled when it is executed, as by Ganeti
 * (`respellRuntime`).
 * @throws {SpecificationError} `SPECIFICATION_INVALID`, also where only the running QEMU knows where a device sits: in
 * files of Ganeti before 2.10, and of devices that are not paravirtual before 2.16.
 */
export function runtimeOfGaneti(lists: GanetiLists, known: KnownOfInstance = {}): InstanceRuntime {
  const given: HvParams = { ...defaultHvParams, ...known.hvparams, ...knownParameters(lists.hvparams) };
  const command = readCommand(lists.command, given);
  const instance = instanceOf(lists, command, given, known.uuid);
  const { machineType } = command;
  const rootPorts = command.arguments.filter(({ value }) => value?.startsWith('pcie-root-port,')).length;
  return {
    instance,
    placement: {
      disks: instance.disks.map((disk, index) => placed(`disks.${index}`, disk)),
      nics: instance.nics.map((nic, index) => placed(`nics.${index}`, nic)),
      ...(hasRootPorts(machineType) ? { rootPorts } : {}),
    },
    machineType,
    arguments: [...command.arguments, ...bootOrderOf(instance, command)],
    diskArguments: [],
  };
}

function instanceOf(
  lists: GanetiLists,
  command: KeptCommand,
  hvparams: HvParams,
  uuid: string | undefined,
): InstanceSpec {
  const { binary, name, memoryMiB, vcpus, acpi, hasSerialConsole, networkPort } = command;
  return parseRunningSpec({
    name,
    uuid: command.uuid ?? uuid,
    // Where the two differ, the command is what the guest was started with.
    hvparams: { ...hvparams, kvm_path: binary, acpi, serial_console: hasSerialConsole },
    beparams: { vcpus, minmem: memoryMiB, maxmem: memoryMiB },
    disks: lists.disks.map(diskOf),
    nics: lists.nics.map(nicOf),
    tags: [],
    ...(networkPort === undefined ? {} : { network_port: networkPort }),
  });
}

/** Parameters of other versions of Ganeti have done to the command what they do. */
function knownParameters(hvparams: GanetiFields): Partial<HvParams> {
  const known = Object.entries(hvparams).filter(([name]) => Object.hasOwn(hvParameters, name));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the specification that they go into is parsed
  return Object.fromEntries(known) as Partial<HvParams>;
}

function diskOf({ disk, link, uri }: GanetiDiskEntry): object {
  const fields = pick(disk, ['uuid', 'dev_type', 'mode', 'size', 'name', 'params', 'hvinfo']);
  return { ...fields, link, ...(uri === null ? {} : { uri }) };
}

function nicOf(nic: GanetiFields): object {
  return pick(nic, ['uuid', 'mac', 'nicparams', 'ip', 'name', 'network', 'netinfo', 'hvinfo']);
}

function pick(fields: GanetiFields, names: readonly string[]): Record<string, unknown> {
  const entries = names.map((name) => [name, fields[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

function placed(path: string, device: { readonly uuid: string; readonly hvinfo?: HvInfo }): PlacedDevice {
  const { uuid, hvinfo = {} } = device;
  const address = addressOfHvInfo(hvinfo);
  if (hvinfo.id !== undefined && address !== undefined) return { uuid, id: hvinfo.id, address };
  throw new SpecificationError([
    {
      path: `${path}.hvinfo`,
      found: JSON.stringify(hvinfo),
      allowed: 'the id and the address that the device has: this one only its QEMU knows',
    },
  ]);
}

/** Of disks and NICs, Ganeti too says when it executes a command that the guest boots from them. */
function bootOrderOf(instance: InstanceSpec, { arguments: kept }: KeptCommand): Argument[] {
  if (kept.some(({ option }) => option === '-boot')) return [];
  const { boot_order: order } = instance.hvparams;
  const isDevice = order === 'disk' || order === 'network';
  return isDevice ? bootArguments(instance).map((boot) => ({ ...boot, origin: ganetiOrigin })) : [];
}
