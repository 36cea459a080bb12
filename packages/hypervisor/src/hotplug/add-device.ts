import type { Tap } from '@kvmkit/host-fds';
import {
  addressProperties,
  diskDriver,
  diskProperties,
  nicProperties,
  tapFeatures,
  type DeviceKind,
  type HvInfo,
  type InstanceRuntime,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';
import type { QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { HotplugError, reasonOf } from '../errors.ts';
import { checkDisks } from '../launch/host-check.ts';
import { openTaps } from '../network/open-taps.ts';
import { recordOfGuest, type RunningGuest } from '../running-guest.ts';
import { alignTapFiles, readTapsByNic } from './align-taps.ts';
import type { DeviceInput } from './device-input.ts';
import { withDevice } from './device-lists.ts';
import { addWithDisk } from './disk-back-end.ts';
import { requireHotPluggable } from './hot-plug-support.ts';
import { noteIntent, type AdditionIntent, type Noted } from './hotplug-intent.ts';
import { hvInfoOf } from './hv-info.ts';
import { nicBackEnd } from './nic-back-end.ts';
import { planAddition, type PlannedAddition } from './plan-addition.ts';
import { completeAddition, undoAddition } from './settle-addition.ts';
import { connectNic } from './settle-nic.ts';
import { executeTogether, type Command, type ReachStep } from './steps.ts';
import { hasDevice, unplugDevice } from './unplug-device.ts';

const tried = 'hot-add';

/** What an addition needs of a guest. */
type Guest = Pick<RunningGuest, 'name' | 'qmp'>;

/** Adds a device, or nothing; for who holds the instance's lock and has settled what others left. */
export async function addDevice(
  context: HypervisorContext,
  guest: Guest,
  given: DeviceInput,
  seq?: number,
): Promise<HvInfo> {
  const { name } = guest;
  const { runtime } = await recordOfGuest(context, name);
  const { hvparams } = runtime.instance;
  requireHotPluggable(hvparams, { tried, type: given.type, instance: name });
  const capabilities = await context.host.capabilities(hvparams.kvm_path);
  const addition = planAddition(runtime, given, { tried, seq });
  // What could not be started again is refused now.
  withDevice(runtime, addition, capabilities);
  if (addition.type === 'disk') await checkDisks([addition.device]);

  const progress: Progress = { step: 'preparing', noted: undefined };
  try {
    await carryOut(context, guest, { addition, runtime, capabilities }, progress);
  } catch (cause) {
    throw await failedAddition(context, guest, addition, { cause, ...progress });
  }
  return hvInfoOf(runtime, addition);
}

interface Progress {
  step: string;
  noted: Noted<AdditionIntent> | undefined;
}

interface Plan {
  readonly addition: PlannedAddition;
  readonly runtime: InstanceRuntime;
  readonly capabilities: QemuCapabilities;
}

async function carryOut(
  context: HypervisorContext,
  guest: Guest,
  plan: Plan,
  progress: Progress,
): Promise<void> {
  const { name } = guest;
  const reach: ReachStep = (step) => void (progress.step = step);
  const note = async (intent: AdditionIntent): Promise<void> => {
    reach('noting it');
    progress.noted = await noteIntent(context.store.journal(name), intent);
  };
  const { addition } = plan;
  if (addition.type === 'disk') {
    await note(addition);
    await addDisk(guest, { ...plan, addition }, reach);
  } else {
    await addNic(context, guest, { ...plan, addition }, { note, reach });
  }
  reach('writing the record');
  if (progress.noted !== undefined) await completeAddition(context, name, progress.noted);
}

type OfType<Type extends DeviceKind> = Plan & {
  readonly addition: Extract<PlannedAddition, { readonly type: Type }>;
};

async function addDisk(
  { qmp }: Guest,
  { addition, runtime, capabilities }: OfType<'disk'>,
  reach: ReachStep,
): Promise<void> {
  const { hvparams } = runtime.instance;
  const { id, device: disk, placed } = addition;
  const driver = diskDriver(hvparams.disk_type);
  const plug = plugCommands(qmp, id, { driver, ...diskProperties(hvparams, disk, placed) });
  await addWithDisk(qmp, { disk, id, hvparams, capabilities }, plug, reach);
}

async function addNic(
  context: HypervisorContext,
  { name, qmp }: Guest,
  { addition, runtime, capabilities }: OfType<'nic'>,
  { note, reach }: { readonly note: (intent: AdditionIntent) => Promise<void>; readonly reach: ReachStep },
): Promise<void> {
  const { instance } = runtime;
  const { hvparams } = instance;
  const { id, uuid, index, device: nic, placed } = addition;
  const paths = context.store.paths(name);
  reach('opening a tap');
  using opened = await openTaps(context.host.network, { nics: [nic], hvparams }, capabilities);
  const tap = theOne(opened.taps);
  const taps = { ...(await readTapsByNic(paths, instance.nics)), [uuid]: tap.name };
  await note({ ...addition, taps });
  reach('noting its tap');
  await alignTapFiles(paths, instance.nics.toSpliced(index, 0, nic), taps);
  reach('connecting it');
  await connectNic(context, instance, { nic, index, tap: tap.name });
  const features = tapFeatures(hvparams, capabilities);
  // In a chroot there is no file of a boot ROM.
  const rom = hvparams.use_chroot ? { romfile: '' } : {};
  const properties = nicProperties(hvparams, nic, placed, features);
  const plug = plugCommands(qmp, id, { driver: features.driver, ...properties, ...rom });
  await executeTogether([...nicBackEnd(qmp, id, tap), ...plug], reach);
}

/** What puts a device in, and makes sure that it is there. */
function plugCommands(
  qmp: QmpClient,
  id: string,
  device: { readonly driver: string; readonly [property: string]: unknown },
): readonly Command[] {
  const look = async (): Promise<void> => {
    if (!(await hasDevice(qmp, id))) throw new Error('QEMU took the device and does not have it');
  };
  return [
    ['device_add', () => qmp.execute('device_add', device)],
    ['looking for it', look],
  ];
}

function theOne([tap]: readonly Tap[]): Tap {
  if (tap === undefined) throw new TypeError('a NIC without a tap');
  return tap;
}

/** Takes back what was done, and says what is left. */
async function failedAddition(
  context: HypervisorContext,
  guest: Guest,
  { id, placed }: PlannedAddition,
  { cause, step, noted }: Progress & { readonly cause: unknown },
): Promise<unknown> {
  const address = Object.values(addressProperties(placed.address)).join(' ');
  const left = noted === undefined ? 'nothing was changed' : await takeBack(context, guest, noted);
  const why = reasonOf(cause);
  const facts = { tried, instance: guest.name, device: `${id} (${address})`, step, why, left };
  return new HotplugError('HOTPLUG_FAILED', facts, { cause });
}

/** How long a guest may take to let go of what it was just given. */
const undoTimeoutMs = 5000;

async function takeBack(
  context: HypervisorContext,
  guest: Guest,
  noted: Noted<AdditionIntent>,
): Promise<string> {
  const { name, qmp } = guest;
  try {
    if (await hasDevice(qmp, noted.id)) {
      const unplugged = await unplugDevice(qmp, noted.id, undoTimeoutMs);
      if (unplugged !== 'gone') return `the guest keeps it; the next change of ${name} writes it down`;
    }
    const warnings = await undoAddition(context, guest, noted);
    return ['nothing of it is left', ...warnings].join('; ');
  } catch (error) {
    const why = reasonOf(error);
    return `what is left of it is settled by the next change of ${name} (${why})`;
  }
}
