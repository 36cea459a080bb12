import type { GuestPlace, MigrationErrorCode } from '@kvmkit/migration';

/*
HypervisorError                          every message says which instance, what was tried, what state is left
├─ InstanceError     INSTANCE_RUNNING    it lives, and the request wants it down: instance
│                    INSTANCE_NOT_RUNNING  it does not live, and the request wants it up: instance
│                    INSTANCE_UNKNOWN    nothing is known of it: instance
│                    INSTANCE_PRESENT    another of that name is there: instance
│                    INSTANCE_IN_DOUBT   another host may have it: instance
├─ QemuError         QEMU_UNUSABLE       the binary is missing, not executable, or not a QEMU: path
│                    QEMU_EXITED         QEMU ended while it was being started: its own words, exit status
│                    QEMU_REFUSED        QEMU refused a step of a start: cause, the command and its words
├─ WatcherError      WATCHER_FAILED      the watcher of a root could not be started: root
├─ WatchError        EVENTS_LOST         the reader of a watch was too slow
│                    ROOT_REMOVED        what was watched is no more
├─ ConsoleError      CONSOLE_BUSY        another holds the guest's serial port: instance, pid
│                    CONSOLE_TAKEN       another has taken it from us: instance, pid
│                    CONSOLE_ABSENT      the guest has no serial port, or no log of it is kept: instance
├─ MonitorError      MONITOR_UNREACHABLE QEMU lives but does not answer: instance, pid
├─ StopError         STOP_FAILED         QEMU outlived every step of the stop plan: instance, pid
├─ HotplugError      HOTPLUG_UNSUPPORTED this type of device, or this QEMU, can not: instance, device
│                    DEVICE_UNKNOWN      the instance has no such device: instance, device
│                    DEVICE_PRESENT      the instance has that device, or one with its id: instance, device
│                    UNPLUG_REFUSED      the guest, or its being frozen, keeps a device: instance, device
│                    UNPLUG_PENDING      the guest was asked for a device and has not let go of it yet: instance, device
│                    HOTPLUG_FAILED      a step failed: cause, instance, device, step
├─ MoveError         MIGRATION_FAILED and the other codes of a MigrationError: instance, who has the guest
├─ TargetError       TARGET_UNREACHABLE  no agent answers on the other host, or its connection has ended: target
│                    TARGET_REFUSED      the other host refuses, in its own words: target
├─ BalloonError      BALLOON_REFUSED     QEMU can not ask the guest for memory: instance, cause
├─ AgentError        AGENT_UNREACHABLE   no agent answers in the guest, or another client has it: instance
├─ NodeError         POWERCYCLE_FAILED   nothing resets this host: both reasons
└─ NicScriptError    NIC_SCRIPT_FAILED   the script that connects a NIC failed: instance, nic, tap, its own words
*/

export type HypervisorErrorCode =
  | InstanceErrorCode
  | MigrationErrorCode
  | 'QEMU_UNUSABLE'
  | 'QEMU_EXITED'
  | 'QEMU_REFUSED'
  | 'CONSOLE_BUSY'
  | 'CONSOLE_TAKEN'
  | 'CONSOLE_ABSENT'
  | 'MONITOR_UNREACHABLE'
  | 'WATCHER_FAILED'
  | 'EVENTS_LOST'
  | 'ROOT_REMOVED'
  | 'STOP_FAILED'
  | HotplugErrorCode
  | 'TARGET_UNREACHABLE'
  | 'TARGET_REFUSED'
  | 'BALLOON_REFUSED'
  | 'AGENT_UNREACHABLE'
  | 'POWERCYCLE_FAILED'
  | 'NIC_SCRIPT_FAILED';

/** Everything this package refuses or fails at; `code` tells the cases apart. */
export abstract class HypervisorError extends Error {
  abstract readonly code: HypervisorErrorCode;
}

type InstanceErrorCode =
  | 'INSTANCE_RUNNING'
  | 'INSTANCE_NOT_RUNNING'
  | 'INSTANCE_UNKNOWN'
  | 'INSTANCE_PRESENT'
  | 'INSTANCE_IN_DOUBT';

