import type { FileLock, RuntimeRecord } from '@kvmkit/kvm-runtime-store';
import { readTapFiles, readUidFile, removeTapFiles } from '@kvmkit/kvm-runtime-store/run';
import { RuntimeStoreError, UidInUseError } from '@kvmkit/kvm-runtime-store/store';

import { removeControlGroup } from '../confine/control-group.ts';
import { openHostUidPool } from '../confine/guest-user.ts';
import type { HypervisorContext } from '../context.ts';
import { endingMs } from '../guest-lock.ts';
import { waitForEnd } from '../hold-process.ts';
import { forgetIntents, openHotplugIntents, type HotplugIntent } from '../hotplug/hotplug-intent.ts';
import { nicsWithTaps } from '../hotplug/nics-with-taps.ts';
import { deconfigureNics } from '../network/configure-nics.ts';

/*
What a run has taken of the host is given back, and its files are removed, by whoever holds the guest's lock: that
proves that no guest lives. The same is done after a stop, after a start that failed, and after managers that died.
What can not be given back keeps nobody from starting the instance again: it is told, as sentences.
*/

/** Leaves nothing: the record goes last, as it tells the next process what else there is to do, and then the lock. */
export async function releaseRun(
  context: HypervisorContext,
  name: string,
  guestLock: FileLock,
): Promise<readonly string[]> {
  const warnings = await giveBack(context, name);
  await context.store.remove(name);
  await guestLock.removeFile();
  return warnings;
}

/** Leaves the record: an instance that does not run and can be started again. */
export async function sweepRun(
  context: HypervisorContext,
  name: string,
  guestLock: FileLock,
): Promise<readonly string[]> {
  const warnings = await clearRun(context, name);
  await guestLock.removeFile();
  return warnings;
}

/** Leaves the record and the lock: the instance is started at once. */
export async function clearRun(context: HypervisorContext, name: string): Promise<readonly string[]> {
  const warnings = await giveBack(context, name);
  await context.store.sweep(name);
  return warnings;
}

async function giveBack(context: HypervisorContext, name: string): Promise<readonly string[]> {
  const warnings = [...(await releaseNics(context, name)), ...(await releaseUid(context, name))];
  await removeControlGroup(await context.host.controlGroup(name));
  return warnings;
}

/** Takes the NICs down alone, of which then nothing is known any more; a second time does nothing. */
export async function releaseNics(context: HypervisorContext, name: string): Promise<readonly string[]> {
  const paths = context.store.paths(name);
  const record = await readableRecord(context, name);
  const intents = await openHotplugIntents(context.store.journal(name));
  const taps = await readTapFiles(paths);
  const warnings = record === undefined ? [] : await takeDownNics(context, record, { taps, intents });
  await removeTapFiles(paths);
  // With the guest all is gone that they were about.
  await forgetIntents(context.store.journal(name), intents);
  return warnings;
}

/** One that can not be read says nothing of NICs, and is no reason to leave the rest. */
async function readableRecord(
  { store }: HypervisorContext,
  name: string,
): Promise<RuntimeRecord | undefined> {
  try {
    return await store.read(name);
  } catch (error) {
    if (error instanceof RuntimeStoreError) return undefined;
    throw error;
  }
}

async function takeDownNics(
  { host }: HypervisorContext,
  { runtime: { instance } }: RuntimeRecord,
  noted: { readonly taps: ReadonlyMap<number, string>; readonly intents: readonly HotplugIntent[] },
): Promise<readonly string[]> {
  const nics = nicsWithTaps(instance.nics, noted);
  const failures = await deconfigureNics(host.network, { instance, nics });
  return failures.map(({ message }) => message);
}

async function releaseUid(context: HypervisorContext, name: string): Promise<readonly string[]> {
  const uid = await readUidFile(context.store.paths(name));
  if (uid === undefined) return [];
  try {
    await releaseEndingUid(context, uid, `giving back the uid of ${name}`);
    return [];
  } catch (error) {
    if (error instanceof RuntimeStoreError) return [error.message];
    throw error;
  }
}

/** A process that ends gives up its descriptors one after the other, the guest's lock first, and is seen to the last. */
async function releaseEndingUid(context: HypervisorContext, uid: number, doing: string): Promise<void> {
  const pool = openHostUidPool(context);
  try {
    await pool.release(uid, { doing, timeoutMs: endingMs });
  } catch (error) {
    if (!(error instanceof UidInUseError)) throw error;
    await Promise.all(error.pids.map((pid) => waitForEnd(pid, endingMs)));
    await pool.release(uid, { doing });
  }
}
