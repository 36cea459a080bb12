import type { HypervisorContext } from './context.ts';
import { nameOf, type InstanceOrName } from './instance-or-name.ts';
import { pinGuest } from './launch/pin-guest.ts';
import { changeRunningGuest, noteChanges, recordOfGuest } from './running-guest.ts';

/**
 * Pins a running guest as a mask says, and notes the mask for its next start.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, and what planning and pinning throw; nothing is noted then
 */
export function pinInstance(
  context: HypervisorContext,
  instance: InstanceOrName,
  mask: string,
): Promise<void> {
  const name = nameOf(instance);
  return changeRunningGuest(context, name, { tried: 'pin', doing: 'pinning' }, async ({ qmp, pid }) => {
    const record = await recordOfGuest(context, name);
    await pinGuest(context, qmp, { pid, mask: await spelledOut(context, mask) });
    const hvparams = { ...record.runtime.instance.hvparams, cpu_mask: mask === '' ? 'all' : mask };
    await noteChanges(context, record, { hvparams });
  });
}

/** `all` leaves threads where they are; here it is to undo what pinned them. */
async function spelledOut({ host }: HypervisorContext, mask: string): Promise<string> {
  if (mask !== '' && mask !== 'all') return mask;
  const { formatCpuMask } = await import('@kvmkit/cpu-affinity');
  return formatCpuMask(await host.onlineCpus());
}
