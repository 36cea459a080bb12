import type { HvInfo, InstanceSpec } from '../instance-spec.ts';
import { claimed, firstFree, pciBus, scsiBus, type Bus, type BusSettings } from './buses.ts';
import { addressOfHvInfo, type DeviceAddress } from './device-address.ts';
import { deviceId, type DeviceKind } from './device-id.ts';
import { isScsi } from './disk-drivers.ts';
import { countRootPorts, hasRootPorts } from './root-ports.ts';

/** A device's id and address; the same at start, at hot-plug and after a migration. */
export interface PlacedDevice {
  readonly uuid: string;
  readonly id: string;
  readonly address: DeviceAddress;
}

export interface Placement {
  /** In the order of the specification's disks. */
  readonly disks: readonly PlacedDevice[];
  /** In the order of the specification's NICs. */
  readonly nics: readonly PlacedDevice[];
  /** The PCIe root ports that the machine starts with, taken or spare; undefined for one with a PCI bus. */
  readonly rootPorts?: number;
}

/** A device that is to be placed. */
export interface DeviceRequest {
  readonly kind: DeviceKind;
  readonly uuid: string;
  /** Where it shall sit, and under which id; the first free place, and Ganeti's id, for what is left out. */
  readonly hvinfo?: HvInfo;
}

/**
 * Gives every device its id and its address: disks, then NICs, each the first free place of its bus, as Ganeti does,
 * so that both find the same device at the same place.
 * @param machineType needed where `machine_version` leaves it to a QEMU whose own is a q35.
 * @throws {PlacementError} `BUS_FULL`
 */
export function placeDevices(
  instance: Pick<InstanceSpec, 'hvparams' | 'disks' | 'nics'>,
  machineType: string = instance.hvparams.machine_version,
): Placement {
  const { hvparams, disks, nics } = instance;
  let placement: Placement = {
    disks: [],
    nics: [],
    ...(hasRootPorts(machineType) ? { rootPorts: countRootPorts(hvparams.kvm_pci_reservations) } : {}),
  };
  for (const { uuid } of disks) {
    const placed = placeDevice({ kind: 'disk', uuid }, instance, placement);
    placement = { ...placement, disks: [...placement.disks, placed] };
  }
  for (const { uuid } of nics) {
    const placed = placeDevice({ kind: 'nic', uuid }, instance, placement);
    placement = { ...placement, nics: [...placement.nics, placed] };
  }
  return placement;
}

/**
 * Places one more device beside those that are there: hot-plug.
 * @throws {PlacementError} `BUS_FULL` when no place is free, or not the one that is asked for.
 */
export function placeDevice(
  { kind, uuid, hvinfo }: DeviceRequest,
  { hvparams }: Pick<InstanceSpec, 'hvparams'>,
  placement: Placement,
): PlacedDevice {
  const id = hvinfo?.id ?? deviceId(kind, uuid);
  const bus = busOf(kind, { hvparams, rootPorts: placement.rootPorts }, [
    ...placement.disks,
    ...placement.nics,
  ]);
  const wanted = hvinfo === undefined ? undefined : addressOfHvInfo(hvinfo);
  return { uuid, id, address: wanted === undefined ? firstFree(bus, id) : claimed(bus, wanted, id) };
}

// IDE disks and ISA NICs take a PCI slot too, which nothing sits in: so they do in Ganeti.
function busOf(kind: DeviceKind, settings: BusSettings, residents: readonly PlacedDevice[]): Bus {
  return kind === 'disk' && isScsi(settings.hvparams.disk_type)
    ? scsiBus(settings, residents)
    : pciBus(settings, residents);
}
