import { argument, type Argument } from '../argument.ts';
import { machineArguments } from '../arguments/machine.ts';
import {
  guestAgentSocketArguments,
  monitorArguments,
  pidFileArguments,
  serialArguments,
  type RuntimePaths,
} from '../arguments/sockets.ts';
import { spiceArguments, type SpiceCertificates } from '../arguments/spice.ts';
import { vncArguments } from '../arguments/vnc.ts';
import { addressProperties } from '../devices/device-address.ts';
import type { PlacedDevice } from '../devices/placement.ts';
import { namesInterface, type DisplayAddress } from '../display-address.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import type { InstanceRuntime } from '../runtime.ts';
import type { GanetiFields, GanetiLists } from './ganeti-lists.ts';

/** What of a host stands in Ganeti's `kvm_cmd`. */
export interface GanetiExecution {
  readonly paths: RuntimePaths;
  readonly logFile: string;
  /** Needed where VNC or SPICE is bound to an interface: without it that display is left out. */
  readonly display?: DisplayAddress | undefined;
  readonly spiceCertificates: SpiceCertificates;
}

/** A runtime as Ganeti 3 keeps it, and as it executes it on the next host. */
export function ganetiOfRuntime(runtime: InstanceRuntime, execution: GanetiExecution): GanetiLists {
  const { instance, placement } = runtime;
  const options = [
    ...runtime.arguments.filter((one) => !isAddedByGaneti(one)),
    ...ofHost(runtime, execution),
  ];
  return {
    command: [
      instance.hvparams.kvm_path,
      ...options.flatMap(({ option, value }) =>
        value === undefined ? [option] : [option, option === '-m' ? Number(value) : value],
      ),
    ],
    nics: instance.nics.map((nic, index) => ({
      ...without(nic, ['hvinfo']),
      hvinfo: hvInfoOf(nicDriver(instance), placement.nics[index]),
    })),
    hvparams: { ...instance.hvparams },
    disks: instance.disks.map((disk, index) => ({
      disk: {
        params: {},
        ...without(disk, ['hvinfo', 'link', 'uri']),
        hvinfo: hvInfoOf(diskDriver(instance), placement.disks[index]),
      },
      link: disk.link,
      uri: disk.uri ?? null,
    })),
  };
}

/** Of disks, Ganeti says it itself each time that it executes a command. */
function isAddedByGaneti({ option, value }: Argument): boolean {
  return option === '-boot' && value === 'order=c';
}

function ofHost(
  { instance, machineType }: InstanceRuntime,
  { paths, logFile, display, spiceCertificates }: GanetiExecution,
): Argument[] {
  const { kvm_flag: kvm, vnc_bind_address: vnc, spice_bind: spice } = instance.hvparams;
  const accelerator = kvm === 'enabled' ? 'kvm' : undefined;
  const isKnown = (bind: string): boolean => !namesInterface(bind) || display !== undefined;
  return [
    ...pidFileArguments(paths),
    argument('-daemonize', undefined, 'ganeti'),
    argument('-D', logFile, 'ganeti'),
    ...machineArguments(instance, { machineType, accelerator }, undefined),
    // QMP comes when it is executed.
    ...monitorArguments(paths).filter(({ option }) => option === '-monitor'),
    ...serialArguments(instance, paths),
    ...guestAgentSocketArguments(instance, paths),
    ...(isKnown(vnc) ? vncArguments(instance, display) : []),
    ...(isKnown(spice) ? spiceArguments(instance, { display, certificates: spiceCertificates }) : []),
  ];
}

function hvInfoOf(driver: string, device: PlacedDevice | undefined): GanetiFields {
  if (device === undefined) throw new TypeError('a device without a place');
  return { driver, id: device.id, ...addressProperties(device.address) };
}

/** Ganeti's names (`_DEVICE_DRIVER` of hv_kvm): a disk on IDE is only `ide`. */
function diskDriver({ hvparams }: InstanceSpec): string {
  return hvparams.disk_type === 'paravirtual' ? 'virtio-blk-pci' : hvparams.disk_type;
}

function nicDriver({ hvparams }: InstanceSpec): string {
  return hvparams.nic_type === 'paravirtual' ? 'virtio-net-pci' : hvparams.nic_type;
}

function without(fields: object, names: readonly string[]): GanetiFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
