import { QmpCommandError, QmpError } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { InstanceError, MonitorError } from '../errors.ts';
import { connectMonitor, forChanges } from '../monitor/connect-monitor.ts';

const commandTimeoutMs = 5000;

const words = {
  stop: { tried: 'pause', doing: 'pausing' },
  cont: { tried: 'resume', doing: 'resuming' },
  system_reset: { tried: 'reset', doing: 'resetting' },
} as const;

/** Freezes, unfreezes or resets the guest's processors. @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE` */
export function changeRunState(
  { store }: HypervisorContext,
  name: string,
  command: keyof typeof words,
): Promise<void> {
  const { tried, doing } = words[command];
  const change = async (): Promise<void> => {
    const guest = await store.findGuest(name);
    if (guest === undefined) {
      throw new InstanceError(
        'INSTANCE_NOT_RUNNING',
        name,
        `${tried} of ${name} refused: it does not run; nothing was changed`,
      );
    }
    try {
      await using qmp = await connectMonitor(store.paths(name), forChanges, { timeoutMs: commandTimeoutMs });
      await qmp.execute(command, {}, { timeoutMs: commandTimeoutMs });
    } catch (cause) {
      if (!(cause instanceof QmpError) || cause instanceof QmpCommandError) throw cause;
      throw new MonitorError(name, guest.pid, tried, { cause });
    }
  };
  return store.withLock(name, change, { doing });
}
