// The other pieces of code in the README, compiled but not run; readme.qemu.test.ts compares them.
import {
  connectGuestAgent,
  connectHumanMonitor,
  executeThenWait,
  freezeFilesystems,
  parseInfoCpus,
  type QmpClient,
  runInGuest,
  runJob,
} from '@kvmkit/qmp-client';
import type { BlockdevCreateArguments } from '@kvmkit/qmp-client/qapi';

declare const creation: BlockdevCreateArguments;
declare function grow(qmp: QmpClient): Promise<void>;
declare function copyDisk(options: { signal: AbortSignal }): Promise<void>;

export async function commands(qmp: QmpClient): Promise<unknown> {
  const { event } = await executeThenWait(qmp, {
    command: 'device_del',
    arguments: { id: 'disk1' },
    events: ['DEVICE_DELETED', 'DEVICE_UNPLUG_GUEST_ERROR'],
    matches: (candidate) => candidate.data.device === 'disk1', // of this device, not of any
    timeoutMs: 30_000, // for both
  });

  await runJob(qmp, { command: 'blockdev-create', arguments: creation, jobId: 'create1' }); // its end, not its start

  const schema = await qmp.schema(); // ask this QEMU, never its version
  if (schema.has('blockdev-add/arg-type/+qcow2/data-file')) await grow(qmp);
  await qmp.execute('yank', { instances: [] }, { oob: true }); // past all that is under way; connect with oob: true
  return event;
}

export async function guestAgent(): Promise<unknown> {
  await using agent = await connectGuestAgent('/run/guest.agent');
  const { stdout } = await runInGuest(agent, { path: 'uname', args: ['-r'] });
  {
    await using frozen = await freezeFilesystems(agent, { deadlineMs: 10_000, guard: true });
    await copyDisk({ signal: frozen.lost });
  } // thawed; throws QMP_FREEZE_LOST if it did not stay frozen
  await agent.executeWithoutReply('guest-shutdown');
  return stdout;
}

export async function humanMonitor(): Promise<unknown> {
  await using monitor = await connectHumanMonitor('/run/guest.monitor'); // for what QMP does not offer
  const threads = parseInfoCpus(await monitor.execute('info cpus')); // vCPU index -> thread id
  return threads;
}
