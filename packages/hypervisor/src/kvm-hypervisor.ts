import type { Duplex, Readable, Writable } from 'node:stream';

import type {
  CommandLineDifference,
  DeviceKind,
  InstanceSpecInput,
  ParameterAdvice,
} from '@kvmkit/kvm-cmdline';

import type { FrozenFilesystems, GuestProgramResult } from '@kvmkit/qmp-client';

import type { AdoptedInstance } from './adopt/adopt-instance.ts';
import type { FreezeGuestOptions } from './agent/freeze-guest.ts';
import type { GuestInfo } from './agent/guest-info.ts';
import type { RunInGuestOptions } from './agent/run-in-guest.ts';
import type { AgentOptions } from './agent/with-guest-agent.ts';
import type { HypervisorContext } from './context.ts';
import type { DeviceInputs } from './hotplug/device-input.ts';
import type { DeviceReference } from './hotplug/device-lists.ts';
import type { AdditionExtra, PluggedDevice } from './hotplug/hot-add.ts';
import type { RemovalExtra } from './hotplug/hot-del.ts';
import type { ModificationExtra } from './hotplug/hot-mod.ts';
import type { HotplugAction } from './hotplug/hot-plug-support.ts';
import type { ConsoleOutput, FollowConsoleOptions } from './console/follow-console.ts';
import type { InstanceConsole, InstanceConsoleOptions } from './console/instance-console.ts';
import type { OpenConsoleOptions } from './console/open-console.ts';
import type { InstanceOrName } from './instance-or-name.ts';
import type { InstanceInfo } from './inspect/instance-info.ts';
import type { Explanation, ExplainOptions } from './launch/explain.ts';
import type { StartedInstance, StartOptions } from './launch/execute-runtime.ts';
import type { BalloonedInstance, BalloonOptions } from './memory/balloon.ts';
import type { MoveObstacle } from './migrate/can-migrate.ts';
import type { MigrationStatus } from './migrate/ganeti-calls.ts';
import type { MovedInstance, MoveOptions } from './migrate/move-instance.ts';
import type { RecoveredInstance, RecoverInstanceOptions } from './migrate/recover-instance.ts';
import type { TargetNode } from './migrate/target-node.ts';
import type { MonitorCommandOptions } from './monitor/human-command.ts';
import type { AncillaryFiles } from './node/ancillary-files.ts';
import type { KvmPathOption } from './node/kvm-path.ts';
import type { PowercycleOptions } from './node/powercycle.ts';
import type { NodeInfo } from './node/node-info.ts';
import type { Verification } from './node/verify.ts';
import type { GivenParameters } from './parameters/check-parameters.ts';
import { InstanceWatch, type WatchOptions } from './watch/instance-watch.ts';
import type { StoppedInstance, StopOptions } from './stop/stop.ts';

// A method for each verb of Ganeti's and of ours, hence its length.

/**
 * The virtual machines of one runtime directory. Where Ganeti passes `hvparams` that its KVM never looks at, they are
 * taken and not looked at here either. Composes and nothing else: each method is a function of a feature
 * folder, loaded when it is first called, so that a short command pays only for what it does.
 */
export class KvmHypervisor {
  readonly #context: HypervisorContext;

  constructor(context: HypervisorContext) {
    this.#context = context;
  }

  /** The runtime directory. */
  get root(): string {
    return this.#context.store.root;
  }

