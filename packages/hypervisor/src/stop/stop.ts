import { openPidfd, SystemCallError } from '@kvmkit/host-fds';
import { isAlive, type FileLock, type GuestProcess } from '@kvmkit/kvm-runtime-store';
import { connectQmp, QmpError, type QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { StopError } from '../errors.ts';
import { endingMs, lockGuestWithin, removeRun } from '../guest-lock.ts';
import { stopPlan, type StopStep } from './stop-plan.ts';

export interface StopOptions {
  /** Do not ask the guest: make QEMU end. @default false */
  readonly force?: boolean;
  /** How long the guest may take after its power button was pressed. @default 60 000 */
  readonly timeoutMs?: number;
}

export interface StoppedInstance {
  readonly name: string;
  /** The step that ended the guest; `not-running`: there was nothing to stop. */
  readonly by: StopStep['name'] | 'not-running';
}

/**
 * Stops an instance and removes what its run has left: the power button, and after the deadline whatever it takes.
 * Stopping an instance that does not run only cleans up.
 * @throws {StopError} `STOP_FAILED`
 */
export function stopInstance(
  context: HypervisorContext,
  name: string,
  options: StopOptions = {},
): Promise<StoppedInstance> {
  const { store } = context;
  return store.withLock(name, { doing: 'stopping' }, async () => {
    const guest = await store.findGuest(name);
    const { by, guestLock } = await endGuest(context, name, guest, options);
    await using held = guestLock;
    await removeRun(store, name, held);
    return { name, by };
  });
}

async function endGuest(
  context: HypervisorContext,
  name: string,
  guest: GuestProcess | undefined,
  options: StopOptions,
): Promise<{ by: StoppedInstance['by']; guestLock: FileLock }> {
  const doing = 'stopping';
  await using qmp = guest === undefined ? undefined : await openMonitor(context, name);
  if (qmp === undefined) {
    // A QEMU without a pid or without a monitor is ending, or stuck: it gets the moment that an end takes.
    const guestLock = await lockGuestWithin(context, name, { doing, timeoutMs: endingMs });
    if (guestLock !== undefined) return { by: 'not-running', guestLock };
  }
  if (guest === undefined) throw new StopError(name, undefined, []);
  const plan = stopPlan(options, await hasPowerButton(context, name));
  for (const step of plan) {
    if (!(await take(step, guest, qmp))) continue;
    // The lock becomes free at the moment that QEMU is gone: waiting for it is waiting for the end.
    const guestLock = await lockGuestWithin(context, name, { doing, timeoutMs: step.timeoutMs });
    if (guestLock !== undefined) return { by: step.name, guestLock };
  }
  throw new StopError(
    name,
    guest.pid,
    plan.map((step) => step.name),
  );
}

/** A machine started without ACPI has none; where the record can not be read, pressing costs only the wait. */
async function hasPowerButton({ store }: HypervisorContext, name: string): Promise<boolean> {
  const record = await store.read(name).catch(() => undefined);
  return record?.runtime.instance.hvparams.acpi ?? true;
}

const monitorTimeoutMs = 3000;

/** A monitor that does not answer is no reason not to stop: the plan has signals too. */
async function openMonitor({ store }: HypervisorContext, name: string): Promise<QmpClient | undefined> {
  try {
    return await connectQmp(store.paths(name).job, { timeoutMs: monitorTimeoutMs });
  } catch (error) {
    if (error instanceof QmpError) return undefined;
    throw error;
  }
}

/** Whether the step could be taken; what came of it is told by the lock. */
async function take(step: StopStep, guest: GuestProcess, qmp: QmpClient | undefined): Promise<boolean> {
  if (step.signal !== undefined) {
    await signalGuest(guest, step.signal);
    return true;
  }
  if (qmp === undefined) return false;
  try {
    await qmp.execute(step.command, {}, { timeoutMs: monitorTimeoutMs });
  } catch (error) {
    // QEMU may be gone before it answers.
    if (!(error instanceof QmpError)) throw error;
  }
  return true;
}

/** The process is taken hold of first and looked at then: whoever is signalled is who was looked at. */
async function signalGuest(guest: GuestProcess, signal: NodeJS.Signals): Promise<void> {
  try {
    using pidfd = openPidfd(guest.pid);
    if (await isAlive(guest)) pidfd.signal(signal);
  } catch (error) {
    if (!(error instanceof SystemCallError) || error.errnoName !== 'ESRCH') throw error;
  }
}
