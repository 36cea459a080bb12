import type { DeviceKind, HvParams } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { HotplugError } from '../errors.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest, recordOfGuest } from '../running-guest.ts';

/** What may be done to the devices of a running guest, in Ganeti's words. */
export type HotplugAction = 'hotadd' | 'hotremove' | 'hotmod';

const words = { tried: 'look at hot-plug', doing: 'looking at hot-plug' };

const hotPluggable: Readonly<Record<DeviceKind, readonly string[]>> = {
  disk: ['paravirtual', 'scsi-hd', 'scsi-cd', 'scsi-block', 'scsi-generic'],
  nic: ['paravirtual', 'e1000', 'rtl8139', 'ne2k_pci', 'i82551', 'i82557b', 'i82559er', 'pcnet'],
};

/** Refuses a type of device that no QEMU can add to a running guest. @throws `HOTPLUG_UNSUPPORTED` */
export function requireHotPluggable(
  hvparams: Pick<HvParams, 'disk_type' | 'nic_type'>,
  { tried, type, instance }: { readonly tried: string; readonly type: DeviceKind; readonly instance: string },
): void {
  const found = type === 'disk' ? hvparams.disk_type : hvparams.nic_type;
  if (hotPluggable[type].includes(found)) return;
  throw new HotplugError('HOTPLUG_UNSUPPORTED', {
    tried,
    instance,
    device: `a ${type === 'disk' ? 'disk' : 'NIC'}`,
    why: `hvparams.${type}_type: found ${JSON.stringify(found)}, hot-pluggable are ${hotPluggable[type].join(', ')}`,
    left: 'nothing was changed',
  });
}

const commandsOf = {
  hotadd: { disk: ['add-fd', 'blockdev-add', 'device_add'], nic: ['getfd', 'netdev_add', 'device_add'] },
  hotremove: { disk: ['device_del', 'blockdev-del'], nic: ['device_del', 'netdev_del'] },
  hotmod: { disk: [], nic: ['device_del', 'netdev_del', 'getfd', 'netdev_add', 'device_add'] },
} as const satisfies Record<HotplugAction, Record<DeviceKind, readonly string[]>>;

/**
 * Whether this could be done to a running instance now: by the types that it was started with, and its QEMU.
 * @throws `INSTANCE_NOT_RUNNING`, `HOTPLUG_UNSUPPORTED`
 */
export function verifyHotplugSupport(
  context: HypervisorContext,
  instance: InstanceOrName,
  action: HotplugAction,
  devType: DeviceKind,
): Promise<void> {
  const name = nameOf(instance);
  return changeRunningGuest(context, name, words, async ({ qmp }) => {
    const { runtime } = await recordOfGuest(context, name);
    requireHotPluggable(runtime.instance.hvparams, { tried: action, type: devType, instance: name });
    for (const command of commandsOf[action][devType]) {
      if (!(await qmp.supports(command))) throw unsupported(name, action, `its QEMU has no ${command}`);
    }
  });
}

/**
 * Whether anything can be plugged into a running instance at all.
 * @throws `INSTANCE_NOT_RUNNING`, `HOTPLUG_UNSUPPORTED`
 */
export function hotplugSupported(context: HypervisorContext, instance: InstanceOrName): Promise<void> {
  const name = nameOf(instance);
  return changeRunningGuest(context, name, words, async ({ qmp }) => {
    const { major, minor, micro } = qmp.greeting.version.qemu;
    if (major > 1 || (major === 1 && minor >= 7)) return;
    throw unsupported(name, 'hot-plug', `its QEMU is ${major}.${minor}.${micro}, needed is 1.7`);
  });
}

function unsupported(instance: string, tried: string, why: string): HotplugError {
  const left = 'nothing was changed';
  return new HotplugError('HOTPLUG_UNSUPPORTED', { tried, instance, device: 'devices', why, left });
}
