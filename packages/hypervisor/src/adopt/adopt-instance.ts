import type { HostRuntimeStore } from '@kvmkit/kvm-runtime-store';

import type { HypervisorContext } from '../context.ts';
import { InstanceError, MonitorError } from '../errors.ts';
import { connectMonitor, dialWithDescriptors, forChanges } from '../monitor/connect-monitor.ts';
import { requireGuest } from '../running-guest.ts';

/** A guest that others have started, and that is ours from now on. */
export interface AdoptedInstance {
  readonly name: string;
  readonly pid: number;
}

/*
A guest that we have started holds its lock because its QEMU has inherited it. One that Ganeti has started, or whose
root was wiped, holds none: it is given one, as a descriptor that QEMU keeps until it ends (`getfd`). From then on the
lock is the last word on whether it lives, as for every other guest.
*/

const commandTimeoutMs = 5000;
/** QEMU knows the descriptor by this name; giving it again replaces the first. */
const lockName = 'kvmkit-guest-lock';

/**
 * Takes over a running guest that has a record of ours or a runtime file of Ganeti's: writes the record and gives QEMU
 * the guest's lock. The guest notices nothing.
 * @throws `INSTANCE_NOT_RUNNING`; `INSTANCE_UNKNOWN` where nothing says what machine it is; `MONITOR_UNREACHABLE`
 */
export function adoptInstance(context: HypervisorContext, name: string): Promise<AdoptedInstance> {
  const { store } = context;
  const adopt = async (): Promise<AdoptedInstance> => {
    const [{ pid }, record] = await Promise.all([requireGuest(context, name, 'adoption'), store.read(name)]);
    if (record === undefined) throw unknownMachine(name, pid);
    await store.write(name, record);
    if (!(await store.guestExists(name))) await giveLock(store, name, pid);
    return { name, pid };
  };
  return store.withLock(name, adopt, { doing: 'adopting' });
}

async function giveLock(store: HostRuntimeStore, name: string, pid: number): Promise<void> {
  await using lock = await store.lockGuest(name, { doing: 'adopting' });
  try {
    await using qmp = await connectMonitor(store.paths(name), forChanges, {
      timeoutMs: commandTimeoutMs,
      dial: dialWithDescriptors,
    });
    await qmp.execute('getfd', { fdname: lockName }, { fds: [lock.fd], timeoutMs: commandTimeoutMs });
  } catch (cause) {
    throw new MonitorError(name, pid, 'adopting', { cause });
  }
}

function unknownMachine(name: string, pid: number): InstanceError {
  const why = `it runs as process ${pid}, and neither conf/${name}.json nor conf/${name}.runtime says what machine it is`;
  const message = `adoption of ${name} refused: ${why}; nothing was changed`;
  return new InstanceError('INSTANCE_UNKNOWN', name, message);
}
