import type { Empty, NoArguments } from '../qapi.ts';
import type {
  GuestFileRead,
  GuestFileSeek,
  GuestFileWrite,
  GuestProcess,
  GuestProcessStatus,
} from './qga-files.ts';
import type {
  GuestCpuStats,
  GuestInterface,
  GuestLoad,
  GuestMemoryBlock,
  GuestMemoryBlockResponse,
  GuestRoute,
  GuestVcpu,
} from './qga-hardware.ts';
import type { GuestDisk, GuestDiskStats, GuestFilesystem, GuestTrim } from './qga-storage.ts';
import type { GuestAgentInfo, GuestAuthorizedKeys, GuestOsInfo, GuestUser } from './qga-system.ts';

/** A handle that guest-file-open has given. */
interface FileHandle {
  readonly handle: number | bigint;
}

/**
 * The guest agent's commands whose arguments and answers are typed, by their names on the wire (qga/qapi-schema.json).
 *
 * Which of them an agent has depends on its version, its operating system and its configuration: ask `supports()`.
 * Others can be executed as well, with an answer of type `unknown`; to type one, merge it into this interface.
 */
export interface QgaCommands {
  'guest-ping': { arguments: NoArguments; returns: Empty };
  'guest-info': { arguments: NoArguments; returns: GuestAgentInfo };
  /** Answers with `id`; the client itself synchronises wherever that is needed. */
  'guest-sync': { arguments: { readonly id: number | bigint }; returns: number | bigint };

  'guest-get-osinfo': { arguments: NoArguments; returns: GuestOsInfo };
  'guest-get-host-name': { arguments: NoArguments; returns: { readonly 'host-name': string } };
  /** Nanoseconds since 1970, UTC; a bigint, as today's need 61 bits. */
  'guest-get-time': { arguments: NoArguments; returns: number | bigint };
  /** `time` is in nanoseconds since 1970, UTC; without it the guest takes its hardware clock's time. */
  'guest-set-time': { arguments: { readonly time?: number | bigint | undefined }; returns: Empty };
  /** `offset` is in seconds, positive east of Greenwich. */
  'guest-get-timezone': {
    arguments: NoArguments;
    returns: { readonly zone?: string; readonly offset: number };
  };
  'guest-get-users': { arguments: NoArguments; returns: readonly GuestUser[] };
  /** `password` is base64; with `crypted` it is what crypt() made of it. */
  'guest-set-user-password': {
    arguments: { readonly username: string; readonly password: string; readonly crypted: boolean };
    returns: Empty;
  };
  'guest-ssh-get-authorized-keys': {
    arguments: { readonly username: string };
    returns: GuestAuthorizedKeys;
  };
  /** With `reset` the keys replace those that are there. */
  'guest-ssh-add-authorized-keys': {
    arguments: {
      readonly username: string;
      readonly keys: readonly string[];
      readonly reset?: boolean | undefined;
    };
    returns: Empty;
  };
  'guest-ssh-remove-authorized-keys': {
    arguments: { readonly username: string; readonly keys: readonly string[] };
    returns: Empty;
  };

  'guest-network-get-interfaces': { arguments: NoArguments; returns: readonly GuestInterface[] };
  /** Linux, from QEMU 9.2's agent on. */
  'guest-network-get-route': { arguments: NoArguments; returns: readonly GuestRoute[] };
  'guest-get-vcpus': { arguments: NoArguments; returns: readonly GuestVcpu[] };
  /** Answers how many entries of the list were carried out, from its beginning. */
  'guest-set-vcpus': {
    arguments: {
      readonly vcpus: readonly { readonly 'logical-id': number | bigint; readonly online: boolean }[];
    };
    returns: number;
  };
  'guest-get-memory-blocks': { arguments: NoArguments; returns: readonly GuestMemoryBlock[] };
  'guest-set-memory-blocks': {
    arguments: {
      readonly 'mem-blks': readonly { readonly 'phys-index': number | bigint; readonly online: boolean }[];
    };
    returns: readonly GuestMemoryBlockResponse[];
  };
  /** `size` is in bytes. */
  'guest-get-memory-block-info': { arguments: NoArguments; returns: { readonly size: number | bigint } };
  'guest-get-cpustats': { arguments: NoArguments; returns: readonly GuestCpuStats[] };
  /** Linux, from QEMU 10.0's agent on. */
  'guest-get-load': { arguments: NoArguments; returns: GuestLoad };

