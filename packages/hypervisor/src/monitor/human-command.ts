import { QmpError } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { InstanceError, MonitorError } from '../errors.ts';
import { findGuest } from '../find-guest.ts';
import { connectMonitor, forQuestions } from './connect-monitor.ts';

export interface MonitorCommandOptions {
  /** For connecting and the answer together; a command that is given up may still take effect. @default 5000 */
  readonly timeoutMs?: number | undefined;
}

/**
 * What QEMU's human monitor says to a command, which is also how it refuses one.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`
 */
export async function callMonitorCommand(
  context: HypervisorContext,
  name: string,
  command: string,
  { timeoutMs = 5000 }: MonitorCommandOptions = {},
): Promise<string> {
  const guest = await findGuest(context, name);
  if (guest === undefined) {
    const message = `the command for the monitor of ${name} was refused: it does not run`;
    throw new InstanceError('INSTANCE_NOT_RUNNING', name, message);
  }
  const deadline = performance.now() + timeoutMs;
  try {
    await using qmp = await connectMonitor(context.store.paths(name), forQuestions, { timeoutMs });
    const remainingMs = Math.max(1, Math.round(deadline - performance.now()));
    const options = { timeoutMs: remainingMs };
    return await qmp.execute('human-monitor-command', { 'command-line': command }, options);
  } catch (cause) {
    if (!(cause instanceof QmpError)) throw cause;
    throw new MonitorError(name, guest.pid, 'a command for the monitor', { cause });
  }
}
