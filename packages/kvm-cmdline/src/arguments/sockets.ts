import { argument, type Argument } from '../argument.ts';
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

export function serialArguments({ hvparams }: InstanceSpec, { serial }: RuntimePaths): Argument[] {
  const value = hvparams.serial_console ? listeningOn(serial) : 'none';
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

function listeningOn(path: string): string {
  return `unix:${renderImplied('path', path, { server: true, wait: false })}`;
}
