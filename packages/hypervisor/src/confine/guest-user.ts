import type { HvParams } from '@kvmkit/kvm-cmdline';
import type { UidPool } from '@kvmkit/kvm-runtime-store';
import { openUidPoolOn, parseUidPool, writeUidFile } from '@kvmkit/kvm-runtime-store/run';

import type { HypervisorContext } from '../context.ts';

/** Whom QEMU runs as; disposing closes our share of a uid of the pool, which QEMU has inherited by then. */
export interface GuestUser extends AsyncDisposable {
  /** As `-runas` takes it; `undefined` for our own user. */
  readonly user: string | undefined;
  /** For QEMU to inherit, so that nobody else is given its uid. */
  readonly fd: number | undefined;
}

export function openHostUidPool({ host, settings, store }: HypervisorContext): UidPool {
  return openUidPoolOn({ root: store.root, pool: parseUidPool(settings.uidPool) }, (uid) =>
    host.pidsRunningAs(uid),
  );
}

/**
 * Settles whom QEMU shall run as. A uid of the pool is written down before it is of any use, so that whoever cleans up
 * after us gives it back.
 * @throws `UID_POOL_EXHAUSTED`, `PROCESSES_HIDDEN`
 */
export async function takeGuestUser(
  context: HypervisorContext,
  name: string,
  { security_model: model, security_domain: domain }: HvParams,
): Promise<GuestUser> {
  if (model !== 'pool') return ofOurs(model === 'user' ? domain : undefined);
  await using undo = new AsyncDisposableStack();
  const locked = undo.use(await openHostUidPool(context).request({ doing: `starting ${name}` }));
  await writeUidFile(context.store.paths(name), locked.uid);
  // A user needs no entry anywhere to be one; QEMU takes the numbers then (os-posix.c, from 2.12 on).
  const user = (await context.host.user(String(locked.uid)))?.name ?? `${locked.uid}:${locked.uid}`;
  undo.move();
  return { user, fd: locked.fd, [Symbol.asyncDispose]: () => locked.close() };
}

function ofOurs(user: string | undefined): GuestUser {
  return { user, fd: undefined, [Symbol.asyncDispose]: () => Promise.resolve() };
}
