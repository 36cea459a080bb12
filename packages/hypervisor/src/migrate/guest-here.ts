import { readTapFiles } from '@kvmkit/kvm-runtime-store/run';
import { readIncoming } from '@kvmkit/migration';
import type { QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { findGuest } from '../find-guest.ts';
import { connectMonitor, forChanges } from '../monitor/connect-monitor.ts';
import { configureNics } from '../network/configure-nics.ts';
import { connectedNics } from '../network/connected-nics.ts';
import { releaseRun } from '../release/release-run.ts';
import { endGuest } from '../stop/stop.ts';
import { holdInstance } from './hold-instance.ts';
import { forgetMoves } from './open-moves.ts';
import type { GuestThere } from './target-node.ts';
import type { TlsCredentials } from './tls-key.ts';

const monitorTimeoutMs = 5000;

/** What there is of an instance on this host, kept from everybody else. */
export async function attachGuest(context: HypervisorContext, name: string): Promise<GuestThere> {
  return guestHere(context, name, { hold: await holdInstance(context, name, 'settling a move') });
}

export interface HeldGuest {
  readonly credentials?: TlsCredentials | undefined;
  /** The instance's lock. */
  readonly hold: AsyncDisposable;
}

/** For who holds the instance. */
export function guestHere(
  context: HypervisorContext,
  name: string,
  { credentials, hold }: HeldGuest,
): GuestThere {
  return {
    connectQmp: async () =>
      (await findGuest(context, name)) === undefined ? 'gone' : connect(context, name),
    journal: context.store.journal(name),
    tlsCredentials: credentials?.id,
    finish: async (guest) => {
      // First: what lies in a chroot would be taken for the guest's.
      await credentials?.[Symbol.asyncDispose]();
      return guest === 'here' ? settleIn(context, name) : letGo(context, name);
    },
    [Symbol.asyncDispose]: async () => {
      await credentials?.[Symbol.asyncDispose]();
      await hold[Symbol.asyncDispose]();
    },
  };
}

/** For who holds the instance: the monitor of long operations. */
export function connect({ store }: HypervisorContext, name: string): Promise<QmpClient> {
  return connectMonitor(store.paths(name), forChanges, { timeoutMs: monitorTimeoutMs });
}

/** The guest runs here: the NICs that had to wait for that are connected. */
export async function settleIn(context: HypervisorContext, name: string): Promise<readonly string[]> {
  const { store, host } = context;
  const journal = store.journal(name);
  const { stage } = readIncoming(await journal.read());
  const record = await store.read(name);
  let warnings: readonly string[] = [];
  // One that was always here has all of them.
  if (record !== undefined && (stage === 'taken' || stage === 'done')) {
    const { instance } = record.runtime;
    const nics = connectedNics(instance.nics, await readTapFiles(store.paths(name)));
    const failures = await configureNics(host.network, { instance, nics }, { migrationPhase: 'post' });
    warnings = failures.map(({ message }) => message);
  }
  await forgetMoves(journal);
  return warnings;
}

/** The guest is elsewhere: its QEMU ends here, and nothing of its run is left. */
export async function letGo(context: HypervisorContext, name: string): Promise<readonly string[]> {
  const { guestLock } = await endGuest(context, name, { force: true }, 'giving up a guest that has moved');
  await using held = guestLock;
  const warnings = await releaseRun(context, name, held);
  await forgetMoves(context.store.journal(name));
  return warnings;
}
