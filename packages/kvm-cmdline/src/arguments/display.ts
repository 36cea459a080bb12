import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';

/** No window of QEMU's own; VNC and SPICE bring their displays. `-nographic` is what was there before `-display`. */
export function displayArguments({ hvparams }: InstanceSpec, { features }: QemuCapabilities): Argument[] {
  if (hvparams.vnc_bind_address !== '' || hvparams.spice_bind !== '') return [];
  return features.display
    ? [argument('-display', 'none', 'seed')]
    : [argument('-nographic', undefined, 'seed')];
}

/** With SPICE, the card that its drivers know best, where nothing else is said. */
export function graphicsCardArguments({ hvparams }: InstanceSpec): Argument[] {
  if (hvparams.vga !== '') return [argument('-vga', hvparams.vga, 'hvparams.vga')];
  return hvparams.spice_bind === '' ? [] : [argument('-vga', 'qxl', 'hvparams.spice_bind')];
}

/** Keys as they lie on the viewer's keyboard, for VNC viewers that send letters. */
export function keymapArguments(keymap: string): Argument[] {
  return keymap === '' ? [] : [argument('-k', keymap, 'hvparams.keymap')];
}
