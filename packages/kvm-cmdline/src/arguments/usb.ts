import { argument, type Argument } from '../argument.ts';
import { SpecificationError } from '../errors.ts';
import type { InstanceSpec } from '../instance-spec.ts';

/** A bus, and a pointer on it: with VNC, a tablet where nothing else is said, for only it knows where the viewer points. */
export function usbArguments({ hvparams }: InstanceSpec): Argument[] {
  const bus = argument('-usb', undefined, 'seed');
  if (hvparams.usb_mouse !== '') {
    return [bus, argument('-usbdevice', hvparams.usb_mouse, 'hvparams.usb_mouse')];
  }
  if (hvparams.vnc_bind_address === '') return [bus];
  return [bus, argument('-usbdevice', 'tablet', 'hvparams.vnc_bind_address')];
}

/** @throws {SpecificationError} `SPECIFICATION_INVALID` when a name in the list is empty. */
export function usbDeviceArguments({ hvparams: { usb_devices: list } }: InstanceSpec): Argument[] {
  if (list === '') return [];
  const path = 'hvparams.usb_devices';
  const names = list.split(',').map((name) => name.trim());
  if (names.includes('')) {
    const allowed = 'names of devices between commas, none of them empty';
    throw new SpecificationError([{ path, found: JSON.stringify(list), allowed }]);
  }
  return names.map((name) => argument('-usbdevice', name, path));
}
