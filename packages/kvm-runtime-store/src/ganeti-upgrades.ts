import { GanetiRuntimeError } from './errors.ts';
import type { PythonObject } from './python-json.ts';

// What Ganeti 3 changes in runtime files of earlier versions when it loads them (hv_kvm/kvm_runtime.py,
// _upgrade_serialized_runtime), each change by itself: there, two happen only to instances with VNC. The changes to
// devices are in ganeti-devices.ts.

type Command = readonly (string | number)[];

export function upgradeCommand(command: Command): Command {
  return [rtcForLocaltime, deviceForBalloon, credentialsForVncTls, withoutChroot].reduce(
    (upgraded, upgrade) => upgrade(upgraded),
    command,
  );
}

function rtcForLocaltime(command: Command): Command {
  const index = command.indexOf('-localtime');
  return index === -1 ? command : command.toSpliced(index, 1, '-rtc', 'base=localtime');
}

function deviceForBalloon(command: Command): Command {
  const index = command.indexOf('-balloon');
  if (index === -1) return command;
  const [, ...properties] = valueAt(command, index).split(',');
  return command.toSpliced(index, 2, '-device', ['virtio-balloon', ...properties].join(','));
}

/** The certificates became an object of their own. */
function credentialsForVncTls(command: Command): Command {
  const index = command.indexOf('-vnc');
  if (index === -1) return command;
  const members = valueAt(command, index).split(',');
  const directory = members.find((member) => /^x509(?:verify)?=/.test(member));
  if (directory === undefined && !members.includes('tls')) return command;
  const id = 'vnctls0';
  const vnc = members
    .filter((member) => member !== directory)
    .map((member) => (member === 'tls' ? `tls-creds=${id}` : member));
  const kind = directory === undefined ? 'tls-creds-anon' : 'tls-creds-x509';
  const object = [kind, `id=${id}`, 'endpoint=server', ...certificates(directory)];
  return command.toSpliced(index, 2, '-object', object.join(','), '-vnc', vnc.join(','));
}

function certificates(directory: string | undefined): string[] {
  if (directory === undefined) return [];
  const verify = directory.startsWith('x509verify=') ? 'yes' : 'no';
  return [`dir=${directory.slice(directory.indexOf('=') + 1)}`, `verify-peer=${verify}`];
}

/** It is each host's own, and added when the command line is executed. */
function withoutChroot(command: Command): Command {
  const index = command.indexOf('-chroot');
  return index === -1 ? command : command.toSpliced(index, 2);
}

function valueAt(command: Command, index: number): string {
  const [option, value] = command.slice(index, index + 2);
  if (typeof value === 'string') return value;
  throw new GanetiRuntimeError(`kvm_cmd[${index}]`, value, `a text after ${option}`);
}

/** Ganeti 3.1 has no discard `default` any more. */
export function upgradeHvParams(hvparams: PythonObject): PythonObject {
  const discard = hvparams['disk_discard'];
  const isKnown = discard === undefined || discard === 'ignore' || discard === 'unmap';
  return isKnown ? hvparams : { ...hvparams, disk_discard: 'ignore' };
}
