import type { NicSpec } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { HotplugError, reasonOf } from '../errors.ts';
import type { RunningGuest } from '../running-guest.ts';
import type { KnownDevice } from './device-lists.ts';
import { removeDevice, type RemovalExtra } from './hot-del.ts';
import { forgetReplug, noteIntent } from './hotplug-intent.ts';
import { putInAgain } from './settle-replug.ts';

/**
 * Takes a NIC out of the guest and puts it into the same place, as it shall be from now on. It is never lost: what
 * can not be put in is put back as it was; who dies between the two, or gives up waiting, leaves a note by which the
 * next change puts it in.
 * @returns what could not be given back to the host, as sentences.
 * @throws {@link HotplugError}
 */
export async function replugNic(
  context: HypervisorContext,
  guest: RunningGuest,
  { found, nic }: { readonly found: KnownDevice & { readonly type: 'nic' }; readonly nic: NicSpec },
  extra: RemovalExtra,
): Promise<readonly string[]> {
  const journal = context.store.journal(guest.name);
  const { placed, index } = found;
  const { id, uuid } = placed;
  const facts = { tried: 'hot-modify', instance: guest.name, device: id };
  await forgetReplug(journal, uuid);
  await noteIntent(journal, { change: 'replug', id, uuid, device: nic, placed, index });
  let warnings: readonly string[];
  try {
    ({ warnings } = await removeDevice(context, guest, { type: 'nic', device: { uuid } }, extra));
  } catch (cause) {
    if (!(cause instanceof HotplugError)) throw cause;
    if (cause.code === 'UNPLUG_REFUSED') {
      await forgetReplug(journal, uuid);
      throw cause;
    }
    const left = `once the guest has let go of it, the next change of ${guest.name} puts it in as it shall be`;
    throw new HotplugError(cause.code, { ...facts, step: cause.step, why: cause.message, left }, { cause });
  }
  try {
    await putInAgain(context, guest, { ...found, device: nic });
  } catch (cause) {
    const left = await putBack(context, guest, found);
    if (left.isBack) await forgetReplug(journal, uuid);
    const told = { step: 'putting it in again', why: reasonOf(cause), left: left.told };
    throw new HotplugError('HOTPLUG_FAILED', { ...facts, ...told }, { cause });
  }
  await forgetReplug(journal, uuid);
  return warnings;
}

async function putBack(
  context: HypervisorContext,
  guest: RunningGuest,
  before: Parameters<typeof putInAgain>[2],
): Promise<{ readonly isBack: boolean; readonly told: string }> {
  try {
    await putInAgain(context, guest, before);
    return { isBack: true, told: 'it was put back as it was' };
  } catch (error) {
    const told = `it is out of the guest, and the next change of ${guest.name} tries again (${reasonOf(error)})`;
    return { isBack: false, told };
  }
}
