import type { HostRuntimeStore } from '@kvmkit/kvm-runtime-store';

import type { HypervisorContext } from '../context.ts';
import { InstanceError, MonitorError } from '../errors.ts';
import { findGuest } from '../find-guest.ts';
import { connectMonitor, dialWithDescriptors, forChanges } from '../monitor/connect-monitor.ts';

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
    const [guest, record] = await Promise.all([findGuest(context, name), store.read(name)]);
    if (guest === undefined) throw refusal('INSTANCE_NOT_RUNNING', name, 'it does not run');
    if (record === undefined) {
      const why = `it runs as process ${guest.pid}, and neither conf/${name}.json nor conf/${name}.runtime says what machine it is`;
      throw refusal('INSTANCE_UNKNOWN', name, why);
    }
    await store.write(name, record);
    if (!(await store.guestExists(name))) await giveLock(store, name, guest.pid);
    return { name, pid: guest.pid };
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

function refusal(
  code: 'INSTANCE_NOT_RUNNING' | 'INSTANCE_UNKNOWN',
  name: string,
  why: string,
): InstanceError {
  return new InstanceError(code, name, `adoption of ${name} refused: ${why}; nothing was changed`);
}
