import type { Execution } from '@kvmkit/kvm-cmdline';
import { makeChroot, removeTapFiles, writeTapFile } from '@kvmkit/kvm-runtime-store/run';

import { takeGuestUser } from '../confine/guest-user.ts';
import type { HypervisorContext } from '../context.ts';
import { configureNics } from '../network/configure-nics.ts';
import { connectedNics } from '../network/connected-nics.ts';
import { openTaps } from '../network/open-taps.ts';
import type { ExecutionPlan } from './execution-plan.ts';

/** What a start has taken of the host; disposing closes our descriptors and gives nothing back. */
export interface HostResources extends AsyncDisposable {
  readonly execution: Pick<Execution, 'taps' | 'user' | 'chroot'>;
  /** For QEMU to inherit after the guest's lock. */
  readonly descriptors: readonly number[];
}

// After the standard streams and the guest's lock.
const firstDescriptor = 4;

/**
 * Takes taps, a user and a chroot. Each is noted in a file of the instance before it is of any effect, so that
 * whoever cleans up after us, in this process or the next, finds it and gives it back.
 */
export async function takeResources(
  context: HypervisorContext,
  { runtime, hvparams, capabilities, execution }: ExecutionPlan,
): Promise<HostResources> {
  const { instance } = runtime;
  const paths = context.store.paths(instance.name);
  await using own = new AsyncDisposableStack();
  const descriptors: number[] = [];
  const inherit = (fd: number): number => firstDescriptor - 1 + descriptors.push(fd);

  const { network } = context.host;
  const { taps } = own.use(await openTaps(network, instance, capabilities));
  const tapNames = new Map(taps.map(({ name }, index) => [index, name]));
  for (const [index, name] of tapNames) await writeTapFile(paths, index, name);
  const chroot = hvparams.use_chroot ? await makeChroot(paths) : undefined;
  const { user, fd } = own.use(await takeGuestUser(context, instance.name, hvparams));
  if (fd !== undefined) inherit(fd);
  try {
    const phase = execution.incoming === undefined ? {} : { migrationPhase: 'pre' as const };
    await configureNics(network, { instance, nics: connectedNics(instance.nics, tapNames) }, phase);
  } catch (error) {
    // It has taken down again what it could.
    await removeTapFiles(paths);
    throw error;
  }

  const kept = own.move();
  return {
    execution: {
      taps: taps.map(({ tapFds, vhostFds }) => ({
        tapFds: tapFds.map(inherit),
        vhostFds: vhostFds.map(inherit),
      })),
      ...(user === undefined ? {} : { user }),
      ...(chroot === undefined ? {} : { chroot }),
    },
    descriptors,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