  /**
   * Starts an instance, which outlives this process: from its specification, or by its name the machine that its
   * record describes.
   * @throws `INSTANCE_RUNNING`, `INSTANCE_UNKNOWN`, `QEMU_EXITED`, `QEMU_REFUSED`, `NIC_SCRIPT_FAILED`,
   * `UID_POOL_EXHAUSTED`, and
   * {@link explain}'s
   */
  async startInstance(instance: InstanceOrName, options?: StartOptions): Promise<StartedInstance> {
    const { startInstance } = await import('./launch/start.ts');
    return startInstance(this.#context, instance, options);
  }

  /** Stops an instance and cleans up; one that does not run is only cleaned up. @throws `STOP_FAILED` */
  async stopInstance(instance: InstanceOrName, options?: StopOptions): Promise<StoppedInstance> {
    const { stopInstance } = await import('./stop/stop.ts');
    return stopInstance(this.#context, instance, options);
  }

  /**
   * Stops a guest and starts the same machine again; what is no part of the machine (passwords, user, chroot, keymap)
   * is taken from the instance as it is given.
   * @throws `INSTANCE_NOT_RUNNING`, `STOP_FAILED`, and what a start throws; the record is kept in every case
   */
  async rebootInstance(instance: InstanceOrName, options?: StopOptions): Promise<StartedInstance> {
    const { rebootInstance } = await import('./stop/reboot.ts');
    return rebootInstance(this.#context, instance, options);
  }

  /**
   * Gives back what a guest that ended by itself has left, and says what could not be.
   * @throws `INSTANCE_RUNNING`
   */
  async cleanupInstance(instance: InstanceOrName): Promise<readonly string[]> {
    const { cleanupInstance } = await import('./stop/cleanup.ts');
    return cleanupInstance(this.#context, instance);
  }

  /**
   * Takes over a running guest that others have started, such as Ganeti in its own directory; the guest notices
   * nothing.
   * @throws `INSTANCE_NOT_RUNNING`, `INSTANCE_UNKNOWN`, `MONITOR_UNREACHABLE`
   */
  async adoptInstance(name: string): Promise<AdoptedInstance> {
    const { adoptInstance } = await import('./adopt/adopt-instance.ts');
    return adoptInstance(this.#context, name);
  }

  /** The machine's reset button. @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE` */
  async resetInstance(name: string): Promise<void> {
    const { changeRunState } = await import('./inspect/run-state.ts');
    return changeRunState(this.#context, name, 'system_reset');
  }

  /** Freezes the guest's processors. @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE` */
  async pauseInstance(name: string): Promise<void> {
    const { changeRunState } = await import('./inspect/run-state.ts');
    return changeRunState(this.#context, name, 'stop');
  }

  /** Lets a frozen guest run. @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE` */
  async resumeInstance(name: string): Promise<void> {
    const { changeRunState } = await import('./inspect/run-state.ts');
    return changeRunState(this.#context, name, 'cont');
  }

  /** The names of all instances that run, sorted. */
  async listInstances(_hvparams?: GivenParameters): Promise<string[]> {
    const { listInstances } = await import('./inspect/instance-info.ts');
    return listInstances(this.#context);
  }

  /** One instance, or `undefined` when nothing is known of that name. */
  async getInstanceInfo(name: string, _hvparams?: GivenParameters): Promise<InstanceInfo | undefined> {
    const { getInstanceInfo } = await import('./inspect/instance-info.ts');
    return getInstanceInfo(this.#context, name);
  }

  /** Every instance that has a record or a running QEMU, asked side by side, sorted by name. */
  async getAllInstancesInfo(_hvparams?: GivenParameters): Promise<InstanceInfo[]> {
    const { getAllInstancesInfo } = await import('./inspect/instance-info.ts');
    return getAllInstancesInfo(this.#context);
  }

  /**
   * What happens to instances, also by other processes and by the guests themselves, as it happens; in a loop
   * (`for await`), or with `await watch.listening` before something is done that shall be seen.
   */
  watch(options: WatchOptions = {}): InstanceWatch {
    const follow = import('./watch/follow-instances.ts').then(
      ({ followInstances }) =>
        (signal: AbortSignal) =>
          followInstances(this.#context, options, signal),
    );
    return new InstanceWatch(follow, options);
  }

  /**
   * Whether a running instance could have a device added (`hotadd`), taken out (`hotremove`) or changed (`hotmod`) now.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `HOTPLUG_UNSUPPORTED`
   */
  async verifyHotplugSupport(
    instance: InstanceOrName,
    action: HotplugAction,
    devType: DeviceKind,
  ): Promise<void> {
    const { verifyHotplugSupport } = await import('./hotplug/hot-plug-support.ts');
    return verifyHotplugSupport(this.#context, instance, action, devType);
  }

  /**
   * Whether anything can be plugged into a running instance at all.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `HOTPLUG_UNSUPPORTED`
   */
  async hotplugSupported(instance: InstanceOrName): Promise<void> {
    const { hotplugSupported } = await import('./hotplug/hot-plug-support.ts');
    return hotplugSupported(this.#context, instance);
  }

  /**
   * Adds a disk or a NIC to a running guest, or nothing. `seq` is the number that it shall have among the disks, or
   * the NICs; without it, the last.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `SPECIFICATION_INVALID`, `QEMU_UNSUITABLE`, `BUS_FULL`,
   * `HOTPLUG_UNSUPPORTED`, `DEVICE_PRESENT`, `HOTPLUG_FAILED`
   */
  async hotAddDevice<Type extends DeviceKind>(
    instance: InstanceOrName,
    devType: Type,
    device: DeviceInputs[Type],
    extra?: AdditionExtra,
    seq?: number,
  ): Promise<PluggedDevice> {
    const { hotAddDevice } = await import('./hotplug/hot-add.ts');
    return hotAddDevice(this.#context, instance, devType, device, extra, seq);
  }

  /**
   * Takes a disk or a NIC out of a running guest, once the guest has let go of it. `seq`, Ganeti's number of the
   * device, says nothing more.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `HOTPLUG_UNSUPPORTED`, `DEVICE_UNKNOWN`, `UNPLUG_REFUSED`,
   * `UNPLUG_PENDING`, `HOTPLUG_FAILED`
   */
  async hotDelDevice(
    instance: InstanceOrName,
    devType: DeviceKind,
    device: DeviceReference,
    extra?: RemovalExtra,
    seq?: number,
  ): Promise<PluggedDevice> {
    const { hotDelDevice } = await import('./hotplug/hot-del.ts');
    return hotDelDevice(this.#context, instance, devType, device, extra, seq);
  }

  /**
   * Changes what is given of a NIC of a running guest: how it is connected and its link at once, its MAC by taking it
   * out and putting it in again.
   * @throws as {@link hotAddDevice} and {@link hotDelDevice}; `NIC_SCRIPT_FAILED`, `HOTPLUG_UNSUPPORTED` for a disk
   */
  async hotModDevice<Type extends DeviceKind>(
    instance: InstanceOrName,
    devType: Type,
    device: DeviceReference & Partial<DeviceInputs[Type]>,
    extra?: ModificationExtra,
    seq?: number,
  ): Promise<PluggedDevice> {
    const { hotModDevice } = await import('./hotplug/hot-mod.ts');
    return hotModDevice(this.#context, instance, devType, device, extra, seq);
  }

  /**
   * Tells a running guest that a disk has grown, of which the image, or the volume, was grown before: one that is a
   * file grows by this too. In MiB; a disk is never made smaller.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `DEVICE_UNKNOWN`, `HOTPLUG_FAILED`
   */
  async resizeDisk(instance: InstanceOrName, disk: DeviceReference, newSizeMiB: number): Promise<void> {
    const { resizeDisk } = await import('./hotplug/resize-disk.ts');
    return resizeDisk(this.#context, instance, disk, newSizeMiB);
  }

  /**
   * Asks a guest to give memory back, or to take it again, and waits until it has, or not.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `BALLOON_REFUSED`
   */
  async balloonInstanceMemory(
    instance: InstanceOrName,
    memoryMiB: number,
    options?: BalloonOptions,
  ): Promise<BalloonedInstance> {
    const { balloonInstanceMemory } = await import('./memory/balloon.ts');
    return balloonInstanceMemory(this.#context, instance, memoryMiB, options);
  }

  /**
   * Pins a running guest: one mask (`0-3,^2`) for the whole of it, or one for each vCPU (`0:1:2-3`); `all` lets it run
   * everywhere again. The next start pins it the same.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `CPU_MASK_INVALID`, `PLAN_INVALID`, and what pinning throws
   */
  async pinInstance(instance: InstanceOrName, mask: string): Promise<void> {
    const { pinInstance } = await import('./pin-instance.ts');
    return pinInstance(this.#context, instance, mask);
  }

  /**
   * The guest's serial port, for one at a time; what it said before is in the log that {@link followConsole} reads.
   * Who loses it to another's `force` is told by the stream's error `CONSOLE_TAKEN`.
   * @throws `INSTANCE_NOT_RUNNING`, `CONSOLE_BUSY`, `CONSOLE_ABSENT`
   */
  async openConsole(name: string, options?: OpenConsoleOptions): Promise<Duplex> {
    const { openConsole } = await import('./console/open-console.ts');
    return openConsole(this.#context, name, options);
  }

  /**
   * What the guest says on its serial port, from the beginning of its run or from an offset on, until it ends; for any
   * number of readers, who disturb nobody.
   * @throws `INSTANCE_NOT_RUNNING`, `CONSOLE_ABSENT`; the signal's reason
   */
  async *followConsole(
    name: string,
    options?: FollowConsoleOptions,
  ): AsyncGenerator<ConsoleOutput, void, undefined> {
    const { followConsole } = await import('./console/follow-console.ts');
    yield* followConsole(this.#context, name, options);
  }

  /**
   * What the guest says of itself, by its agent: host name, operating system, network addresses.
   * @throws `INSTANCE_NOT_RUNNING`, `AGENT_UNREACHABLE`
   */
  async getGuestInfo(name: string, options?: AgentOptions): Promise<GuestInfo> {
    const { getGuestInfo } = await import('./agent/guest-info.ts');
    return getGuestInfo(this.#context, name, options);
  }

  /**
   * Calls a function while the guest's file systems are frozen, to copy its disks; thawed whatever happens.
   * @throws `INSTANCE_NOT_RUNNING`, `AGENT_UNREACHABLE`, `QMP_FREEZE_LOST`; what the function throws
   */
  async freezeGuest<T>(
    name: string,
    whileFrozen: (frozen: Pick<FrozenFilesystems, 'frozenCount' | 'lost'>) => Promise<T>,
    options?: FreezeGuestOptions,
  ): Promise<T> {
    const { freezeGuest } = await import('./agent/freeze-guest.ts');
    return freezeGuest(this.#context, name, whileFrozen, options);
  }

  /**
   * Runs a program in the guest as its agent's user, and waits for its end, whatever its exit code.
   * @throws `INSTANCE_NOT_RUNNING`, `AGENT_UNREACHABLE`, `QMP_COMMAND_FAILED`, `QMP_TIMEOUT`
   */
  async runInGuest(
    name: string,
    argv: readonly [program: string, ...args: readonly string[]],
    options?: RunInGuestOptions,
  ): Promise<GuestProgramResult> {
    const { runInGuest } = await import('./agent/run-in-guest.ts');
    return runInGuest(this.#context, name, argv, options);
  }

  /**
   * How a person gets at the console: by a command over SSH for the serial port, else by VNC or SPICE, else a message
   * that says there is none.
   * @throws `INSTANCE_UNKNOWN`, `SPECIFICATION_INVALID`, `INSTANCE_NAME_INVALID`
   */
  async getInstanceConsole(
    instance: InstanceOrName,
    options?: InstanceConsoleOptions,
  ): Promise<InstanceConsole> {
    const { getInstanceConsole } = await import('./console/instance-console.ts');
    return getInstanceConsole(this.#context, instance, options);
  }

  /**
   * The exact command that a start would run, with the setting behind each option. Starts no guest; with the
   * `capabilities` of another QEMU, asks nothing of this host either.
   * @throws `SPECIFICATION_INVALID`, `INSTANCE_NAME_INVALID`, `SOCKET_PATH_TOO_LONG`, `QEMU_UNUSABLE`,
   * `QEMU_UNSUITABLE`, `BUS_FULL`
   */
  async explain(instance: InstanceSpecInput, options?: ExplainOptions): Promise<Explanation> {
    const { explain } = await import('./launch/explain.ts');
    return explain(this.#context, instance, options);
  }

  /**
   * What the command of another instance, or one that was written down (a shell's words, a JSON list), says otherwise
   * to QEMU.
   * @throws as {@link explain}
   */
  async diffCommandLine(
    instance: InstanceSpecInput,
    other: InstanceSpecInput | string,
    options?: ExplainOptions,
  ): Promise<CommandLineDifference[]> {
    const { diffCommandLine } = await import('./launch/explain.ts');
    return diffCommandLine(this.#context, instance, other, options);
  }

  /** Checks hypervisor parameters as far as that goes without a host. @throws `SPECIFICATION_INVALID`, all problems */
  async checkParameterSyntax(hvparams: GivenParameters): Promise<void> {
    const { checkParameterSyntax } = await import('./parameters/check-parameters.ts');
    checkParameterSyntax(hvparams);
  }

  /**
   * Checks hypervisor parameters against this host: files, users, interfaces, URLs (5 s each, side by side), and the
   * QEMU at `kvm_path`.
   * @throws `SPECIFICATION_INVALID`, all problems
   */
  async validateParameters(hvparams: GivenParameters): Promise<void> {
    const { validateParameters } = await import('./parameters/check-parameters.ts');
    return validateParameters(this.#context, hvparams);
  }

  /** What is allowed in hypervisor parameters and may still be worth a thought. */
  async assessParameters(hvparams: GivenParameters): Promise<ParameterAdvice[]> {
    const { assessParameters } = await import('./parameters/check-parameters.ts');
    return assessParameters(hvparams);
  }

  /** This host's memory, processors and QEMU: the one at `kvm_path`. @throws `QEMU_UNUSABLE` */
  async getNodeInfo(hvparams: GivenParameters & KvmPathOption = {}): Promise<NodeInfo> {
    const { getNodeInfo } = await import('./node/node-info.ts');
    return getNodeInfo(this.#context, hvparams);
  }

  /** Null where guests can run here, else every problem that was found, in one string. */
  async verify(hvparams: GivenParameters & KvmPathOption = {}): Promise<string | null> {
    const { verify } = await import('./node/verify.ts');
    return verify(this.#context, hvparams);
  }

  /** All that was looked at for {@link verify}, also what is well, and what guests can run without. */
  async examineHost(hvparams: GivenParameters & KvmPathOption = {}): Promise<Verification[]> {
    const { examineHost } = await import('./node/verify.ts');
    return examineHost(this.#context, hvparams);
  }

  /** Files that an administrator may have put on this host, and those of them that may be missing. */
  async getAncillaryFiles(): Promise<AncillaryFiles> {
    const { ancillaryFiles } = await import('./node/ancillary-files.ts');
    return ancillaryFiles(this.#context);
  }

  /**
   * Resets this host at once: its guests, services and file systems are not told.
   * @throws {TypeError} without `confirm: true`; `POWERCYCLE_FAILED`
   */
  async powercycleNode(options: PowercycleOptions): Promise<void> {
    const { linuxTriggers, powercycleNode } = await import('./node/powercycle.ts');
    return powercycleNode(options, linuxTriggers);
  }

  /**
   * What QEMU's human monitor says to a command, which is also how it refuses one.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, also when the deadline is over
   */
  async callMonitorCommand(name: string, command: string, options?: MonitorCommandOptions): Promise<string> {
    const { callMonitorCommand } = await import('./monitor/human-command.ts');
    return callMonitorCommand(this.#context, name, command, options);
  }

  /** What a host that an instance moves to has to know of it, as text. @throws `INSTANCE_UNKNOWN` */
  async migrationInfo(instance: InstanceOrName): Promise<string> {
    const { migrationInfo } = await import('./migrate/migration-info.ts');
    return migrationInfo(this.#context, instance);
  }

  /**
   * Starts a QEMU that listens for a guest on an address of this host, at `migration_port`; plain TCP, as Ganeti's.
   * @throws as {@link startInstance}; `INSTANCE_PRESENT`, `INSTANCE_IN_DOUBT`, `CAPABILITY_MISSING`
   */
  async acceptInstance(instance: InstanceOrName, info: string, target: string): Promise<void> {
    const { acceptInstance } = await import('./migrate/ganeti-calls.ts');
    return acceptInstance(this.#context, instance, info, target);
  }

  /**
   * Begins to send a running guest to a host that has accepted it, and returns at once: Ganeti's call, whose
   * `clusterName` says nothing more. {@link moveInstance} does a whole move.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `CAPABILITY_MISSING`, `MIGRATION_FAILED`,
   * `MIGRATION_IN_DOUBT`; the guest is as it was
   */
  async migrateInstance(
    _clusterName: string,
    instance: InstanceOrName,
    target: string,
    live: boolean,
  ): Promise<void> {
    const { migrateInstance } = await import('./migrate/ganeti-calls.ts');
    return migrateInstance(this.#context, instance, target, live);
  }

  /** How far a move that {@link migrateInstance} has begun is. @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE` */
  async getMigrationStatus(instance: InstanceOrName): Promise<MigrationStatus> {
    const { getMigrationStatus } = await import('./migrate/ganeti-calls.ts');
    return getMigrationStatus(this.#context, instance);
  }

  /**
   * Ends a move at its source: the guest is given away and its run here given back, or it goes on here.
   * @returns what could not be given back, as sentences
   * @throws `MIGRATION_FAILED` for a guest that has not been sent whole
   */
  async finalizeMigrationSource(
    instance: InstanceOrName,
    success: boolean,
    live: boolean,
  ): Promise<readonly string[]> {
    const { finalizeMigrationSource } = await import('./migrate/ganeti-calls.ts');
    return finalizeMigrationSource(this.#context, instance, success, live);
  }

  /**
   * Ends a move at its target: the guest runs here, or nothing of it is left here.
   * @returns what could not be done, as sentences
   * @throws `INSTANCE_NOT_RUNNING`, `MIGRATION_FAILED` for a guest that has not arrived
   */
  async finalizeMigrationDst(
    instance: InstanceOrName,
    info: string,
    success: boolean,
  ): Promise<readonly string[]> {
    const { finalizeMigrationDst } = await import('./migrate/ganeti-calls.ts');
    return finalizeMigrationDst(this.#context, instance, info, success);
  }

  /**
   * Moves a running guest to another host, and ends what it leaves here. Whatever fails, one of the two has it.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `MIGRATION_FAILED`, `MIGRATION_CANCELLED`,
   * `MIGRATION_IN_DOUBT`, `CAPABILITY_MISSING`, `PARAMETER_REFUSED`; what the target refuses, as at a start
   */
  async moveInstance(
    instance: InstanceOrName,
    target: TargetNode,
    options?: MoveOptions,
  ): Promise<MovedInstance> {
    const { moveInstance } = await import('./migrate/move-instance.ts');
    return moveInstance(this.#context, instance, target, options);
  }

  /**
   * What is in the way of moving a guest to another host, as data; empty where nothing is known to be. The last of it
   * is a rehearsal: a twin of its machine, with nothing behind its devices, is sent there. That does not cover the state
   * that only a booted guest has.
   * @throws what keeps the target from answering
   */
  async canMigrate(
    instance: InstanceOrName,
    target: TargetNode,
    options?: { readonly address?: string | undefined },
  ): Promise<readonly MoveObstacle[]> {
    const { canMigrate } = await import('./migrate/can-migrate.ts');
    return canMigrate(this.#context, instance, target, options);
  }

  /**
   * Ends a move that another process drives, if that is still in time; the source keeps its guest then.
   * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`
   */
  async cancelMove(name: string): Promise<void> {
    const { cancelMove } = await import('./migrate/cancel-move.ts');
    return cancelMove(this.#context, name);
  }

  /**
   * Settles a move that nobody drives any more, by the journals and QEMUs of both hosts; may be called again.
   * @throws `INSTANCE_UNKNOWN` where no move is open here
   */
  async recoverMigration(name: string, options?: RecoverInstanceOptions): Promise<RecoveredInstance> {
    const { recoverInstance } = await import('./migrate/recover-instance.ts');
    return recoverInstance(this.#context, name, options);
  }

  /** This host and runtime directory as the target of moves from another runtime directory. */
  async targetNode(): Promise<TargetNode> {
    const { localNode } = await import('./migrate/local-node.ts');
    return localNode(this.#context);
  }

  /** Serves the moves of another host over a pair of streams, until they end: what `kvmkit agent` does. */
  async serveAgent(input: Readable, output: Writable): Promise<void> {
    const { serveAgent } = await import('./migrate/agent/serve-agent.ts');
    return serveAgent(this.#context, input, output);
  }

  /** That guests of this hypervisor can be migrated at all; whether one can be is asked of it and its target. */
  readonly CAN_MIGRATE = true;

  /**
   * Always true, as Ganeti's: version numbers do not tell whether a guest can move from one QEMU to another, in either
   * direction; a rehearsal with its machine type and devices does.
   */
  versionsSafeForMigration(_source: unknown, _target: unknown): boolean {
    return true;
  }
}
