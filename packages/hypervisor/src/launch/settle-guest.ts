import type { QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import type { ExecutionPlan } from './execution-plan.ts';
import { pinGuest } from './pin-guest.ts';

/** What a machine that exists and stands still is given before its first instruction: passwords, CPUs, memory. */
export async function settleGuest(
  context: HypervisorContext,
  qmp: QmpClient,
  { passwords, runtime, balloonMiB, execution }: ExecutionPlan,
  pid: number,
): Promise<void> {
  for (const { protocol, password } of passwords) await qmp.execute('set_password', { protocol, password });
  await pinGuest(context, qmp, { pid, mask: runtime.instance.hvparams.cpu_mask });
  // One that comes from elsewhere brings along what its balloon holds.
  if (balloonMiB === undefined || execution.incoming !== undefined) return;
  await qmp.execute('balloon', { value: balloonMiB * 2 ** 20 });
}
