import type { HypervisorContext } from '../context.ts';
import { HypervisorError, reasonOf } from '../errors.ts';
import { findGuest } from '../find-guest.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { migrationInfo } from './migration-info.ts';
import { moveSettings } from './move-settings.ts';
import { requireNoOpenMove } from './open-moves.ts';
import { rehearse } from './rehearsal/rehearse.ts';
import type { TargetNode } from './target-node.ts';

/** One reason why a guest can not be moved, or may not. */
export interface MoveObstacle {
  readonly about: 'instance' | 'target' | 'parameters' | 'rehearsal';
  /** `no` forbids the move; `unknown` could not be found out. */
  readonly verdict: 'no' | 'unknown';
  readonly why: string;
}

/**
 * Whether a guest can be moved to another host, and if not, everything that is known to be in its way; nothing is
 * changed. The last of it is a rehearsal: a twin of its machine, with nothing behind its devices, is sent there.
 */
export async function canMigrate(
  context: HypervisorContext,
  instance: InstanceOrName,
  node: TargetNode,
  { address }: { readonly address?: string | undefined } = {},
): Promise<readonly MoveObstacle[]> {
  const name = nameOf(instance);
  const obstacles: MoveObstacle[] = [];
  const note = (about: MoveObstacle['about'], error: unknown): void => {
    if (!(error instanceof HypervisorError)) throw error;
    obstacles.push({ about, verdict: 'no', why: error.message });
  };
  const record = await context.store.read(name);
  if (record === undefined || (await findGuest(context, name)) === undefined) {
    const why = record === undefined ? `${name} has no record here` : `${name} does not run`;
    return [{ about: 'instance', verdict: 'no', why }];
  }
  await requireNoOpenMove(context, name).catch((error: unknown) => note('instance', error));
  try {
    moveSettings(name, record.runtime.instance.hvparams, {});
  } catch (error) {
    note('parameters', error);
  }
  const info = await migrationInfo(context, name);
  for (const why of await node.obstacles(name, info)) obstacles.push({ about: 'target', verdict: 'no', why });
  const host = address ?? node.address;
  if (host === undefined) {
    const why = `nothing says by which address QEMU reaches ${node.description}`;
    return [...obstacles, { about: 'target', verdict: 'unknown', why }];
  }
  if (obstacles.length > 0) return obstacles;
  const rehearsal = await rehearse(context, name, { info, node, host }).catch((error: unknown) => ({
    verdict: 'failed' as const,
    why: reasonOf(error),
  }));
  if (rehearsal.verdict === 'passed') return [];
  const verdict = rehearsal.verdict === 'failed' ? 'no' : 'unknown';
  return [{ about: 'rehearsal', verdict, why: rehearsal.why }];
}
