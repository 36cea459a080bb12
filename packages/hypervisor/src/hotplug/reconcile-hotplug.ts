import { QmpError } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { connectMonitor, forChanges } from '../monitor/connect-monitor.ts';
import type { RunningGuest } from '../running-guest.ts';
import { completeNicOut, completeRemoval } from './complete-removal.ts';
import { openHotplugIntents, type HotplugIntent, type Noted } from './hotplug-intent.ts';
import { completeReconnect } from './reconnect-nic.ts';
import { completeAddition, undoAddition } from './settle-addition.ts';
import { settleReplug } from './settle-replug.ts';
import { hasDevice } from './unplug-device.ts';

/**
 * Settles what managers that died, or gave up waiting for a guest, have begun: QEMU says what there is. A device that
 * is there belongs into the record; of one that is not there, nothing else shall be either. What the guest was asked
 * for and has not given yet stays noted, for it may still.
 * @returns what could not be given back, as sentences.
 */
export async function reconcileHotplug(
  context: HypervisorContext,
  guest: Pick<RunningGuest, 'name' | 'qmp'>,
): Promise<readonly string[]> {
  const intents = await openHotplugIntents(context.store.journal(guest.name));
  const warnings: string[] = [];
  // A removal looks at the files of taps, which the other intents may have left half done; a replug waits for a removal.
  const ordered = intents.toSorted((one, other) => rank(one) - rank(other));
  for (const intent of ordered) warnings.push(...(await settle(context, guest, intent)));
  return warnings;
}

/**
 * The same before a guest is ended of which the record is to say what it had. One that can not be asked keeps nobody
 * from ending it.
 */
export async function reconcileBeforeEnd(context: HypervisorContext, name: string): Promise<void> {
  const { store } = context;
  const intents = await openHotplugIntents(store.journal(name));
  if (intents.length === 0) return;
  try {
    await using qmp = await connectMonitor(store.paths(name), forChanges, { timeoutMs: monitorTimeoutMs });
    await reconcileHotplug(context, { name, qmp });
  } catch (error) {
    if (!(error instanceof QmpError)) throw error;
  }
}

const monitorTimeoutMs = 3000;

function rank({ change }: HotplugIntent): number {
  if (change === 'replug') return 2;
  return change === 'hot-del' ? 1 : 0;
}

async function settle(
  context: HypervisorContext,
  guest: Pick<RunningGuest, 'name' | 'qmp'>,
  intent: Noted<HotplugIntent>,
): Promise<readonly string[]> {
  const { name, qmp } = guest;
  switch (intent.change) {
    case 'hot-add':
      if (!(await hasDevice(qmp, intent.id))) return undoAddition(context, guest, intent);
      await completeAddition(context, name, intent);
      return [];
    case 'hot-del':
      return (await hasDevice(qmp, intent.id)) ? [] : completeRemoval(context, guest, intent);
    case 'nic-out':
      return completeNicOut(context, name, intent);
    case 'reconnect':
      return completeReconnect(context, name, intent);
    case 'replug':
      return settleReplug(context, guest, intent);
  }
}
