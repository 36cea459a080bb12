import type { InstanceSpec } from '@kvmkit/kvm-cmdline';
import type { GuestProcess, RuntimeRecord } from '@kvmkit/kvm-runtime-store';
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
    const { pid } = await requireGuest(context, name, tried);
    const options = { timeoutMs: monitorTimeoutMs, dial: dialWithDescriptors };
    await using qmp = await connectMonitor(store.paths(name), forChanges, options).catch((cause: unknown) => {
      throw monitorFailure({ name, pid }, tried, cause);
    });
    return await change({ name, pid, qmp });
  };
  return store.withLock(name, changeIt, { doing });
}

/** The QEMU of an instance, for what needs that it lives. @throws `INSTANCE_NOT_RUNNING` */
export async function requireGuest(
  context: HypervisorContext,
  name: string,
  tried: string,
): Promise<GuestProcess> {
  const guest = await findGuest(context, name);
  if (guest !== undefined) return guest;
  const message = `${tried} of ${name} refused: it does not run; nothing was changed`;
  throw new InstanceError('INSTANCE_NOT_RUNNING', name, message);
}

/** What a talk to a QEMU that lives has failed by; what QEMU refused stays as it is. */
export function monitorFailure(
  { name, pid }: Pick<RunningGuest, 'name' | 'pid'>,
  tried: string,
  cause: unknown,
): unknown {
  if (!(cause instanceof QmpError) || cause instanceof QmpCommandError) return cause;
  return new MonitorError(name, pid, tried, { cause });
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

/** Notes what of a guest is otherwise from now on than its record says. */
export async function noteChanges(
  { store }: HypervisorContext,
  record: RuntimeRecord,
  changes: Partial<Pick<InstanceSpec, 'hvparams' | 'disks' | 'nics'>>,
): Promise<void> {
  const { runtime } = record;
  const { instance } = runtime;
  const changed = { ...runtime, instance: { ...instance, ...changes } };
  await store.write(instance.name, { ...record, runtime: changed });
}
