import type { QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';

/** Pins every thread of a guest as its mask says; `all`, and none at all, leave it to the scheduler. */
export async function pinGuest(
  { host }: HypervisorContext,
  qmp: QmpClient,
  { pid, mask }: { readonly pid: number; readonly mask: string },
): Promise<void> {
  if (mask === '' || mask === 'all') return;
  const { planPinning } = await import('@kvmkit/cpu-affinity');
  const [cpus, hostCpus] = await Promise.all([qmp.execute('query-cpus-fast'), host.onlineCpus()]);
  const vcpuThreads = cpus
    .toSorted((one, other) => one['cpu-index'] - other['cpu-index'])
    .map((cpu) => cpu['thread-id']);
  await host.pin(planPinning({ pid, mask, vcpuThreads, hostCpus }));
}
