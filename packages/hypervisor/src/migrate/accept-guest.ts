import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';
import { lockAbsentGuest } from '../guest-lock.ts';
import { executeRuntime, type StartedInstance } from '../launch/execute-runtime.ts';
import { planAgain } from '../launch/saved-runtime.ts';
import { clearRun } from '../release/release-run.ts';
import { guestHere, letGo } from './guest-here.ts';
import { holdInstance } from './hold-instance.ts';
import { readMigrationInfo } from './migration-info.ts';
import { requireOurs } from './open-moves.ts';
import { giveTlsKey } from './tls-key.ts';
import type { AcceptOptions, GuestThere } from './target-node.ts';

const words = { tried: 'accepting', doing: 'accepting' };

/**
 * Starts a QEMU that waits for a guest from another host, and keeps the instance from everybody else.
 * @throws `INSTANCE_RUNNING`, `INSTANCE_PRESENT`, `INSTANCE_IN_DOUBT`, and what a start throws; nothing is left then
 */
export async function acceptGuest(
  context: HypervisorContext,
  name: string,
  info: string,
  { tlsKey }: AcceptOptions,
): Promise<GuestThere> {
  await using own = new AsyncDisposableStack();
  own.use(await holdInstance(context, name, words.doing));
  const { pid } = await startWaiting(context, name, info);
  if (tlsKey === undefined) return guestHere(context, name, { hold: own.move() });
  try {
    const credentials = await giveTlsKey(context, { name, pid }, { key: tlsKey, endpoint: 'server' });
    return guestHere(context, name, { credentials, hold: own.move() });
  } catch (error) {
    await letGo(context, name);
    throw error;
  }
}

/** For who holds the instance: a QEMU with its record, frozen, that waits to be told where its guest comes from. */
export async function startWaiting(
  context: HypervisorContext,
  name: string,
  info: string,
): Promise<StartedInstance> {
  const { store } = context;
  const { runtime } = await readMigrationInfo(name, info);
  await using guestLock = await lockAbsentGuest(context, name, words);
  await requireOurs(context, name, words.tried);
  const there = (await store.read(name))?.runtime.instance;
  if (there !== undefined && there.uuid !== runtime.instance.uuid) {
    const message = `accepting ${name} refused: an instance of that name with the UUID ${there.uuid} is here, and ${runtime.instance.uuid} was to come; nothing was changed`;
    throw new InstanceError('INSTANCE_PRESENT', name, message);
  }
  const plan = await planAgain(context, runtime);
  const waiting = { ...plan, execution: { ...plan.execution, incoming: 'defer' } };
  await clearRun(context, name);
  return await executeRuntime(context, waiting, guestLock, { startupPaused: true }, 'remove-record');
}
