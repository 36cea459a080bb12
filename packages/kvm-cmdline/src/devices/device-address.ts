import type { HvInfo } from '../instance-spec.ts';

/** A slot of a PCI bus, or of a PCIe root port (its slot 0). */
export interface PciAddress {
  readonly bus: string;
  /** 0 to 31. */
  readonly slot: number;
}

/** A target of the SCSI controller, by the names that QEMU and Ganeti give its parts. */
export interface ScsiAddress {
  readonly bus: 'scsi.0';
  readonly channel: number;
  /** 0 to 15. */
  readonly 'scsi-id': number;
  readonly lun: number;
}

export type DeviceAddress = PciAddress | ScsiAddress;

/** An address as QEMU's `-device` and `device_add` take it, and Ganeti's `hvinfo` holds it. */
export type AddressProperties =
  | { readonly bus: string; readonly addr: string }
  | { readonly bus: string; readonly channel: number; readonly 'scsi-id': number; readonly lun: number };

/** `{ bus: 'pci.0', slot: 12 }` as `{ bus: 'pci.0', addr: '0xc' }`. */
export function addressProperties(address: DeviceAddress): AddressProperties {
  if (!('slot' in address)) return address;
  return { bus: address.bus, addr: `0x${address.slot.toString(16)}` };
}

/** The address that an `hvinfo` holds; undefined where it holds none. */
export function addressOfHvInfo({ bus, addr, channel, lun, ...rest }: HvInfo): DeviceAddress | undefined {
  const target = rest['scsi-id'];
  if (target !== undefined) return { bus: 'scsi.0', channel: channel ?? 0, 'scsi-id': target, lun: lun ?? 0 };
  return bus === undefined || addr === undefined ? undefined : { bus, slot: Number(addr) };
}
