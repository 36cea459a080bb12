import { PlacementError } from '../errors.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { deviceId } from './device-id.ts';

/** Where a device sits. */
export interface PciAddress {
  readonly bus: 'pci.0';
  /** 0 to 31. */
  readonly slot: number;
}

/** A device's id and address; the same at start, at hot-plug and after a migration. */
export interface PlacedDevice {
  readonly uuid: string;
  readonly id: string;
  readonly address: PciAddress;
}

export interface Placement {
  /** In the order of the specification's disks. */
  readonly disks: readonly PlacedDevice[];
}

const pciSlots = 32;

/**
 * Gives every device its id and its PCI slot: the first free one after `kvm_pci_reservations`, disks in order,
 * as Ganeti does, so that both find the same device at the same place.
 * @throws {PlacementError} `BUS_FULL`
 */
export function placeDevices(instance: InstanceSpec): Placement {
  let slot = instance.hvparams.kvm_pci_reservations;
  const occupants: Record<string, string> = slot === 0 ? {} : { [`slots 0 to ${slot - 1}`]: 'reserved' };
  const disks = instance.disks.map(({ uuid }) => {
    const id = deviceId('disk', uuid);
    if (slot >= pciSlots) throw new PlacementError(id, 'pci.0', occupants);
    occupants[`slot ${slot}`] = id;
    const address: PciAddress = { bus: 'pci.0', slot };
    slot += 1;
    return { uuid, id, address };
  });
  return { disks };
}
