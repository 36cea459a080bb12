import { setTimeout as pause } from 'node:timers/promises';

import type { QmpClient } from '@kvmkit/qmp-client';

import { answerTimeoutMs } from '../peers.ts';

/**
 * Lets the guest go on, if it does not already, and returns when QEMU says that it runs.
 *
 * The caller knows that nobody else runs it, and that this QEMU is not waiting for a migration: `cont` there would let
 * it start by itself, whenever the migration has come (monitor/qmp-cmds.c qmp_cont sets autostart).
 */
export async function runGuest(qmp: QmpClient): Promise<void> {
  const options = { timeoutMs: answerTimeoutMs };
  using resumed = qmp.subscribe(['RESUME']);
  if ((await qmp.execute('query-status', {}, options)).running) return;
  await qmp.execute('cont', {}, options);
  while (!(await qmp.execute('query-status', {}, options)).running) await resumed.next(options);
}

/** How often a target is asked whether it has arrived, where no event tells; the switch to postcopy takes a few ms. */
const askAgainMs = 2;

/**
 * Lets a guest that has arrived go on, if it shall and can: one that was shut down or has panicked stays as it is.
 *
 * In postcopy the target is told to run somewhere between `postcopy-active` and the end, and no event says when its run
 * state has changed (migration/savevm.c loadvm_postcopy_handle_run_bh); so it is asked.
 */
export async function runArrivedGuest(qmp: QmpClient, shallRun: boolean): Promise<void> {
  const options = { timeoutMs: answerTimeoutMs };
  const untilMs = performance.now() + answerTimeoutMs;
  for (;;) {
    const { status } = await qmp.execute('query-status', {}, options);
    if (status !== 'inmigrate') {
      if (shallRun && (status === 'paused' || status === 'prelaunch')) await runGuest(qmp);
      return;
    }
    if (performance.now() > untilMs)
      throw new Error(`the target is still ${status} after ${answerTimeoutMs} ms`);
    await pause(askAgainMs);
  }
}
