import { argument, type Argument } from '../argument.ts';
import { renderOptions } from '../option-string.ts';

/*
Only a root port takes a device while a q35 runs, and no port can be added to a running guest: a q35 starts with all
that it may ever need (docs/decisions/0011-root-ports.md). Each slot of pcie.0 from kvm_pci_reservations on holds eight:

  port 0 = pcie.0 slot 12 function 0 … port 7 = function 7, port 8 = slot 13 function 0 …
*/
const portsPerSlot = 8;

// Ganeti's MAX_DISKS and MAX_NICS.
const mostDevices = 16 + 8;

// ICH9's USB controllers sit in slot 29 where `-usb` asks for them, its other parts in 31 (hw/i386/pc_q35.c).
const firstSlotOfIch9 = 29;

/** Whether a machine has a PCI Express bus, of which only root ports take devices at run time. */
export function hasRootPorts(machineType: string): boolean {
  return /^(?:pc-)?q35(?:-|$)/.test(machineType);
}

/** One for each disk and NIC that a guest may have, or as many as the reservations leave room for. */
export function countRootPorts(reservedSlots: number): number {
  return Math.min(mostDevices, Math.max(0, firstSlotOfIch9 - reservedSlots) * portsPerSlot);
}

/** The bus that a root port is: what sits there has slot 0. */
export function rootPortBus(port: number): string {
  return `port${port}`;
}

/** The number of the root port that a bus is. */
export function rootPortOf(bus: string): number | undefined {
  const number = /^port(\d+)$/.exec(bus)?.[1];
  return number === undefined ? undefined : Number(number);
}

export function rootPortArguments(count: number, reservedSlots: number): Argument[] {
  return Array.from({ length: count }, (_, port) => {
    const slot = reservedSlots + Math.floor(port / portsPerSlot);
    const options = {
      id: rootPortBus(port),
      bus: 'pcie.0',
      addr: `0x${slot.toString(16)}.${port % portsPerSlot}`,
      multifunction: true,
      // Each port's own: what a guest names its slots by.
      chassis: port + 1,
    };
    return argument('-device', renderOptions('pcie-root-port', options), 'hvparams.machine_version');
  });
}
