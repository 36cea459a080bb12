import { join } from 'node:path';

import { SocketPathError } from './errors.ts';
import { checkInstanceName } from './instance-name.ts';

/** Every file that one instance has in the runtime directory. */
export interface InstancePaths {
  /** The runtime record. */
  readonly record: string;
  /** The same for Ganeti, in its format. */
  readonly ganetiRuntime: string;
  /** Written by QEMU. */
  readonly pidFile: string;
  /** Human monitor, serial port, and the QMP monitors: short leases, the one long operation, the watcher. */
  readonly monitor: string;
  readonly serial: string;
  readonly qmp: string;
  readonly job: string;
  readonly kvmd: string;
  /** The guest agent. */
  readonly guestAgent: string;
  /** The log of QEMU's events, what QEMU reads to keep it, and where the rest of what it says goes. */
  readonly events: string;
  readonly eventsIn: string;
  readonly eventsOut: string;
  /** Present when the guest itself was shut down from within. */
  readonly shutdownMarker: string;
  /** The uid of a pool that the guest was given. */
  readonly uidFile: string;
  /** A folder: the tap of each NIC, by its number. */
  readonly nics: string;
  /** A folder: the root of a QEMU that sees no other file. */
  readonly chroot: string;
  /** Where a chroot that is not empty goes to, with a time stamp appended. */
  readonly chrootQuarantine: string;
  /** VNC's keymap; Ganeti 2 has it. */
  readonly keymap: string;
  /** What the guest has said on its serial port, and the lock of the one who is connected to it. */
  readonly consoleLog: string;
  readonly consoleLock: string;
  /** QEMU's standard output and error. */
  readonly log: string;
  /** What was done to the instance; outlives the record. */
  readonly journal: string;
  /** Held by whoever changes the instance. */
  readonly lock: string;
  /** Held for the moment in which the record is replaced, by who holds the instance's lock and by who does not. */
  readonly recordLock: string;
  /** Held by QEMU itself: held means that a guest exists. */
  readonly guestLock: string;
}

/** `sockaddr_un.sun_path` is 108 bytes with its NUL (`linux/un.h`). */
const socketPathLimitBytes = 107;

/**
 * The paths of one instance, as one frozen value.
 * @throws {InstanceNameError} `INSTANCE_NAME_INVALID`
 * @throws {SocketPathError} `SOCKET_PATH_TOO_LONG`
 */
export function instancePaths(root: string, name: string): InstancePaths {
  checkInstanceName(name);
  const control = (suffix: string): string => join(root, 'ctrl', `${name}.${suffix}`);
  const sockets = {
    monitor: control('monitor'),
    serial: control('serial'),
    qmp: control('qmp'),
    job: control('job'),
    kvmd: control('kvmd'),
    guestAgent: control('qga'),
  };
  for (const path of Object.values(sockets)) {
    const lengthBytes = Buffer.byteLength(path);
    if (lengthBytes > socketPathLimitBytes)
      throw new SocketPathError(path, lengthBytes, socketPathLimitBytes);
  }
  return Object.freeze({
    ...sockets,
    record: join(root, 'conf', `${name}.json`),
    ganetiRuntime: join(root, 'conf', `${name}.runtime`),
    pidFile: join(root, 'pid', name),
    events: control('events'),
    eventsIn: control('events.pipe.in'),
    eventsOut: control('events.pipe.out'),
    shutdownMarker: control('shutdown'),
    uidFile: join(root, 'uid', name),
    nics: join(root, 'nic', name),
    chroot: join(root, 'chroot', name),
    chrootQuarantine: join(root, 'chroot-quarantine', name),
    keymap: join(root, 'keymap', name),
    consoleLog: join(root, 'console', `${name}.log`),
    consoleLock: join(root, 'console', `${name}.lock`),
    log: join(root, 'log', `${name}.log`),
    journal: join(root, 'journal', name),
    lock: join(root, 'lock', name),
    // No instance has a name that begins with a dot.
    recordLock: join(root, 'lock', `.${name}`),
    guestLock: join(root, 'lock', `${name}.guest`),
  });
}

/**
 * The files that live and die with one run of a guest. The records outlive it; its other locks are removed apart, by who
 * holds them, and the two folders by those who know what is in them.
 */
export function filesOfOneRun(paths: InstancePaths): readonly string[] {
  return [
    paths.pidFile,
    paths.monitor,
    paths.serial,
    paths.qmp,
    paths.job,
    paths.kvmd,
    paths.guestAgent,
    paths.events,
    paths.eventsIn,
    paths.eventsOut,
    paths.shutdownMarker,
    paths.uidFile,
    paths.keymap,
    paths.consoleLog,
    paths.consoleLock,
    paths.log,
  ];
}
