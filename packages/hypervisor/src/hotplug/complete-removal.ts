import type { InstanceRuntime } from '@kvmkit/kvm-cmdline';
import type { RuntimeRecord } from '@kvmkit/kvm-runtime-store';
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
  const record = await recordOfGuest(context, name);
  const found = findDevice(record.runtime, type, { uuid });
  let warnings: readonly string[] = [];
  if (type === 'disk') {
    await removeDiskBackEnd(qmp, id);
    if (found !== undefined) await forgetDevice(context, record, found);
  } else {
    await removeNicBackEnd(qmp, id);
    if (found?.type === 'nic') {
      const { device, index } = found;
      const taps = await readTapsByNic(store.paths(name), record.runtime.instance.nics);
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
  const record = await recordOfGuest(context, name);
  const warnings = await takeDown(context, record.runtime.instance, { nic, index, tap: taps[uuid] });
  const found = findDevice(record.runtime, 'nic', { uuid });
  const runtime = found === undefined ? record.runtime : await forgetDevice(context, record, found);
  await alignTapFiles(store.paths(name), runtime.instance.nics, taps);
  await forgetIntents(store.journal(name), [intent]);
  return warnings;
}

/** Takes a device out of the record; gives the machine that is left. */
async function forgetDevice(
  { store, host }: HypervisorContext,
  record: RuntimeRecord,
  device: KnownDevice,
): Promise<InstanceRuntime> {
  const { name, hvparams } = record.runtime.instance;
  const runtime = withoutDevice(record.runtime, device, await host.capabilities(hvparams.kvm_path));
  await store.write(name, { ...record, runtime });
  return runtime;
}
