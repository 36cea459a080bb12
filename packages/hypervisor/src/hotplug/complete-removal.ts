import type { QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { recordOfGuest } from '../running-guest.ts';
import { alignTapFiles, readTapsByNic } from './align-taps.ts';
import { findDevice, withoutDevice, type KnownDevice } from './device-lists.ts';
import { removeDiskBackEnd } from './disk-back-end.ts';
import {
  forgetIntents,
  noteIntent,
  openHotplugIntents,
  type NicOutIntent,
  type Noted,
  type RemovalIntent,
} from './hotplug-intent.ts';
import { removeNicBackEnd } from './nic-back-end.ts';
import { takeDown } from './settle-nic.ts';

/** The rest of a removal, when the guest has let go of the device; gives what could not be done, as sentences. */
export async function completeRemoval(
  context: HypervisorContext,
  { name, qmp }: { readonly name: string; readonly qmp: QmpClient },
  { type, id, uuid }: Pick<RemovalIntent, 'type' | 'id' | 'uuid'>,
): Promise<readonly string[]> {
  const { store } = context;
  const journal = store.journal(name);
  const { runtime } = await recordOfGuest(context, name);
  const found = findDevice(runtime, type, { uuid });
  let warnings: readonly string[] = [];
  if (type === 'disk') {
    await removeDiskBackEnd(qmp, id);
    if (found !== undefined) await forgetDevice(context, name, found);
  } else {
    await removeNicBackEnd(qmp, id);
    if (found?.type === 'nic') {
      const { device, index } = found;
      const taps = await readTapsByNic(store.paths(name), runtime.instance.nics);
      const out = await noteIntent(journal, { change: 'nic-out', id, uuid, device, index, taps });
      warnings = await completeNicOut(context, name, out);
    }
  }
  const intents = await openHotplugIntents(journal);
  await forgetIntents(
    journal,
    intents.filter((intent) => intent.change === 'hot-del' && intent.uuid === uuid),
  );
  return warnings;
}

/** Gives up the tap and the number of a NIC that is out of the guest. */
export async function completeNicOut(
  context: HypervisorContext,
  name: string,
  intent: Noted<NicOutIntent>,
): Promise<readonly string[]> {
  const { store } = context;
  const { uuid, device: nic, index, taps } = intent;
  const { instance } = (await recordOfGuest(context, name)).runtime;
  const warnings = await takeDown(context, instance, { nic, index, tap: taps[uuid] });
  const found = findDevice((await recordOfGuest(context, name)).runtime, 'nic', { uuid });
  if (found !== undefined) await forgetDevice(context, name, found);
  const { runtime } = await recordOfGuest(context, name);
  await alignTapFiles(store.paths(name), runtime.instance.nics, taps);
  await forgetIntents(store.journal(name), [intent]);
  return warnings;
}

async function forgetDevice(context: HypervisorContext, name: string, device: KnownDevice): Promise<void> {
  const { store, host } = context;
  const record = await recordOfGuest(context, name);
  const capabilities = await host.capabilities(record.runtime.instance.hvparams.kvm_path);
  await store.write(name, { ...record, runtime: withoutDevice(record.runtime, device, capabilities) });
}
