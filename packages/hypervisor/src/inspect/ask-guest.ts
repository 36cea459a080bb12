import type { InstancePaths } from '@kvmkit/kvm-runtime-store';
import {
  QmpCommandError,
  QmpConnectionError,
  QmpError,
  QmpTimeoutError,
  type QmpClient,
} from '@kvmkit/qmp-client/qmp';

import { connectMonitor, forQuestions } from '../monitor/connect-monitor.ts';
import type { InstanceInfo } from './instance-info.ts';

export type Answers = Partial<InstanceInfo> & Pick<InstanceInfo, 'state'>;

/** What a QEMU says of itself; all of it is asked at once, and nothing that is known for good. */
export async function askGuest(
  paths: InstancePaths,
  known: Pick<InstanceInfo, 'uuid' | 'accelerator'>,
  timeoutMs: number,
): Promise<Answers> {
  try {
    await using qmp = await connectMonitor(paths, forQuestions, { timeoutMs });
    const options = { timeoutMs };
    const [status, cpus, memoryMiB, uuid, accelerator] = await Promise.all([
      qmp.execute('query-status', {}, options),
      qmp.execute('query-cpus-fast', {}, options),
      askMemoryMiB(qmp, options),
      known.uuid ?? askUuid(qmp, options),
      known.accelerator ?? askAccelerator(qmp, options),
    ]);
    const { major, minor, micro } = qmp.greeting.version.qemu;
    return {
      uuid,
      state: status.status,
      vcpus: cpus.length,
      accelerator,
      qemuVersion: `${major}.${minor}.${micro}`,
      ...(memoryMiB === undefined ? {} : { memoryMiB }),
    };
  } catch (error) {
    if (error instanceof QmpError) return { state: 'unreachable', reason: reasonOf(error) };
    throw error;
  }
}

function reasonOf(error: QmpError): string {
  const silent =
    error instanceof QmpTimeoutError ||
    (error instanceof QmpConnectionError && error.reason === 'no-greeting');
  return silent
    ? 'its monitors say nothing: other clients hold them, or QEMU is stuck'
    : `its monitors can not be reached: ${error.message}`;
}

async function askUuid(qmp: QmpClient, options: { timeoutMs: number }): Promise<string> {
  return (await qmp.execute('query-uuid', {}, options)).UUID;
}

async function askAccelerator(qmp: QmpClient, options: { timeoutMs: number }): Promise<'kvm' | 'tcg'> {
  return (await qmp.execute('query-kvm', {}, options)).enabled ? 'kvm' : 'tcg';
}

/** QEMU refuses the question when the guest has no balloon: then it has all of its memory. */
async function askMemoryMiB(qmp: QmpClient, options: { timeoutMs: number }): Promise<number | undefined> {
  try {
    const { actual } = await qmp.execute('query-balloon', {}, options);
    return Math.floor(actual / 2 ** 20);
  } catch (error) {
    if (error instanceof QmpCommandError) return undefined;
    throw error;
  }
}
