import { PlacementError } from '../errors.ts';
import type { HvParams } from '../hv-parameters.ts';
import { cdromsOf } from './cdroms.ts';
import type { DeviceAddress } from './device-address.ts';
import { rootPortBus, rootPortOf } from './root-ports.ts';

/** A row of places for devices. */
export interface Bus {
  readonly name: string;
  /** What a place of it is called. */
  readonly place: string;
  /** Who sits where, by the number of the place. */
  readonly occupants: readonly (string | undefined)[];
  readonly addressOf: (place: number) => DeviceAddress;
  readonly placeOf: (address: DeviceAddress) => number | undefined;
}

/** What is known of the places before any device is placed. */
export interface BusSettings {
  readonly hvparams: Pick<
    HvParams,
    | 'kvm_pci_reservations'
    | 'disk_type'
    | 'cdrom_disk_type'
    | 'cdrom_image_path'
    | 'cdrom2_image_path'
    | 'scsi_controller_type'
  >;
  /** The root ports of the machine; undefined for one with a PCI bus. */
  readonly rootPorts?: number | undefined;
}

export interface Resident {
  readonly id: string;
  readonly address: DeviceAddress;
}

const pciSlots = 32;
const scsiTargets = 16;

/** The bus of everything that is no SCSI disk: pci.0, or the row of root ports. */
export function pciBus({ hvparams, rootPorts }: BusSettings, residents: readonly Resident[]): Bus {
  const bus: Omit<Bus, 'occupants'> =
    rootPorts === undefined
      ? {
          name: 'pci.0',
          place: 'slot',
          addressOf: (slot) => ({ bus: 'pci.0', slot }),
          placeOf: (address) => ('slot' in address && address.bus === 'pci.0' ? address.slot : undefined),
        }
      : {
          name: 'pcie.0',
          place: 'root port',
          addressOf: (port) => ({ bus: rootPortBus(port), slot: 0 }),
          placeOf: ({ bus: port }) => rootPortOf(port),
        };
  const places = Array.from({ length: rootPorts ?? pciSlots }, (_, slot) =>
    rootPorts === undefined && slot < hvparams.kvm_pci_reservations ? 'reserved' : undefined,
  );
  return { ...bus, occupants: seated(bus, places, residents) };
}

/** The bus of SCSI disks and CD-ROMs. */
export function scsiBus({ hvparams }: BusSettings, residents: readonly Resident[]): Bus {
  const bus: Omit<Bus, 'occupants'> = {
    name: 'scsi.0',
    place: 'target',
    addressOf: (target) => ({ bus: 'scsi.0', channel: 0, 'scsi-id': target, lun: 0 }),
    placeOf: (address) => ('slot' in address ? undefined : address['scsi-id']),
  };
  const cdroms = cdromsOf(hvparams).flatMap(({ id, address }) =>
    address === undefined ? [] : { id, address },
  );
  const places = Array.from({ length: scsiTargets }, () => undefined);
  return { ...bus, occupants: seated(bus, places, [...cdroms, ...residents]) };
}

/** Who sits where, by bus and place; undefined where a place is free. */
export function busOccupants(
  settings: BusSettings,
  residents: readonly Resident[],
): Readonly<Record<string, readonly (string | undefined)[]>> {
  const buses = [pciBus(settings, residents), scsiBus(settings, residents)];
  return Object.fromEntries(buses.map(({ name, occupants }) => [name, occupants]));
}

function seated(
  { placeOf }: Pick<Bus, 'placeOf'>,
  places: readonly (string | undefined)[],
  residents: readonly Resident[],
): (string | undefined)[] {
  const occupants = [...places];
  for (const { id, address } of residents) {
    const place = placeOf(address);
    if (place !== undefined && place < occupants.length) occupants[place] = id;
  }
  return occupants;
}

/**
 * The first free address.
 * @throws {PlacementError} `BUS_FULL`
 */
export function firstFree(bus: Bus, deviceId: string): DeviceAddress {
  const place = bus.occupants.indexOf(undefined);
  if (place === -1) throw new PlacementError(deviceId, bus.place, bus.name, occupantsByName(bus));
  return bus.addressOf(place);
}

/**
 * The address that a device shall have.
 * @throws {PlacementError} `BUS_FULL` when another sits there, or when the bus has no such place.
 */
export function claimed(bus: Bus, address: DeviceAddress, deviceId: string): DeviceAddress {
  const place = bus.placeOf(address) ?? -1;
  if (place in bus.occupants && bus.occupants[place] === undefined) return address;
  const wanted = place === -1 ? `place of the bus ${address.bus}` : `${bus.place} ${place}`;
  throw new PlacementError(deviceId, wanted, bus.name, occupantsByName(bus));
}

/** `slots 0 to 11` reserved, `slot 12` a disk: neighbours with one name are told together. */
function occupantsByName({ place, occupants }: Bus): Record<string, string> {
  const named: Record<string, string> = {};
  for (let first = 0; first < occupants.length; first += 1) {
    const occupant = occupants[first];
    if (occupant === undefined) continue;
    let last = first;
    while (occupants[last + 1] === occupant) last += 1;
    named[first === last ? `${place} ${first}` : `${place}s ${first} to ${last}`] = occupant;
    first = last;
  }
  return named;
}
