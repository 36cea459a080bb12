import type { FileLock } from '@kvmkit/kvm-runtime-store';
import { LockTimeoutError } from '@kvmkit/kvm-runtime-store/store';

import type { HypervisorContext } from './context.ts';
import { InstanceError } from './errors.ts';
import { findGuest } from './find-guest.ts';

/** How long a QEMU that has no pid any more, or not yet, may take to end or to be found. */
export const endingMs = 2000;

/** The guest's lock, or `undefined` when a QEMU still holds it after `timeoutMs`. */
export async function lockGuestWithin(
  { store }: HypervisorContext,
  name: string,
  options: { readonly doing: string; readonly timeoutMs: number },
): Promise<FileLock | undefined> {
  try {
    return await store.lockGuest(name, options);
  } catch (error) {
    if (error instanceof LockTimeoutError) return undefined;
    throw error;
  }
}

/**
 * The guest's lock, for what needs that no guest lives; one that is just ending is waited for. A guest that was not
 * started here, or whose files were wiped, holds no lock: so it is looked for too.
 * @throws {InstanceError} `INSTANCE_RUNNING`
 */
export async function lockAbsentGuest(
  context: HypervisorContext,
  name: string,
  { tried, doing }: { readonly tried: string; readonly doing: string },
): Promise<FileLock> {
  const guest = await findGuest(context, name);
  const lock =
    guest === undefined ? await lockGuestWithin(context, name, { doing, timeoutMs: endingMs }) : undefined;
  if (lock !== undefined) return lock;
  const who = guest === undefined ? 'a QEMU of it holds its lock' : `it runs as process ${guest.pid}`;
  throw new InstanceError(
    'INSTANCE_RUNNING',
    name,
    `${tried} of ${name} refused: ${who}; nothing was changed`,
  );
}
