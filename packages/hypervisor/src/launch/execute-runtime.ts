import { buildCommandLine } from '@kvmkit/kvm-cmdline';
import type { FileLock } from '@kvmkit/kvm-runtime-store';
import { QmpCommandError, QmpError } from '@kvmkit/qmp-client';

import { makeConsoleLog } from '../console/console-log.ts';
import { joinControlGroup } from '../confine/control-group.ts';
import type { HypervisorContext } from '../context.ts';
import { QemuError } from '../errors.ts';
import { releaseRun, sweepRun } from '../release/release-run.ts';
import { makeEventLogFiles } from './event-log-files.ts';
import type { ExecutionPlan } from './execution-plan.ts';
import { takeResources } from './host-resources.ts';
import type { StartedQemu } from './qemu-process.ts';
import { settleGuest } from './settle-guest.ts';

export interface StartOptions {
  /** Leave the guest frozen before its first instruction. @default false */
  readonly startupPaused?: boolean;
  /** How long QEMU may take to its first answer. @default 30 000 */
  readonly readyTimeoutMs?: number;
}

/** Whether a runtime that could not be started is still worth a record: it had run before. */
export type AfterFailure = 'keep-record' | 'remove-record';

export interface StartedInstance {
  readonly name: string;
  readonly pid: number;
}

/*
From nothing to a running guest, and what the next process finds if we die on the way:

  record written     a record without a guest
  taps, uid, chroot  the same, and a file that names each: the taps themselves die with us
  NICs connected     the same: their script is run again to disconnect them
  QEMU spawned       a frozen QEMU that holds NAME.guest, writes its pid file itself, and is in the record
  first answer       the same
  settled            the same
  cont               a running guest

Whatever fails on our side ends in `releaseRun` or `sweepRun`, which are also what cleans up after those who died.
*/

/**
 * Starts a guest from its runtime; only for who holds the guest's lock, which QEMU takes over.
 * @throws `QEMU_EXITED`, `QEMU_REFUSED`, `NIC_SCRIPT_FAILED`, `UID_POOL_EXHAUSTED`, what opening taps throws; nothing is
 * left then
 */
export async function executeRuntime(
  context: HypervisorContext,
  plan: ExecutionPlan,
  guestLock: FileLock,
  { startupPaused = false, readyTimeoutMs = 30_000 }: StartOptions,
  afterFailure: AfterFailure,
): Promise<StartedInstance> {
  const { store } = context;
  const { name } = plan.runtime.instance;
  await using undo = new AsyncDisposableStack();
  undo.defer(async () => {
    if (afterFailure === 'remove-record') await releaseRun(context, name, guestLock);
    else await sweepRun(context, name, guestLock);
  });
  await store.write(name, { runtime: plan.runtime });
  await makeEventLogFiles(store.paths(name));
  if (plan.runtime.instance.hvparams.serial_console) await makeConsoleLog(store.paths(name));
  if (plan.hvparams.user_shutdown) {
    await context.host.ensureWatcher({ root: store.root, settings: context.settings });
  }
  const qemu = undo.use(await launchQemu(context, plan, guestLock));
  await guestLock.close();
  try {
    await using qmp = await qemu.ready(store.paths(name).job, readyTimeoutMs);
    await settleGuest(context, qmp, plan, qemu.pid);
    if (!startupPaused && !asksToStandStill(plan)) await qmp.execute('cont');
  } catch (error) {
    throw failedStart(plan, error, afterFailure);
  }
  undo.move();
  return { name, pid: qemu.pid };
}

/** `-S` of `kvm_extra`, as Ganeti reads it; the one of every start is no part of the runtime. */
function asksToStandStill({ runtime }: ExecutionPlan): boolean {
  return runtime.arguments.some(({ option }) => option === '-S');
}

async function launchQemu(
  context: HypervisorContext,
  plan: ExecutionPlan,
  guestLock: FileLock,
): Promise<StartedQemu> {
  const { name } = plan.runtime.instance;
  await using taken = await takeResources(context, plan);
  const group = await context.host.controlGroup(name);
  const argv = buildCommandLine(plan.runtime, { ...plan.execution, ...taken.execution });
  const qemu = await context.host.launch({
    argv: group.kind === 'scope' ? [...group.prefix, ...argv] : argv,
    logFile: context.store.paths(name).log,
    descriptors: [guestLock.fd, ...taken.descriptors],
  });
  await joinControlGroup(group, qemu.pid);
  return qemu;
}

/** Says of which instance QEMU's trouble is, and what is left of it. */
function failedStart(
  { runtime: { instance } }: ExecutionPlan,
  error: unknown,
  afterFailure: AfterFailure,
): unknown {
  const { name, hvparams } = instance;
  const left =
    afterFailure === 'remove-record'
      ? `nothing of ${name} is left`
      : `${name} does not run; its record is kept`;
  const message = (why: string): string => `start of ${name} failed: ${why}\n${left}`;
  if (error instanceof QemuError) {
    return new QemuError(error.code, error.path, message(error.message), { cause: error.cause });
  }
  if (!(error instanceof QmpError)) return error;
  const code = error instanceof QmpCommandError ? 'QEMU_REFUSED' : 'QEMU_EXITED';
  return new QemuError(code, hvparams.kvm_path, message(error.message), { cause: error });
}