export class InstanceError extends HypervisorError {
  override readonly code: InstanceErrorCode;
  readonly instance: string;

  static {
    this.prototype.name = 'InstanceError';
  }

  constructor(code: InstanceErrorCode, instance: string, message: string) {
    super(message);
    this.code = code;
    this.instance = instance;
  }
}

type QemuErrorCode = 'QEMU_UNUSABLE' | 'QEMU_EXITED' | 'QEMU_REFUSED';

export class QemuError extends HypervisorError {
  override readonly code: QemuErrorCode;
  readonly path: string;

  static {
    this.prototype.name = 'QemuError';
  }

  constructor(code: QemuErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.path = path;
  }
}

export class WatcherError extends HypervisorError {
  override readonly code = 'WATCHER_FAILED';
  readonly root: string;

  static {
    this.prototype.name = 'WatcherError';
  }

  constructor(root: string, options: ErrorOptions) {
    super(`the watcher of ${root} could not be started; without it no shutdown by a guest is noted`, options);
    this.root = root;
  }
}

export class WatchError extends HypervisorError {
  override readonly code: 'EVENTS_LOST' | 'ROOT_REMOVED';

  static {
    this.prototype.name = 'WatchError';
  }

  constructor(code: 'EVENTS_LOST' | 'ROOT_REMOVED', why: string) {
    super(`watching instances ended: ${why}; guests do not notice`);
    this.code = code;
  }
}

type ConsoleErrorCode = 'CONSOLE_BUSY' | 'CONSOLE_TAKEN' | 'CONSOLE_ABSENT';

export class ConsoleError extends HypervisorError {
  override readonly code: ConsoleErrorCode;
  readonly instance: string;
  /** Who has it, where that is known. */
  readonly pid: number | undefined;

  static {
    this.prototype.name = 'ConsoleError';
  }

  constructor(code: ConsoleErrorCode, instance: string, message: string, pid?: number) {
    super(message);
    this.code = code;
    this.instance = instance;
    this.pid = pid;
  }
}

export class MonitorError extends HypervisorError {
  override readonly code = 'MONITOR_UNREACHABLE';
  readonly instance: string;
  readonly pid: number;

  static {
    this.prototype.name = 'MonitorError';
  }

  constructor(instance: string, pid: number, tried: string, options: ErrorOptions) {
    super(
      `${tried} of ${instance} failed: its QEMU (process ${pid}) lives but its monitor does not answer; nothing was changed`,
      options,
    );
    this.instance = instance;
    this.pid = pid;
  }
}

export class StopError extends HypervisorError {
  override readonly code = 'STOP_FAILED';
  readonly instance: string;
  readonly pid: number | undefined;

  static {
    this.prototype.name = 'StopError';
  }

  constructor(instance: string, pid: number | undefined, tried: readonly string[]) {
    const who = pid === undefined ? 'a process that holds its lock' : `process ${pid}`;
    super(
      `stop of ${instance} failed: ${who} outlived ${tried.join(', ') || 'the wait for it'}; its files are left as they are`,
    );
    this.instance = instance;
    this.pid = pid;
  }
}

export type HotplugErrorCode =
  | 'HOTPLUG_UNSUPPORTED'
  | 'DEVICE_UNKNOWN'
  | 'DEVICE_PRESENT'
  | 'UNPLUG_REFUSED'
  | 'UNPLUG_PENDING'
  | 'HOTPLUG_FAILED';

/** What was to be done to which device, and how far it came. */
export interface HotplugFacts {
  /** `hot-add`, say. */
  readonly tried: string;
  readonly instance: string;
  /** QEMU's id of it, or what the caller calls it where it has none. */
  readonly device: string;
  /** Which step failed: a QMP command, or a deed on this host. */
  readonly step?: string | undefined;
  readonly why: string;
  /** What state is left. */
  readonly left: string;
}

export class HotplugError extends HypervisorError {
  override readonly code: HotplugErrorCode;
  readonly instance: string;
  readonly device: string;
  readonly step: string | undefined;