  'guest-get-disks': { arguments: NoArguments; returns: readonly GuestDisk[] };
  'guest-get-diskstats': { arguments: NoArguments; returns: readonly GuestDiskStats[] };
  'guest-get-fsinfo': { arguments: NoArguments; returns: readonly GuestFilesystem[] };
  'guest-fsfreeze-status': {
    arguments: NoArguments;
    returns: 'thawed' | 'frozen' | (string & {});
  };
  /** Answers how many file systems were frozen; prefer `freezeFilesystems()`, which thaws again. */
  'guest-fsfreeze-freeze': { arguments: NoArguments; returns: number };
  'guest-fsfreeze-freeze-list': {
    arguments: { readonly mountpoints?: readonly string[] | undefined };
    returns: number;
  };
  /** Answers how many file systems were thawed: 0 when none was frozen. */
  'guest-fsfreeze-thaw': { arguments: NoArguments; returns: number };
  /** `minimum` is the smallest free range to discard, in bytes. This can take minutes. */
  'guest-fstrim': {
    arguments: { readonly minimum?: number | bigint | undefined };
    returns: { readonly paths: readonly GuestTrim[] };
  };

  /**
   * Starts a program; prefer `runInGuest()`, which waits for its end. `env` (`NAME=value`) replaces the agent's own
   * environment; `input-data` is base64. The named values of `capture-output` are taken by agents from QEMU 8.1 on.
   */
  'guest-exec': {
    arguments: {
      readonly path: string;
      readonly arg?: readonly string[] | undefined;
      readonly env?: readonly string[] | undefined;
      readonly 'input-data'?: string | undefined;
      readonly 'capture-output'?: boolean | 'none' | 'stdout' | 'stderr' | 'separated' | 'merged' | undefined;
    };
    returns: GuestProcess;
  };
  /** Tells of an ended process once, and forgets it. */
  'guest-exec-status': { arguments: { readonly pid: number | bigint }; returns: GuestProcessStatus };

  /** `mode` as in fopen(). @default 'r' */
  'guest-file-open': {
    arguments: { readonly path: string; readonly mode?: string | undefined };
    returns: number | bigint;
  };
  'guest-file-close': { arguments: FileHandle; returns: Empty };
  /** `count` is in bytes, at most 48 MiB. @default 4096 */
  'guest-file-read': {
    arguments: FileHandle & { readonly count?: number | undefined };
    returns: GuestFileRead;
  };
  'guest-file-write': {
    arguments: FileHandle & { readonly 'buf-b64': string; readonly count?: number | undefined };
    returns: GuestFileWrite;
  };
  /** Agents before QEMU 2.6 take the numbers 0, 1, 2 for `whence` only. */
  'guest-file-seek': {
    arguments: FileHandle & {
      readonly offset: number | bigint;
      readonly whence: 'set' | 'cur' | 'end' | number;
    };
    returns: GuestFileSeek;
  };
  'guest-file-flush': { arguments: FileHandle; returns: Empty };
}

/** The name of a typed command of the guest agent. */
export type QgaCommandName = keyof QgaCommands;

/** The commands that answer nothing when they succeed (`success-response: false` in guest-info). */
export interface QgaSilentCommands {
  /** @default mode 'powerdown' */
  'guest-shutdown': { arguments: { readonly mode?: 'powerdown' | 'halt' | 'reboot' | undefined } };
  'guest-suspend-disk': { arguments: NoArguments };
  'guest-suspend-ram': { arguments: NoArguments };
  'guest-suspend-hybrid': { arguments: NoArguments };
}
