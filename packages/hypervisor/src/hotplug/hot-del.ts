import type { DeviceKind, HvInfo, InstanceRuntime } from '@kvmkit/kvm-cmdline';
import { QmpCommandError, QmpError } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { HotplugError, type HotplugErrorCode, reasonOf } from '../errors.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest, recordOfGuest, type RunningGuest } from '../running-guest.ts';
import { completeRemoval } from './complete-removal.ts';
import { findDevice, type DeviceReference, type KnownDevice } from './device-lists.ts';
import { requireHotPluggable } from './hot-plug-support.ts';
import { forgetIntents, forgetReplug, noteIntent } from './hotplug-intent.ts';
import { hvInfoOf } from './hv-info.ts';
import { reconcileHotplug } from './reconcile-hotplug.ts';
import type { PluggedDevice } from './hot-add.ts';
import { unplugDevice, type Unplugged } from './unplug-device.ts';

export interface RemovalExtra {
  /** How long the guest may take to let go of the device. @default 30 000 */
  readonly timeoutMs?: number;
}

const tried = 'hot-remove';
const defaultTimeoutMs = 30_000;

/**
 * Takes a disk or a NIC out of a running guest, once the guest has let go of it.
 * @param _seq its number, as Ganeti counts, of which `device` says enough.
 * @returns where it was.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, {@link HotplugError}
 */
export function hotDelDevice(
  context: HypervisorContext,
  instance: InstanceOrName,
  devType: DeviceKind,
  device: DeviceReference,
  extra: RemovalExtra = {},
  _seq?: number,
): Promise<PluggedDevice> {
  const name = nameOf(instance);
  return changeRunningGuest(context, name, { tried, doing: 'hot-unplugging' }, async (guest) => {
    const settled = await reconcileHotplug(context, guest);
    const uuid = await uuidOf(context, name, { type: devType, device });
    if (uuid !== undefined) await forgetReplug(context.store.journal(name), uuid);
    const { hvinfo, warnings } = await removeDevice(context, guest, { type: devType, device }, extra);
    return { hvinfo, warnings: [...settled, ...warnings] };
  });
}

/** The same for who holds the instance's lock and has reconciled. */
export async function removeDevice(
  context: HypervisorContext,
  guest: RunningGuest,
  { type, device }: { readonly type: DeviceKind; readonly device: DeviceReference },
  { timeoutMs = defaultTimeoutMs }: RemovalExtra,
): Promise<PluggedDevice> {
  const { name, qmp } = guest;
  const { runtime } = await recordOfGuest(context, name);
  requireHotPluggable(runtime.instance.hvparams, { tried, type, instance: name });
  const found = knownDevice(runtime, { tried, type, which: device });
  const hvinfo: HvInfo = hvInfoOf(runtime, found);
  const { id, uuid } = found.placed;
  await requireGuestThatCan(guest, found);
  const journal = context.store.journal(name);
  const intent = await noteIntent(journal, { change: 'hot-del', type, id, uuid });
  const fail = (
    code: HotplugErrorCode,
    step: string,
    why: string,
    left: string,
    cause?: unknown,
  ): HotplugError =>
    new HotplugError(code, { tried, instance: name, device: id, step, why, left }, { cause });

  let unplugged: Unplugged;
  try {
    unplugged = await unplugDevice(qmp, id, timeoutMs);
  } catch (cause) {
    if (!(cause instanceof QmpError)) throw cause;
    const left =
      cause instanceof QmpCommandError
        ? 'the guest keeps it'
        : `whether the guest keeps it is found out by the next change of ${name}`;
    throw fail('HOTPLUG_FAILED', 'device_del', cause.message, left, cause);
  }
  if (unplugged === 'refused') {
    await forgetIntents(journal, [intent]);
    throw fail('UNPLUG_REFUSED', 'device_del', 'the guest refuses to let go of it', 'nothing was changed');
  }
  if (unplugged === 'pending') {
    const why = `the guest has not let go of it within ${timeoutMs} ms`;
    const left = `it may still; then the next change of ${name} takes away the rest`;
    throw fail('UNPLUG_PENDING', 'device_del', why, left);
  }
  try {
    return { hvinfo, warnings: await completeRemoval(context, guest, intent) };
  } catch (cause) {
    const why = reasonOf(cause);
    const left = `it is out of the guest; the next change of ${name} takes away the rest`;
    throw fail('HOTPLUG_FAILED', 'taking away its back end', why, left, cause);
  }
}

async function uuidOf(
  context: HypervisorContext,
  name: string,
  { type, device }: { readonly type: DeviceKind; readonly device: DeviceReference },
): Promise<string | undefined> {
  if ('uuid' in device) return device.uuid;
  return findDevice((await recordOfGuest(context, name)).runtime, type, device)?.device.uuid;
}

/** The device that is meant. @throws `DEVICE_UNKNOWN` */
export function knownDevice(
  runtime: InstanceRuntime,
  {
    tried: doing,
    type,
    which,
  }: { readonly tried: string; readonly type: DeviceKind; readonly which: DeviceReference },
): KnownDevice {
  const found = findDevice(runtime, type, which);
  if (found !== undefined) return found;
  const what = type === 'disk' ? 'disk' : 'NIC';
  throw new HotplugError('DEVICE_UNKNOWN', {
    tried: doing,
    instance: runtime.instance.name,
    device: `${what} ${'uuid' in which ? which.uuid : which.index}`,
    why: `the instance has no such ${what}`,
    left: 'nothing was changed',
  });
}

/** Only a guest that executes can let go of a PCI device; of a SCSI disk QEMU does not ask it. */
async function requireGuestThatCan({ name, qmp }: RunningGuest, { placed }: KnownDevice): Promise<void> {
  if (!('slot' in placed.address)) return;
  const { status, running } = await qmp.execute('query-status');
  if (running) return;
  throw new HotplugError('UNPLUG_REFUSED', {
    tried,
    instance: name,
    device: placed.id,
    why: `the guest is ${status}, and only one that runs can let go of a PCI device`,
    left: 'nothing was changed',
  });
}
