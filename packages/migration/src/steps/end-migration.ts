import { QmpCommandError, QmpConnectionError, type QmpClient, type QmpResult } from '@kvmkit/qmp-client';

import { answerTimeoutMs } from '../peers.ts';

const answering = { timeoutMs: answerTimeoutMs };

/** The statuses that nothing follows; all others, also those that are not known here, are "still going". */
const ends: ReadonlySet<string> = new Set(['none', 'completed', 'failed', 'cancelled']);

/**
 * Cancels what is under way and waits for its end; gives QEMU's last status, `none` if there was nothing to cancel.
 *
 * The target is ended as well, where it can be reached: it is good for nothing else by then, and QEMU 11.1 that is
 * cancelled right after `migrate` stays in `cancelling` until its peer hangs up (seen on 11.1.3).
 */
export async function cancelMigration(source: QmpClient, target: QmpClient | undefined): Promise<string> {
  using heard = source.subscribe(['MIGRATION']);
  try {
    await source.execute('migrate_cancel', {}, answering);
  } catch (error) {
    // Refused where it can no longer be: its end decides.
    if (!(error instanceof QmpCommandError)) throw error;
  }
  if (target !== undefined) await quitQemu(target);
  for (;;) {
    const { status = 'none' } = await source.execute('query-migrate', {}, answering);
    if (ends.has(status)) return status;
    await heard.next(answering);
  }
}

/** Ends a QEMU, and returns when its monitor is closed: it stops its guest before that (system/runstate.c qemu_cleanup). */
export async function quitQemu(qmp: QmpClient): Promise<void> {
  try {
    await qmp.execute('quit', {}, answering);
  } catch (error) {
    // It may hang up before it answers.
    if (!(error instanceof QmpConnectionError)) throw error;
  }
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`QEMU was told to quit and is still there after ${answerTimeoutMs} ms`));
  }, answerTimeoutMs);
  try {
    await Promise.race([qmp.closed, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** `query-migrate`, or nothing where the monitor is gone. */
export async function tryQueryMigrate(qmp: QmpClient): Promise<QmpResult<'query-migrate'> | undefined> {
  try {
    return await qmp.execute('query-migrate', {}, answering);
  } catch {
    return undefined;
  }
}
