import { MigrationError, migrate, type MoveProgress, type MoveResult } from '@kvmkit/migration';

import type { HypervisorContext } from '../context.ts';
import { MoveError, reasonOf } from '../errors.ts';
import { reconcileHotplug } from '../hotplug/reconcile-hotplug.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest, recordOfGuest, type RunningGuest } from '../running-guest.ts';
import { letGo } from './guest-here.ts';
import { migrationInfo } from './migration-info.ts';
import { moveSettings, type MoveManners } from './move-settings.ts';
import { forgetMoves, readOpenMoves, requireNoOpenMove } from './open-moves.ts';
import type { GuestThere, TargetNode } from './target-node.ts';
import { giveTlsKey, newTlsKey } from './tls-key.ts';

export interface MoveOptions extends MoveManners {
  /** Where this host's QEMU reaches that of the target. @default what the target says */
  readonly address?: string | undefined;
  /** Send memory as it is, for anybody on the way to read. @default false: under TLS, with a key for this move alone */
  readonly plain?: boolean | undefined;
  /** Aborting it cancels the move. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how far it is. */
  readonly onProgress?: ((progress: MoveProgress) => void) | undefined;
}

export interface MovedInstance extends MoveResult {
  readonly name: string;
  /** What could not be done on either host after the guest ran on the other, as sentences. */
  readonly warnings: readonly string[];
}

const words = { tried: 'migration', doing: 'migrating' };

/*
From two hosts' point of view, and what the next process finds if we die:

  source                      target
  locked                                               the guest, as it was
                              QEMU waits, its record   the same; there a QEMU that nobody waits for
  begun                       begun                    the same; kvmkit recover ends the other one
  given-away                  taken, cont              kvmkit recover, by the two journals
  QEMU quits                                           the guest, there
  run given back, no record   NICs that had to wait    the guest, there
*/

/**
 * Moves a running guest to another host; whatever fails, one of the two has it.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, {@link MoveError}; what the target refuses
 */
export function moveInstance(
  context: HypervisorContext,
  instance: InstanceOrName,
  node: TargetNode,
  options: MoveOptions = {},
): Promise<MovedInstance> {
  const name = nameOf(instance);
  return changeRunningGuest(context, name, words, async (guest) => {
    await requireNoOpenMove(context, name);
    await reconcileHotplug(context, guest);
    const { runtime } = await recordOfGuest(context, name);
    const settings = moveSettings(name, runtime.instance.hvparams, options);
    const host = options.address ?? node.address;
    if (host === undefined) {
      const message = `migration of ${name} refused: nothing says by which address QEMU reaches ${node.description}; nothing was changed`;
      throw new MoveError('MIGRATION_FAILED', name, 'source', message);
    }
    const info = await migrationInfo(context, name);
    const key = options.plain === true ? undefined : newTlsKey();
    await using there = await node.accept(name, info, { tlsKey: key });
    try {
      const moved = await drive(context, guest, there, { ...settings, host, key }, options);
      return { name, ...moved, warnings: await finish(context, name, there) };
    } catch (error) {
      throw await failedMove(context, name, { node, there, error });
    }
  });
}

type Settings = ReturnType<typeof moveSettings> & {
  /** Where the target's QEMU is reached. */
  readonly host: string;
  readonly key: string | undefined;
};

async function drive(
  context: HypervisorContext,
  guest: RunningGuest,
  there: GuestThere,
  { host, key, ...settings }: Settings,
  { signal, onProgress }: MoveOptions,
): Promise<MoveResult> {
  const connected = await there.connectQmp();
  if (connected === 'gone') throw new Error('the target’s QEMU has ended at once');
  await using target = connected;
  await using ours =
    key === undefined ? undefined : await giveTlsKey(context, guest, { key, endpoint: 'client' });
  const tls =
    ours === undefined || there.tlsCredentials === undefined
      ? undefined
      : { sourceCredentials: ours.id, targetCredentials: there.tlsCredentials };
  const moving = migrate(
    { qmp: guest.qmp, journal: context.store.journal(guest.name) },
    { qmp: target, journal: there.journal },
    { ...settings, route: { type: 'tcp', host }, tls, sourceAfterwards: 'quit', signal },
  );
  if (onProgress !== undefined) for await (const progress of moving.progress()) onProgress(progress);
  return await moving.result;
}

/** The guest runs there; what is left to do keeps it from nothing. */
async function finish(
  context: HypervisorContext,
  name: string,
  there: GuestThere,
): Promise<readonly string[]> {
  const [ours, theirs] = await Promise.all([
    letGo(context, name).catch(asWarning),
    there.finish('here').catch(asWarning),
  ]);
  return [...ours, ...theirs];
}

function asWarning(error: unknown): readonly string[] {
  return [reasonOf(error)];
}

async function failedMove(
  { store }: HypervisorContext,
  name: string,
  { node, there, error }: { readonly node: TargetNode; readonly there: GuestThere; readonly error: unknown },
): Promise<unknown> {
  const { outgoing } = await readOpenMoves(store.journal(name));
  const guest = outgoing === undefined ? 'source' : 'in-doubt';
  const left =
    guest === 'in-doubt'
      ? [`kvmkit recover ${name} settles who has it`]
      : await there
          .finish('elsewhere')
          .catch((failure: unknown) => [
            `what is left of it on ${node.description} could not be taken away: ${reasonOf(failure)}`,
          ]);
  if (guest === 'source') await forgetMoves(store.journal(name));
  if (!(error instanceof MigrationError)) return error;
  const message = [`migration of ${name} to ${node.description} failed: ${error.message}`, ...left].join(
    '\n',
  );
  return new MoveError(error.code, name, error.guest, message, { cause: error });
}