  static {
    this.prototype.name = 'HotplugError';
  }

  constructor(code: HotplugErrorCode, facts: HotplugFacts, options?: ErrorOptions) {
    const { tried, instance, device, step, why, left } = facts;
    const at = step === undefined ? '' : ` at ${step}`;
    super(`${tried} of ${device} of ${instance} failed${at}: ${why}; ${left}`, options);
    this.code = code;
    this.instance = instance;
    this.device = device;
    this.step = step;
  }
}

export class MoveError extends HypervisorError {
  override readonly code: MigrationErrorCode;
  readonly instance: string;
  /** Who has the guest now. */
  readonly guest: GuestPlace;

  static {
    this.prototype.name = 'MoveError';
  }

  constructor(
    code: MigrationErrorCode,
    instance: string,
    guest: GuestPlace,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.instance = instance;
    this.guest = guest;
  }
}

export class TargetError extends HypervisorError {
  override readonly code: 'TARGET_UNREACHABLE' | 'TARGET_REFUSED';
  readonly target: string;

  static {
    this.prototype.name = 'TargetError';
  }

  constructor(
    code: 'TARGET_UNREACHABLE' | 'TARGET_REFUSED',
    target: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(`${target}: ${why}`, options);
    this.code = code;
    this.target = target;
  }
}

export class BalloonError extends HypervisorError {
  override readonly code = 'BALLOON_REFUSED';
  readonly instance: string;

  static {
    this.prototype.name = 'BalloonError';
  }

  constructor(instance: string, why: string, options: ErrorOptions) {
    super(`balloon of ${instance} failed: ${why}; its memory is as it was`, options);
    this.instance = instance;
  }
}

export class AgentError extends HypervisorError {
  override readonly code = 'AGENT_UNREACHABLE';
  readonly instance: string;

  static {
    this.prototype.name = 'AgentError';
  }

  constructor(instance: string, options: ErrorOptions) {
    super(
      `the agent of ${instance} does not answer: none runs in the guest, another client has it, or the instance has no use_guest_agent`,
      options,
    );
    this.instance = instance;
  }
}

export class NodeError extends HypervisorError {
  override readonly code = 'POWERCYCLE_FAILED';

  static {
    this.prototype.name = 'NodeError';
  }

  constructor(sysrqTrigger: string, reboot: string, options: ErrorOptions) {
    super(`powercycle failed: neither ${sysrqTrigger} nor ${reboot} resets this host; it runs on`, options);
  }
}

/** How the script of a NIC failed. */
export interface NicScriptFailure {
  readonly instance: string;
  /** The NIC's number, from 0. */
  readonly nic: number;
  readonly tap: string;
  readonly action: 'up' | 'down';
  /** The script, and what it was run by. */
  readonly script: string;
  /** `ended with status 1`, say. */
  readonly how: string;
  /** What it said at last, of standard output and error, at most 64 KiB. */
  readonly output: string;
}

export class NicScriptError extends HypervisorError implements NicScriptFailure {
  override readonly code = 'NIC_SCRIPT_FAILED';
  readonly instance: string;
  readonly nic: number;
  readonly tap: string;
  readonly action: 'up' | 'down';
  readonly script: string;
  readonly how: string;
  readonly output: string;

  static {
    this.prototype.name = 'NicScriptError';
  }

  /** @param left what state is left. */
  constructor(failure: NicScriptFailure, left?: string) {
    const { instance, nic, tap, action, script, how, output } = failure;
    const tried = action === 'up' ? 'connecting' : 'taking down';
    const words = output.trimEnd().split('\n').slice(-10).join('\n').slice(-2000) || 'it said nothing';
    super(
      `${tried} NIC ${nic} (${tap}) of ${instance} failed: ${script} ${how}: ${words}` +
        (left === undefined ? '' : `\n${left}`),
    );
    this.instance = instance;
    this.nic = nic;
    this.tap = tap;
    this.action = action;
    this.script = script;
    this.how = how;
    this.output = output;
  }
}

/** What an error says, whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
