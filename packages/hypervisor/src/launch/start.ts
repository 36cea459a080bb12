import { buildCommandLine, type InstanceSpecInput } from '@kvmkit/kvm-cmdline';
import type { FileLock } from '@kvmkit/kvm-runtime-store';

import type { HypervisorContext } from '../context.ts';
import { QemuError } from '../errors.ts';
import { lockAbsentGuest, removeRun } from '../guest-lock.ts';
import { launchQemu } from './qemu-process.ts';
import { prepareInstance, type PreparedInstance } from './prepare.ts';

export interface StartOptions {
  /** Leave the guest frozen before its first instruction. @default false */
  readonly startupPaused?: boolean;
  /** How long QEMU may take to its first answer. @default 30 000 */
  readonly readyTimeoutMs?: number;
}

export interface StartedInstance {
  readonly name: string;
  readonly pid: number;
}

/*
A start, and what the next process finds if we die on the way:

  lock NAME          nothing
  lock NAME.guest    nothing: the kernel gives both locks back
  record written     a record without a guest: `stopped`, cleaned up by the next start or cleanup
  QEMU spawned       a frozen QEMU that holds NAME.guest, writes its pid file itself, and is in the record
  first answer       the same
  cont               a running guest

A failure on our side undoes the steps in reverse, so that nothing of the instance is left.
*/

/** Starts an instance. @throws `INSTANCE_RUNNING`, `QEMU_EXITED`, and all that {@link prepareInstance} throws. */
export async function startInstance(
  context: HypervisorContext,
  input: InstanceSpecInput,
  options: StartOptions = {},
): Promise<StartedInstance> {
  const prepared = await prepareInstance(context, input);
  const { name } = prepared.runtime.instance;
  return context.store.withLock(name, { doing: 'starting' }, async () => {
    await using guestLock = await lockAbsentGuest(context, name, { tried: 'start', doing: 'starting' });
    return await startLocked(context, prepared, guestLock, options);
  });
}

async function startLocked(
  { store }: HypervisorContext,
  { runtime, execution }: PreparedInstance,
  guestLock: FileLock,
  { startupPaused = false, readyTimeoutMs = 30_000 }: StartOptions,
): Promise<StartedInstance> {
  const { name } = runtime.instance;
  const paths = store.paths(name);
  await using undo = new AsyncDisposableStack();
  undo.defer(() => removeRun(store, name, guestLock));

  await store.remove(name);
  await store.write(name, { runtime });
  const qemu = undo.use(await launchQemu(buildCommandLine(runtime, execution), paths.log, guestLock.fd));
  await guestLock.close();
  try {
    await using qmp = await qemu.ready(paths.qmp, readyTimeoutMs);
    if (!startupPaused) await qmp.execute('cont');
  } catch (error) {
    if (!(error instanceof QemuError)) throw error;
    throw new QemuError(
      error.code,
      error.path,
      `start of ${name} failed: ${error.message}\nnothing of ${name} is left`,
      { cause: error.cause },
    );
  }
  undo.move();
  return { name, pid: qemu.pid };
}
