import { addressProperties } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { reasonOf } from '../errors.ts';
import { recordOfGuest, type RunningGuest } from '../running-guest.ts';
import { addDevice } from './add-device.ts';
import { findDevice } from './device-lists.ts';
import { forgetReplug, openHotplugIntents, type ReplugIntent } from './hotplug-intent.ts';

/**
 * The second half of a NIC's replug, after all else is settled: in again, if it has gone. While the guest is still
 * asked for it, it stays noted; a guest that has it and is asked for nothing keeps it.
 * @returns why it is not in the guest again, as sentences; then it stays noted too.
 */
export async function settleReplug(
  context: HypervisorContext,
  guest: Pick<RunningGuest, 'name' | 'qmp'>,
  intent: ReplugIntent,
): Promise<readonly string[]> {
  const { name } = guest;
  const journal = context.store.journal(name);
  const { runtime } = await recordOfGuest(context, name);
  if (findDevice(runtime, 'nic', intent) === undefined) {
    try {
      await putInAgain(context, guest, intent);
    } catch (error) {
      const why = reasonOf(error);
      return [
        `${intent.id} of ${name} is to be in the guest again, which the next change tries once more: ${why}`,
      ];
    }
  } else if (await isAskedFor(context, name, intent)) {
    return [];
  }
  await forgetReplug(journal, intent.uuid);
  return [];
}

/** Puts a NIC where it was, among the NICs and in the machine. */
export async function putInAgain(
  context: HypervisorContext,
  guest: Pick<RunningGuest, 'name' | 'qmp'>,
  { device, placed, index }: Pick<ReplugIntent, 'device' | 'placed' | 'index'>,
): Promise<void> {
  const hvinfo = { id: placed.id, ...addressProperties(placed.address) };
  await addDevice(context, guest, { type: 'nic', device: { ...device, hvinfo } }, index);
}

async function isAskedFor(
  { store }: HypervisorContext,
  name: string,
  { uuid }: Pick<ReplugIntent, 'uuid'>,
): Promise<boolean> {
  const intents = await openHotplugIntents(store.journal(name));
  return intents.some((intent) => intent.change === 'hot-del' && intent.uuid === uuid);
}
