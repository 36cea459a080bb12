import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderImplied, renderOptions } from '../option-string.ts';

/** Files that QEMU makes; every path at most 107 bytes where it is a socket. */
export interface RuntimePaths {
  readonly pidFile: string;
  readonly monitor: string;
  readonly serial: string;
  /** The three QMP monitors: short leases, the one long operation, the watcher. */
  readonly qmp: string;
  readonly job: string;
  readonly kvmd: string;
  /** The guest agent's; needed where `use_guest_agent` is set. */
  readonly guestAgent?: string;
  /**
   * A log that QEMU appends its own events to. Beside it must stand, of the same name, a file `.pipe.in` with the
   * command `qmp_capabilities`, and as `.pipe.out` something that takes all and keeps nothing: `/dev/null`. Without
   * them QEMU does not start.
   */
  readonly events?: string;
  /** A log that QEMU appends to what the guest says on its serial port, also while nobody is connected. */
  readonly consoleLog?: string;
}

const origin = 'runtime directory';

export function monitorArguments({ monitor, qmp, job, kvmd }: RuntimePaths): Argument[] {
  return [
    argument('-monitor', listeningOn(monitor), origin),
    ...[qmp, job, kvmd].map((path) => argument('-qmp', listeningOn(path), origin)),
  ];
}

export function pidFileArguments({ pidFile }: RuntimePaths): Argument[] {
  return [argument('-pidfile', pidFile, origin)];
}

export function serialArguments(
  { hvparams }: InstanceSpec,
  { serial, consoleLog }: RuntimePaths,
  capabilities?: QemuCapabilities,
): Argument[] {
  const log = consoleLog !== undefined && canLog(capabilities) ? logTo(consoleLog) : {};
  const value = hvparams.serial_console ? listeningOn(serial, log) : 'none';
  return [argument('-serial', value, 'hvparams.serial_console')];
}

/** The host's end of the guest agent's channel. */
export function guestAgentSocketArguments(
  { hvparams }: InstanceSpec,
  { guestAgent }: RuntimePaths,
): Argument[] {
  if (!hvparams.use_guest_agent) return [];
  if (guestAgent === undefined)
    throw new TypeError('use_guest_agent is set, and paths.guestAgent is missing');
  const socket = renderOptions('socket', { path: guestAgent, server: true, wait: false, id: 'qga0' });
  return [argument('-chardev', socket, 'hvparams.use_guest_agent')];
}

/**
 * A monitor whose client is a file: it negotiates once, and every event is written to the log from then on. Of all the
 * character devices `pipe` alone reads from a file in every QEMU (`file` has `input-path` from 9.2); what it writes is
 * lost in `.out`, while `logfile` appends. QEMU stops reading at the end of the file (chardev/char-fd.c). Where there
 * is no `.in`, it would take the bare path for both (chardev/char-pipe.c): that must not be the log, or QEMU would talk
 * to itself for ever.
 */
export function eventLogArguments(
  { events }: RuntimePaths,
  capabilities: QemuCapabilities | undefined,
): Argument[] {
  if (events === undefined || !canLog(capabilities)) return [];
  const file = renderOptions('pipe', { path: `${events}.pipe`, ...logTo(events), id: 'events' });
  return [argument('-chardev', file, origin), argument('-qmp', 'chardev:events', origin)];
}

function listeningOn(path: string, log: object = {}): string {
  return `unix:${renderImplied('path', path, { server: true, wait: false, ...log })}`;
}

function canLog(capabilities: QemuCapabilities | undefined): boolean {
  return capabilities?.commandLineOptions['chardev']?.includes('logfile') === true;
}

/** What every character device takes, also in the short spelling of `-serial` (chardev/char.c). */
function logTo(logfile: string): { readonly logfile: string; readonly logappend: true } {
  return { logfile, logappend: true };
}
