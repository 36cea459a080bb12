import type { Pidfd } from '@kvmkit/host-fds';
import type { FileLock } from '@kvmkit/kvm-runtime-store';
import { QmpCommandError, QmpError, type QmpClient } from '@kvmkit/qmp-client';

import { askShutdown } from '../agent/ask-shutdown.ts';
import type { HypervisorContext } from '../context.ts';
import { StopError } from '../errors.ts';
import { findGuest } from '../find-guest.ts';
import { endingMs, lockGuestWithin } from '../guest-lock.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { holdProcess, signalProcess } from '../hold-process.ts';
import { connectMonitor, forChanges } from '../monitor/connect-monitor.ts';
import { releaseRun } from '../release/release-run.ts';
import { stopPlan, type StopManners, type StopStep } from './stop-plan.ts';

export interface StopOptions {
  /** Do not ask the guest: make QEMU end. @default false */
  readonly force?: boolean;
  /** How long the guest may take once it is asked, by its agent or its power button. @default 60 000 */
  readonly timeoutMs?: number;
  /** Whether this was asked before; a stop that is asked again does all of it again. Ganeti's, of no effect. */
  readonly retry?: boolean;
}

export interface StoppedInstance {
  readonly name: string;
  /** The step that ended the guest; `not-running`: there was nothing to stop. */
  readonly by: StopStep['name'] | 'not-running';
  /** What could not be given back to the host, as sentences. */
  readonly warnings: readonly string[];
}

/**
 * Stops an instance and removes what its run has left: the power button, and after the deadline whatever it takes.
 * Stopping an instance that does not run only cleans up.
 * @throws {StopError} `STOP_FAILED`
 */
export function stopInstance(
  context: HypervisorContext,
  instance: InstanceOrName,
  options: StopOptions = {},
): Promise<StoppedInstance> {
  const name = nameOf(instance);
  const stop = async (): Promise<StoppedInstance> => {
    const { by, guestLock } = await endGuest(context, name, options, 'stopping');
    await using held = guestLock;
    return { name, by, warnings: await releaseRun(context, name, held) };
  };
  return context.store.withLock(name, stop, { doing: 'stopping' });
}

/** How a guest ended, and its lock, which proves that it has. */
export interface EndedGuest {
  readonly by: StoppedInstance['by'];
  readonly guestLock: FileLock;
}

/**
 * Ends a guest, the gentlest way first.
 * @throws {StopError} `STOP_FAILED`
 */
export async function endGuest(
  context: HypervisorContext,
  name: string,
  options: StopOptions,
  doing: string,
): Promise<EndedGuest> {
  const guest = await findGuest(context, name);
  using held = guest === undefined ? undefined : await holdProcess(guest);
  if (held === undefined) {
    // A QEMU without a pid is ending, or not yet known by one: it gets the moment that this takes.
    const guestLock = await lockGuestWithin(context, name, { doing, timeoutMs: endingMs });
    if (guestLock !== undefined) return { by: 'not-running', guestLock };
    throw new StopError(name, guest?.pid, []);
  }
  const ended = async (by: EndedGuest['by'], timeoutMs: number): Promise<EndedGuest | undefined> => {
    if (!(await held.waitForExit({ timeoutMs }))) return undefined;
    const guestLock = await lockGuestWithin(context, name, { doing, timeoutMs: endingMs });
    return guestLock === undefined ? undefined : { by, guestLock };
  };

  await using qmp = await openMonitor(context, name);
  if (qmp === undefined) {
    // Ending, or stuck, or out of reach.
    const byItself = await ended('not-running', endingMs);
    if (byItself !== undefined) return byItself;
  }
  const plan = stopPlan(options, await mannersOf(context, name, qmp));
  let askedAt: number | undefined;
  for (const step of plan) {
    const now = performance.now();
    if (!(await take(step, held, qmp, () => askShutdown(context, name)))) continue;
    // What is left of the time in which the guest is asked.
    const spentMs = step.name === 'power-button' && askedAt !== undefined ? now - askedAt : 0;
    askedAt ??= now;
    const byStep = await ended(step.name, Math.max(0, step.timeoutMs - spentMs));
    if (byStep !== undefined) return byStep;
  }
  throw new StopError(
    name,
    held.pid,
    plan.map((step) => step.name),
  );
}

/**
 * A machine started without ACPI has no power button, and a guest that has not executed anything yet hears nothing.
 * Where this can not be known, pressing costs only the wait.
 */
async function mannersOf(
  { store }: HypervisorContext,
  name: string,
  qmp: QmpClient | undefined,
): Promise<StopManners> {
  const record = await store.read(name).catch(() => undefined);
  const { acpi = true, use_guest_agent: guestAgent = false } = record?.runtime.instance.hvparams ?? {};
  const state = await qmp
    ?.execute('query-status', {}, { timeoutMs: monitorTimeoutMs })
    .catch(() => undefined);
  return {
    powerButton: acpi && state?.status !== 'prelaunch',
    guestAgent: guestAgent && (await hasOpenedAgentChannel(qmp)),
  };
}

/** QEMU knows whether the guest has its end of the channel open; an agent that is not there is waited for in vain. */
async function hasOpenedAgentChannel(qmp: QmpClient | undefined): Promise<boolean> {
  const chardevs = await qmp
    ?.execute('query-chardev', {}, { timeoutMs: monitorTimeoutMs })
    .catch(() => undefined);
  return chardevs?.some((one) => one.label === 'qga0' && one['frontend-open']) ?? true;
}

const monitorTimeoutMs = 3000;

/** A monitor that does not answer is no reason not to stop: the plan has signals too. */
async function openMonitor({ store }: HypervisorContext, name: string): Promise<QmpClient | undefined> {
  try {
    return await connectMonitor(store.paths(name), forChanges, { timeoutMs: monitorTimeoutMs });
  } catch (error) {
    if (error instanceof QmpError) return undefined;
    throw error;
  }
}

/** Whether the step could be taken; what came of it is told by the process. */
async function take(
  step: StopStep,
  held: Pidfd,
  qmp: QmpClient | undefined,
  askAgent: () => Promise<boolean>,
): Promise<boolean> {
  if (step.name === 'guest-agent') return askAgent();
  if (step.signal !== undefined) {
    signalProcess(held, step.signal);
    return true;
  }
  if (qmp === undefined) return false;
  try {
    await qmp.execute(step.command, {}, { timeoutMs: monitorTimeoutMs });
  } catch (error) {
    // One that QEMU refuses will have no effect to wait for; and QEMU may be gone before it answers.
    if (error instanceof QmpCommandError) return false;
    if (!(error instanceof QmpError)) throw error;
  }
  return true;
}
