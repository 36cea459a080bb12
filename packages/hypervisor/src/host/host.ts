import type { PinningPlan } from '@kvmkit/cpu-affinity';
import type { HostFacts, HostQuestions, HvParams, QemuCapabilities } from '@kvmkit/kvm-cmdline';

import type { ControlGroup } from '../confine/control-group.ts';
import type { LaunchCall, StartedQemu } from '../launch/qemu-process.ts';
import type { NetworkPort } from '../network/ports.ts';
import type { CpuCounts } from '../node/cpu-counts.ts';
import type { HostMemory } from '../node/memory.ts';
import type { Verification } from '../node/verify.ts';
import type { WatcherTask } from '../watch/ensure-watcher.ts';

/** A user of the host, as its name service knows it. */
export interface HostUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The host as the life of a guest meets it: all that is neither a file of the store nor said over QMP. What is asked
 * first may have to be found out, and is remembered.
 */
export interface Host {
  /** @throws `QEMU_UNUSABLE` */
  capabilities(kvmPath: string): Promise<QemuCapabilities>;
  /** What `kvm_flag` says, else KVM where guests have been seen to run under it. */
  accelerator(hvparams: Pick<HvParams, 'kvm_flag' | 'kvm_path'>): Promise<'kvm' | 'tcg' | undefined>;
  /** What the checks of parameters have to know. */
  facts(questions: HostQuestions): Promise<Omit<HostFacts, 'capabilities'>>;
  user(nameOrUid: string): Promise<HostUser | undefined>;
  /** The processes that can act as a user. @throws `PROCESSES_HIDDEN` */
  pidsRunningAs(uid: number): Promise<readonly number[]>;
  /** What can be given away without swapping. */
  availableMemoryMiB(): Promise<number>;
  onlineCpus(): Promise<readonly number[]>;
  memory(): Promise<HostMemory>;
  cpuCounts(): Promise<CpuCounts>;
  /** All that guests need of a host beside its QEMU, which is there. */
  examine(kvmPath: string): Promise<readonly Verification[]>;
  pin(plan: PinningPlan): Promise<void>;
  /** What keeps a guest of this name apart from whoever started it; makes nothing. */
  controlGroup(name: string): Promise<ControlGroup>;
  /** A QEMU of its own session, which outlives us. */
  launch(call: LaunchCall): Promise<StartedQemu>;
  /** One that takes note of how guests end, which outlives us. @throws `WATCHER_FAILED` */
  ensureWatcher(task: WatcherTask): Promise<void>;
  readonly network: NetworkPort;
}
