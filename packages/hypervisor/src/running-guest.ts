import type { RuntimeRecord } from '@kvmkit/kvm-runtime-store';
import { QmpCommandError, QmpError, type QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from './context.ts';
import { InstanceError, MonitorError } from './errors.ts';
import { findGuest } from './find-guest.ts';
import { connectMonitor, dialWithDescriptors, forChanges } from './monitor/connect-monitor.ts';

/** A guest that lives, and a monitor of its QEMU that takes descriptors. */
export interface RunningGuest {
  readonly name: string;
  readonly pid: number;
  readonly qmp: QmpClient;
}

const monitorTimeoutMs = 5000;

/**
 * Changes a guest that lives, under its instance's lock.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`
 */
export function changeRunningGuest<T>(
  context: HypervisorContext,
  name: string,
  { tried, doing }: { readonly tried: string; readonly doing: string },
  change: (guest: RunningGuest) => Promise<T>,
): Promise<T> {
  const { store } = context;
  const changeIt = async (): Promise<T> => {
    const guest = await findGuest(context, name);
    if (guest === undefined) {
      throw new InstanceError(
        'INSTANCE_NOT_RUNNING',
        name,
        `${tried} of ${name} refused: it does not run; nothing was changed`,
      );
    }
    const options = { timeoutMs: monitorTimeoutMs, dial: dialWithDescriptors };
    await using qmp = await connectMonitor(store.paths(name), forChanges, options).catch((cause: unknown) => {
      if (!(cause instanceof QmpError) || cause instanceof QmpCommandError) throw cause;
      throw new MonitorError(name, guest.pid, tried, { cause });
    });
    return await change({ name, pid: guest.pid, qmp });
  };
  return store.withLock(name, changeIt, { doing });
}

/** The record of a guest that lives. @throws `INSTANCE_UNKNOWN` */
export async function recordOfGuest({ store }: HypervisorContext, name: string): Promise<RuntimeRecord> {
  const record = await store.read(name);
  if (record !== undefined) return record;
  throw new InstanceError(
    'INSTANCE_UNKNOWN',
    name,
    `${name} has no record in ${store.root}, which would say where its devices are; nothing was changed`,
  );
}
