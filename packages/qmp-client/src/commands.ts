import type { QmpVersion } from './session/greeting.ts';

/** Arguments of a command that has none. */
export type NoArguments = Readonly<Record<string, never>>;

/** The answer of a command that only says "done". */
export type Empty = Readonly<Record<string, never>>;

/**
 * The commands whose arguments and answers are typed, by their names on the wire.
 *
 * Others can be executed as well, with an answer of type `unknown`; to type one, merge it into this interface. Only
 * members present in every supported QEMU are listed; QEMU may send more of them, and more values of an enum.
 */
export interface QmpCommands {
  'query-status': { arguments: NoArguments; returns: StatusInfo };
  'query-version': { arguments: NoArguments; returns: QmpVersion };
  'query-machines': { arguments: NoArguments; returns: readonly MachineInfo[] };
  'query-commands': { arguments: NoArguments; returns: readonly CommandInfo[] };
  'query-cpus-fast': { arguments: NoArguments; returns: readonly CpuInfoFast[] };
  'query-balloon': { arguments: NoArguments; returns: BalloonInfo };
  'query-kvm': { arguments: NoArguments; returns: KvmInfo };
  'query-name': { arguments: NoArguments; returns: NameInfo };
  'query-uuid': { arguments: NoArguments; returns: UuidInfo };
  'query-command-line-options': {
    arguments: { readonly option?: string | undefined };
    returns: readonly CommandLineOptionInfo[];
  };
  'query-qmp-schema': { arguments: NoArguments; returns: readonly SchemaInfo[] };
  'qom-list-types': {
    arguments: { readonly implements?: string | undefined; readonly abstract?: boolean | undefined };
    returns: readonly ObjectTypeInfo[];
  };
  'query-block': { arguments: NoArguments; returns: readonly BlockInfo[] };
  'query-chardev': { arguments: NoArguments; returns: readonly ChardevInfo[] };
  /** Presses the guest's power button; the guest may take its time, or ignore it. */
  system_powerdown: { arguments: NoArguments; returns: Empty };
  system_reset: { arguments: NoArguments; returns: Empty };
  stop: { arguments: NoArguments; returns: Empty };
  cont: { arguments: NoArguments; returns: Empty };
  /** Ends QEMU at once, whatever the guest is doing. */
  quit: { arguments: NoArguments; returns: Empty };
  /** `value` is the guest's new memory size in bytes; the guest follows in its own time. */
  balloon: { arguments: { readonly value: number | bigint }; returns: Empty };
  /** Answers with the text that the human monitor would print, errors included. */
  'human-monitor-command': {
    arguments: { readonly 'command-line': string; readonly 'cpu-index'?: number | undefined };
    returns: string;
  };
}

/** The name of a typed command. */
export type QmpCommandName = keyof QmpCommands;

/** What a guest is doing (qapi/run-state.json RunState); open, as QEMU adds to it. */
export type RunState =
  | 'debug'
  | 'inmigrate'
  | 'internal-error'
  | 'io-error'
  | 'paused'
  | 'postmigrate'
  | 'prelaunch'
  | 'finish-migrate'
  | 'restore-vm'
  | 'running'
  | 'save-vm'
  | 'shutdown'
  | 'suspended'
  | 'watchdog'
  | 'guest-panicked'
  | 'colo'
  | (string & {});

export interface StatusInfo {
  readonly running: boolean;
  readonly status: RunState;
}

export interface MachineInfo {
  readonly name: string;
  readonly alias?: string;
  readonly 'is-default'?: boolean;
  readonly 'cpu-max': number;
  readonly 'hotpluggable-cpus': boolean;
  readonly 'numa-mem-supported': boolean;
  readonly deprecated: boolean;
  readonly 'default-cpu-type'?: string;
  readonly 'default-ram-id'?: string;
}

export interface CommandInfo {
  readonly name: string;
}

export interface CpuInfoFast {
  readonly 'cpu-index': number;
  readonly 'qom-path': string;
  /** The host thread that runs this vCPU. */
  readonly 'thread-id': number;
  readonly props?: CpuInstanceProperties;
  readonly target: 'x86_64' | 'aarch64' | (string & {});
}

export interface CpuInstanceProperties {
  readonly 'node-id'?: number;
  readonly 'socket-id'?: number;
  readonly 'die-id'?: number;
  readonly 'core-id'?: number;
  readonly 'thread-id'?: number;
}

export interface BalloonInfo {
  /** The guest's memory in bytes; no guest has 2^53 of them. */
  readonly actual: number;
}

export interface KvmInfo {
  readonly enabled: boolean;
  readonly present: boolean;
}

export interface NameInfo {
  readonly name?: string;
}

export interface UuidInfo {
  readonly UUID: string;
}

export interface CommandLineOptionInfo {
  readonly option: string;
  readonly parameters: readonly CommandLineParameterInfo[];
}

export interface CommandLineParameterInfo {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'number' | 'size' | (string & {});
  readonly help?: string;
  readonly default?: string;
}

export interface ObjectTypeInfo {
  readonly name: string;
  readonly abstract?: boolean;
  readonly parent?: string;
}

export interface BlockInfo {
  readonly device: string;
  readonly qdev?: string;
  readonly removable: boolean;
  readonly locked: boolean;
  readonly inserted?: BlockDeviceInfo;
  readonly tray_open?: boolean;
  readonly 'io-status'?: 'ok' | 'failed' | 'nospace' | (string & {});
}

export interface BlockDeviceInfo {
  readonly file: string;
  readonly 'node-name'?: string;
  readonly ro: boolean;
  readonly drv: string;
  readonly backing_file?: string;
  readonly image: ImageInfo;
}

export interface ImageInfo {
  readonly filename: string;
  readonly format: string;
  /** In bytes; a bigint from 8 PiB, which a sparse image reaches easily. */
  readonly 'virtual-size': number | bigint;
  /** In bytes. */
  readonly 'actual-size'?: number | bigint;
}

export interface ChardevInfo {
  readonly label: string;
  readonly filename: string;
  readonly 'frontend-open': boolean;
}

/** One entry of QEMU's description of its own commands, events and types (qapi/introspect.json SchemaInfo). */
export interface SchemaInfo {
  readonly name: string;
  readonly 'meta-type':
    | 'builtin'
    | 'enum'
    | 'array'
    | 'object'
    | 'alternate'
    | 'command'
    | 'event'
    | (string & {});
  readonly features?: readonly string[];
  /** Of a command or event: the name of the object type that its arguments or data have. */
  readonly 'arg-type'?: string;
  /** Of a command. */
  readonly 'ret-type'?: string;
  readonly 'allow-oob'?: boolean;
  /** Of an array. */
  readonly 'element-type'?: string;
  /** Of a builtin. */
  readonly 'json-type'?: string;
  /** Of an enum. */
  readonly values?: readonly string[];
  /** Of an object, an alternate (without names) or an enum (without types, from QEMU 6.2 on). */
  readonly members?: readonly SchemaMember[];
  readonly tag?: string;
  readonly variants?: readonly SchemaVariant[];
}

export interface SchemaMember {
  readonly name?: string;
  readonly type?: string;
  /** Present (as null) if the member may be left out. */
  readonly default?: null;
  readonly features?: readonly string[];
}

export interface SchemaVariant {
  readonly case: string;
  readonly type: string;
}
