import {
  awaitMove,
  giveAway,
  keep,
  MigrationError,
  sendMove,
  take,
  type OneSidedOptions,
} from '@kvmkit/migration';
import { parseInstanceSpec, type HvParams } from '@kvmkit/kvm-cmdline';
import type { QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { MoveError } from '../errors.ts';
import { findGuest } from '../find-guest.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest, recordOfGuest, requireGuest } from '../running-guest.ts';
import { startWaiting } from './accept-guest.ts';
import { connect, letGo, settleIn } from './guest-here.ts';
import { moveSettings } from './move-settings.ts';
import { forgetMoves, requireNoOpenMove } from './open-moves.ts';

/*
Ganeti's five calls, each from a process of its own, in the order in which its master makes them:

  target acceptInstance, source migrateInstance, getMigrationStatus until it says completed,
  source finalizeMigrationSource, target finalizeMigrationDst

The source's QEMU has ended by the time that the target is told to run the guest: between the two nobody has it but the
target's QEMU, which stands still. One call that does all of it, and gives the guest back if that QEMU dies, is
`moveInstance`.
*/

/**
 * Starts a QEMU that listens for a guest on an address of this host.
 * @throws as a start; `INSTANCE_PRESENT`, `INSTANCE_IN_DOUBT`, `CAPABILITY_MISSING`; nothing is left then
 */
export function acceptInstance(
  context: HypervisorContext,
  instance: InstanceOrName,
  info: string,
  target: string,
): Promise<void> {
  const { store } = context;
  const name = nameOf(instance);
  const accept = async (): Promise<void> => {
    await startWaiting(context, name, info);
    try {
      const options = await optionsOf(context, instance, target, true);
      await using qmp = await connect(context, name);
      await awaitMove({ qmp, journal: store.journal(name) }, options);
    } catch (error) {
      await letGo(context, name);
      throw asMoveError(name, 'accepting', error);
    }
  };
  return store.withLock(name, accept, { doing: 'accepting' });
}

/**
 * Begins to send a running guest to a host that has accepted it, and returns at once. Ganeti's `clusterName` says
 * nothing more.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, {@link MoveError}; the guest is as it was
 */
export function migrateInstance(
  context: HypervisorContext,
  instance: InstanceOrName,
  target: string,
  live: boolean,
): Promise<void> {
  const name = nameOf(instance);
  const words = { tried: 'migration', doing: 'migrating' };
  return changeRunningGuest(context, name, words, async ({ qmp }) => {
    await requireNoOpenMove(context, name);
    const options = await optionsOf(context, instance, target, live);
    await sendMove({ qmp, journal: context.store.journal(name) }, options).catch((error: unknown) => {
      throw asMoveError(name, 'migration', error);
    });
  });
}

/** How far a move is, in Ganeti's words. */
export interface MigrationStatus {
  readonly status: 'active' | 'postcopy-active' | 'completed' | 'failed' | 'cancelled';
  readonly transferred_ram?: number | undefined;
  readonly total_ram?: number | undefined;
}

/** How long a move that is being set up may take to begin. */
const beginTimeoutMs = 2000;

/**
 * How far the move of a guest from here is. A status that Ganeti has no word for is `active`: only an end is an end.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`
 */
export async function getMigrationStatus(
  context: HypervisorContext,
  instance: InstanceOrName,
): Promise<MigrationStatus> {
  const name = nameOf(instance);
  await requireGuest(context, name, 'migration status');
  await using qmp = await connect(context, name);
  using changes = qmp.subscribe(['MIGRATION']);
  let info = await qmp.execute('query-migrate');
  if (info.status === 'setup') {
    await changes.next({ timeoutMs: beginTimeoutMs }).catch(() => undefined);
    info = await qmp.execute('query-migrate');
  }
  const { status = 'none', ram } = info;
  return {
    status: isGanetis(status) ? status : 'active',
    ...(ram === undefined ? {} : { transferred_ram: Number(ram.transferred), total_ram: ram.total }),
  };
}

const ganetiStatuses: ReadonlySet<string> = new Set(['postcopy-active', 'completed', 'failed', 'cancelled']);

function isGanetis(status: string): status is MigrationStatus['status'] {
  return ganetiStatuses.has(status);
}

/**
 * Ends a move at its source: gives the guest away, ends its QEMU and gives back its run; or, where it has failed, lets
 * the guest go on here.
 * @throws {@link MoveError} `MIGRATION_FAILED` for a guest that has not been sent whole; nothing was changed
 */
export function finalizeMigrationSource(
  context: HypervisorContext,
  instance: InstanceOrName,
  success: boolean,
  _live: boolean,
): Promise<readonly string[]> {
  const name = nameOf(instance);
  const finalize = async (): Promise<readonly string[]> => {
    await withPeer(context, name, success ? giveAway : keep);
    if (success) return letGo(context, name);
    await forgetMoves(context.store.journal(name), 'out');
    return [];
  };
  return context.store.withLock(name, finalize, { doing: 'ending a migration' });
}

/**
 * Ends a move at its target: takes the guest, which runs here from then on; or, where it has failed, ends the QEMU that
 * waited for it, and leaves nothing. What `info` says is in the record since {@link acceptInstance}.
 * @throws `INSTANCE_NOT_RUNNING`; {@link MoveError} `MIGRATION_FAILED` for a guest that has not arrived
 */
export function finalizeMigrationDst(
  context: HypervisorContext,
  instance: InstanceOrName,
  _info: string,
  success: boolean,
): Promise<readonly string[]> {
  const name = nameOf(instance);
  const finalize = async (): Promise<readonly string[]> => {
    if (!success) return letGo(context, name);
    await requireGuest(context, name, 'taking a migrated guest');
    await takeHere(context, name);
    return settleIn(context, name);
  };
  return context.store.withLock(name, finalize, { doing: 'ending a migration' });
}

async function takeHere(context: HypervisorContext, name: string): Promise<void> {
  await using qmp = await connect(context, name);
  await take({ qmp, journal: context.store.journal(name) }).catch((error: unknown) => {
    throw asMoveError(name, 'ending the migration', error);
  });
}

async function withPeer(
  context: HypervisorContext,
  name: string,
  end: (peer: Parameters<typeof giveAway>[0]) => Promise<void>,
): Promise<void> {
  await using connections = new AsyncDisposableStack();
  let qmp: QmpClient | 'gone' = 'gone';
  if ((await findGuest(context, name)) !== undefined) qmp = connections.use(await connect(context, name));
  await end({ qmp, journal: context.store.journal(name) }).catch((error: unknown) => {
    throw asMoveError(name, 'ending the migration', error);
  });
}

async function optionsOf(
  context: HypervisorContext,
  instance: InstanceOrName,
  host: string,
  live: boolean,
): Promise<OneSidedOptions> {
  const name = nameOf(instance);
  const hvparams: HvParams =
    typeof instance === 'string'
      ? (await recordOfGuest(context, name)).runtime.instance.hvparams
      : parseInstanceSpec(instance).hvparams;
  const settings = moveSettings(name, hvparams, { mode: live ? 'live' : 'stopped', postcopy: 'never' });
  return { ...settings, host, port: hvparams.migration_port };
}

function asMoveError(name: string, tried: string, error: unknown): unknown {
  if (!(error instanceof MigrationError)) return error;
  const message = `${tried} of ${name} failed: ${error.message}`;
  return new MoveError(error.code, name, error.guest, message, { cause: error });
}
