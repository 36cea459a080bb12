import type { HypervisorContext } from '../context.ts';
import { connectMonitor, forQuestions } from '../monitor/connect-monitor.ts';
import { monitorFailure, requireGuest } from '../running-guest.ts';

const timeoutMs = 5000;
const tried = 'cancelling the migration';

/**
 * Tells QEMU to give up a move that another process drives, which learns of it by an event; that one's monitor is not
 * needed for it. Once QEMU has sent everything, or without a move, it does nothing.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`
 */
export async function cancelMove(context: HypervisorContext, name: string): Promise<void> {
  const { pid } = await requireGuest(context, name, tried);
  try {
    await using qmp = await connectMonitor(context.store.paths(name), forQuestions, { timeoutMs });
    await qmp.execute('migrate_cancel', {}, { timeoutMs });
  } catch (cause) {
    throw monitorFailure({ name, pid }, tried, cause);
  }
}
