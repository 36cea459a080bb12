import { QmpCommandError } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { HotplugError } from '../errors.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest, noteChanges, recordOfGuest } from '../running-guest.ts';
import type { DeviceReference } from './device-lists.ts';
import { knownDevice } from './hot-del.ts';
import { reconcileHotplug } from './reconcile-hotplug.ts';

const tried = 'resize';
const mib = 2 ** 20;

/**
 * Makes a running guest see that a disk has grown. QEMU would cut off the end of an image that is told to be smaller.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `DEVICE_UNKNOWN`, `HOTPLUG_FAILED`
 */
export function resizeDisk(
  context: HypervisorContext,
  instance: InstanceOrName,
  disk: DeviceReference,
  newSizeMiB: number,
): Promise<void> {
  if (!Number.isSafeInteger(newSizeMiB * mib) || newSizeMiB < 1) {
    throw new RangeError(`newSizeMiB is ${newSizeMiB}, expected whole MiB, from 1 on`);
  }
  const name = nameOf(instance);
  return changeRunningGuest(context, name, { tried, doing: 'resizing a disk' }, async (guest) => {
    const { qmp } = guest;
    await reconcileHotplug(context, guest);
    const record = await recordOfGuest(context, name);
    const { runtime } = record;
    const { index, placed } = knownDevice(runtime, { tried, type: 'disk', which: disk });
    const fail = (why: string, cause?: unknown): HotplugError => {
      const facts = { tried, instance: name, device: placed.id, why, left: 'it has the size that it had' };
      return new HotplugError('HOTPLUG_FAILED', facts, { cause });
    };
    const nodes = await qmp.execute('query-named-block-nodes', { flat: true });
    const node = nodes.find((one) => one['node-name'] === placed.id);
    const sizeBytes = Number(node?.image['virtual-size'] ?? 0);
    if (newSizeMiB * mib < sizeBytes) {
      throw fail(`it has ${sizeBytes / mib} MiB, and ${newSizeMiB} MiB would lose what is at its end`);
    }
    // Only a drive of an old Ganeti's has no node of this name.
    const target = node === undefined ? { device: placed.id } : { 'node-name': placed.id };
    await qmp.execute('block_resize', { ...target, size: newSizeMiB * mib }).catch((cause: unknown) => {
      throw cause instanceof QmpCommandError ? fail(cause.message, cause) : cause;
    });
    const disks = runtime.instance.disks.map((one, at) =>
      at === index ? { ...one, size: newSizeMiB } : one,
    );
    await noteChanges(context, record, { disks });
  });
}
