import type { HypervisorContext } from '../context.ts';
import { requireOurs } from '../migrate/open-moves.ts';
import { changeRunningGuest, monitorFailure } from '../running-guest.ts';

const commandTimeoutMs = 5000;

const words = {
  stop: { tried: 'pause', doing: 'pausing' },
  cont: { tried: 'resume', doing: 'resuming' },
  system_reset: { tried: 'reset', doing: 'resetting' },
} as const;

/** Freezes, unfreezes or resets the guest's processors. @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE` */
export function changeRunState(
  context: HypervisorContext,
  name: string,
  command: keyof typeof words,
): Promise<void> {
  const { tried } = words[command];
  return changeRunningGuest(context, name, words[command], async ({ qmp, pid }) => {
    if (command === 'cont') await requireOurs(context, name, tried);
    await qmp.execute(command, {}, { timeoutMs: commandTimeoutMs }).catch((cause: unknown) => {
      throw monitorFailure({ name, pid }, tried, cause);
    });
  });
}
