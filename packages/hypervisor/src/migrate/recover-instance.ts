import {
  recoverMigration,
  type Preference,
  type RecoveryOutcome,
  type RecoveryPeer,
} from '@kvmkit/migration';

import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';
import { attachGuest } from './guest-here.ts';
import { forgetMoves, readOpenMoves } from './open-moves.ts';
import type { GuestThere, TargetNode } from './target-node.ts';

export interface RecoverInstanceOptions {
  /** The other host of the move; without it, only what is safe to do from here alone is done. */
  readonly node?: TargetNode | undefined;
  /** Who shall have the guest, where either safely could: `keep` the source, `give` the target. */
  readonly prefer?: Preference | undefined;
}

export type RecoveredInstance = RecoveryOutcome & {
  readonly name: string;
  /** Which side of the move this host is. */
  readonly here: 'source' | 'target';
  readonly warnings: readonly string[];
};

/**
 * Settles a move that nobody drives any more, by the journals and QEMUs of both hosts; may be called again.
 * @throws {InstanceError} `INSTANCE_UNKNOWN` where no move is open here
 */
export async function recoverInstance(
  context: HypervisorContext,
  name: string,
  { node, prefer }: RecoverInstanceOptions = {},
): Promise<RecoveredInstance> {
  await using ours = await attachGuest(context, name);
  const { outgoing, incoming } = await readOpenMoves(context.store.journal(name));
  if (outgoing === undefined && incoming === undefined) {
    await forgetMoves(context.store.journal(name), 'out');
    const message = `recovery of ${name} refused: no move of it is open in ${context.store.root}; no guest was changed`;
    throw new InstanceError('INSTANCE_UNKNOWN', name, message);
  }
  const here = outgoing === undefined ? 'target' : 'source';
  await using theirs = await node?.attach(name);
  const outcome = await settle(here === 'source' ? [ours, theirs] : [theirs, ours], prefer);
  const warnings: string[] = [];
  if (outcome.guest === 'source' || outcome.guest === 'target') {
    const other = here === 'source' ? 'target' : 'source';
    const finished: [GuestThere | undefined, boolean][] = [
      [ours, outcome.guest === here],
      [theirs, outcome.guest === other],
    ];
    for (const [side, isHere] of finished) {
      if (side !== undefined) warnings.push(...(await side.finish(isHere ? 'here' : 'elsewhere')));
    }
    if (theirs !== undefined) await forgetMoves(context.store.journal(name));
  }
  return { ...outcome, name, here, warnings };
}

async function settle(
  [source, target]: readonly [source: GuestThere | undefined, target: GuestThere | undefined],
  prefer: Preference | undefined,
): Promise<RecoveryOutcome> {
  await using connections = new AsyncDisposableStack();
  const peerOf = async (side: GuestThere | undefined): Promise<RecoveryPeer | undefined> => {
    if (side === undefined) return undefined;
    const qmp = await side.connectQmp();
    if (qmp !== 'gone') connections.use(qmp);
    return { qmp, journal: side.journal };
  };
  return await recoverMigration(await peerOf(source), await peerOf(target), { prefer });
}
