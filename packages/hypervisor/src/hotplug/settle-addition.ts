import { tapFeatures } from '@kvmkit/kvm-cmdline';
import type { QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { recordOfGuest } from '../running-guest.ts';
import { alignTapFiles } from './align-taps.ts';
import { findDevice, withDevice } from './device-lists.ts';
import { removeDiskBackEnd } from './disk-back-end.ts';
import { forgetIntents, type AdditionIntent, type Noted } from './hotplug-intent.ts';
import { closeDescriptors, removeNicBackEnd } from './nic-back-end.ts';
import { takeDown } from './settle-nic.ts';

type NotedAddition = Noted<AdditionIntent>;

/** The last of an addition: the record has the device. */
export async function completeAddition(
  context: HypervisorContext,
  name: string,
  intent: NotedAddition,
): Promise<void> {
  const { store, host } = context;
  const record = await recordOfGuest(context, name);
  let { runtime } = record;
  if (findDevice(runtime, intent.type, intent) === undefined) {
    const capabilities = await host.capabilities(runtime.instance.hvparams.kvm_path);
    runtime = withDevice(runtime, intent, capabilities);
    await store.write(name, { ...record, runtime });
  }
  if (intent.type === 'nic') await alignTapFiles(store.paths(name), runtime.instance.nics, intent.taps);
  await forgetIntents(store.journal(name), [intent]);
}

/** Takes back what an addition has done before its device was there; gives what could not be done, as sentences. */
export async function undoAddition(
  context: HypervisorContext,
  { name, qmp }: { readonly name: string; readonly qmp: QmpClient },
  intent: NotedAddition,
): Promise<readonly string[]> {
  const { store, host } = context;
  const { instance } = (await recordOfGuest(context, name)).runtime;
  let warnings: readonly string[] = [];
  if (intent.type === 'disk') {
    await removeDiskBackEnd(qmp, intent.id);
  } else {
    await removeNicBackEnd(qmp, intent.id);
    const capabilities = await host.capabilities(instance.hvparams.kvm_path);
    await closeDescriptors(qmp, intent.id, tapFeatures(instance.hvparams, capabilities));
    const { device: nic, index, taps } = intent;
    warnings = await takeDown(context, instance, { nic, index, tap: taps[intent.uuid] });
    await alignTapFiles(store.paths(name), instance.nics, taps);
  }
  await forgetIntents(store.journal(name), [intent]);
  return warnings;
}
