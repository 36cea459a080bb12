import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { readTapFiles } from '@kvmkit/kvm-runtime-store/run';

import type { HypervisorContext } from '../context.ts';
import { noteChanges, recordOfGuest } from '../running-guest.ts';
import { findDevice } from './device-lists.ts';
import { forgetIntents, noteIntent, type Noted, type ReconnectIntent } from './hotplug-intent.ts';
import { connectNic, takeDown } from './settle-nic.ts';

/** Connects a NIC to the host's network in another way; the guest keeps its device, and its link. */
export async function reconnectNic(
  context: HypervisorContext,
  name: string,
  { id, device }: { readonly id: string; readonly device: NicSpec },
): Promise<readonly string[]> {
  const journal = context.store.journal(name);
  const intent = await noteIntent(journal, { change: 'reconnect', id, uuid: device.uuid, device });
  return completeReconnect(context, name, intent);
}

/**
 * The same from wherever it was cut off; a NIC that can not be connected is connected as it was before.
 * @throws `NIC_SCRIPT_FAILED`
 */
export async function completeReconnect(
  context: HypervisorContext,
  name: string,
  intent: Noted<ReconnectIntent>,
): Promise<readonly string[]> {
  const { store } = context;
  const journal = store.journal(name);
  const record = await recordOfGuest(context, name);
  const { instance } = record.runtime;
  const found = findDevice(record.runtime, 'nic', intent);
  if (found?.type !== 'nic') {
    await forgetIntents(journal, [intent]);
    return [];
  }
  const { index, device: before } = found;
  const tap = (await readTapFiles(store.paths(name))).get(index);
  const warnings = await takeDown(context, instance, { nic: before, index, tap });
  try {
    await connectNic(context, instance, { nic: intent.device, index, tap });
  } catch (error) {
    await connectNic(context, instance, { nic: before, index, tap });
    await forgetIntents(journal, [intent]);
    throw error;
  }
  await noteChanges(context, record, { nics: instance.nics.with(index, intent.device) });
  await forgetIntents(journal, [intent]);
  return warnings;
}
