import { argument, type Argument } from '../argument.ts';
import type { InstanceSpec } from '../instance-spec.ts';

/** What the firmware tries first; nothing is said of what the guest has not. A kernel of the host's beats it all. */
export function bootArguments(instance: InstanceSpec): Argument[] {
  const drive = instance.hvparams.kernel_path === '' ? firstDrive(instance) : undefined;
  return drive === undefined ? [] : [argument('-boot', `order=${drive}`, 'hvparams.boot_order')];
}

/** The letters of a PC's drives, as `-boot` names them (system/bootdevice.c). */
function firstDrive({ hvparams, disks }: InstanceSpec): 'a' | 'c' | 'd' | 'n' | undefined {
  switch (hvparams.boot_order) {
    case 'floppy':
      return hvparams.floppy_image_path === '' ? undefined : 'a';
    case 'disk':
      return disks.length === 0 ? undefined : 'c';
    case 'cdrom':
      return 'd';
    case 'network':
      return 'n';
  }
}

export function rebootArguments({ hvparams }: InstanceSpec): Argument[] {
  return hvparams.reboot_behavior === 'exit'
    ? [argument('-no-reboot', undefined, 'hvparams.reboot_behavior')]
    : [];
}
