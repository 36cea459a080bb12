import { connectQmp, QmpCommandError, QmpError, type QmpClient } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';

/** What is known of an instance; asked of QEMU where it lives. */
export interface InstanceInfo {
  readonly name: string;
  readonly uuid: string;
  /**
   * QEMU's own run state (`running`, `paused`, `prelaunch`: frozen before its first instruction, …), or `stopped`:
   * no QEMU, or `unreachable`: QEMU lives but its monitor does not answer.
   */
  readonly state: InstanceState;
  readonly pid: number | undefined;
  /** What the balloon leaves the guest now, in MiB; the specification's memory where QEMU can not be asked. */
  readonly memoryMiB: number;
  readonly vcpus: number;
  readonly machineType: string;
  readonly accelerator: 'kvm' | 'tcg' | undefined;
  readonly qemuVersion: string | undefined;
}

export type InstanceState = 'running' | 'paused' | 'prelaunch' | 'stopped' | 'unreachable' | (string & {});

/** How long one instance may take to answer, so that a stuck one never holds up the others. */
const answerTimeoutMs = 2000;

/** One instance, or `undefined` when there is none of that name. Takes no lock. */
export async function getInstanceInfo(
  { store }: HypervisorContext,
  name: string,
): Promise<InstanceInfo | undefined> {
  const [record, guest] = await Promise.all([store.read(name), store.findGuest(name)]);
  if (record === undefined) return undefined;
  const { instance, machineType } = record.runtime;
  const asSpecified = {
    name,
    uuid: instance.uuid,
    memoryMiB: instance.beparams.maxmem,
    vcpus: instance.beparams.vcpus,
    machineType,
    accelerator: undefined,
    qemuVersion: undefined,
  };
  if (guest === undefined) {
    // A QEMU whose pid file is not there yet, or no longer, still holds its lock.
    const state = (await store.guestExists(name)) ? 'unreachable' : 'stopped';
    return { ...asSpecified, state, pid: undefined };
  }
  const answers = await askQemu(store.paths(name).qmp);
  if (answers !== undefined) return { ...asSpecified, ...answers, pid: guest.pid };
  // It may have ended while we asked.
  const now = await store.findGuest(name);
  return now?.startTimeTicks === guest.startTimeTicks
    ? { ...asSpecified, state: 'unreachable', pid: guest.pid }
    : { ...asSpecified, state: 'stopped', pid: undefined };
}

/** Every instance that has a record, asked side by side, sorted by name. */
export async function getAllInstancesInfo(context: HypervisorContext): Promise<InstanceInfo[]> {
  const names = await context.store.list();
  const all = await Promise.all(names.map((name) => getInstanceInfo(context, name)));
  return all.filter((info) => info !== undefined);
}

type Answers = Pick<InstanceInfo, 'state' | 'vcpus' | 'accelerator' | 'qemuVersion'> & {
  readonly memoryMiB?: number;
};

async function askQemu(socketPath: string): Promise<Answers | undefined> {
  try {
    await using qmp = await connectQmp(socketPath, { timeoutMs: answerTimeoutMs });
    const options = { timeoutMs: answerTimeoutMs };
    const [status, cpus, kvm, memory] = await Promise.all([
      qmp.execute('query-status', {}, options),
      qmp.execute('query-cpus-fast', {}, options),
      qmp.execute('query-kvm', {}, options),
      memoryMiB(qmp, options),
    ]);
    const { major, minor, micro } = qmp.greeting.version.qemu;
    return {
      state: status.status,
      vcpus: cpus.length,
      accelerator: kvm.enabled ? 'kvm' : 'tcg',
      qemuVersion: `${major}.${minor}.${micro}`,
      ...memory,
    };
  } catch (error) {
    if (error instanceof QmpError) return undefined;
    throw error;
  }
}

/** QEMU refuses the question when the guest has no balloon: then it has all of its memory. */
async function memoryMiB(qmp: QmpClient, options: { timeoutMs: number }): Promise<{ memoryMiB?: number }> {
  try {
    const { actual } = await qmp.execute('query-balloon', {}, options);
    return { memoryMiB: actual / 2 ** 20 };
  } catch (error) {
    if (error instanceof QmpCommandError) return {};
    throw error;
  }
}
