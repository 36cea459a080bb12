import { parseInstanceSpec, type InstanceSpec } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';
import type { InstanceOrName } from '../instance-or-name.ts';

/** How a person gets at an instance's console (Ganeti's `InstanceConsole`). */
export type InstanceConsole = { readonly instance: string } & (
  | {
      readonly kind: 'ssh';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      /** Words for a shell on that host. */
      readonly command: readonly string[];
    }
  /** `host` is where the guest's parameters let it listen: it may be all addresses, an interface, or a folder. */
  | { readonly kind: 'vnc'; readonly host: string; readonly port: number; readonly display: number }
  | { readonly kind: 'spice'; readonly host: string; readonly port: number }
  | { readonly kind: 'msg'; readonly message: string }
);

export interface InstanceConsoleOptions {
  /** What this host is called from without. @default 'localhost' */
  readonly host?: string | undefined;
  /** @default 22 */
  readonly sshPort?: number | undefined;
  /** @default 'root' */
  readonly user?: string | undefined;
  /** @default '/usr/bin/socat' */
  readonly socatPath?: string | undefined;
  /** Ganeti's `kvm-console-wrapper`, which also resumes a paused guest. @default none */
  readonly wrapper?: string | undefined;
}

/** VNC's display 0. */
const vncBasePort = 5900;

/** @throws `INSTANCE_UNKNOWN` for a name without a record; `SPECIFICATION_INVALID`, `INSTANCE_NAME_INVALID` */
export async function getInstanceConsole(
  context: HypervisorContext,
  instance: InstanceOrName,
  options: InstanceConsoleOptions = {},
): Promise<InstanceConsole> {
  const { name, hvparams, network_port: port } = await specificationOf(context, instance);
  const { serial_console: hasSerial, vnc_bind_address: vnc, spice_bind: spice } = hvparams;
  if (hasSerial) return serialConsole(context, name, options);
  if (vnc !== '' && typeof port === 'number' && port > vncBasePort) {
    return { instance: name, kind: 'vnc', host: vnc, port, display: port - vncBasePort };
  }
  if (spice !== '' && typeof port === 'number') return { instance: name, kind: 'spice', host: spice, port };
  return { instance: name, kind: 'msg', message: `No serial shell for instance ${name}` };
}

/** As kvmkit's own console, Ctrl-] leaves it; unlike that, it waits unheard while another is connected. */
function serialConsole(
  { store }: HypervisorContext,
  name: string,
  {
    host = 'localhost',
    sshPort = 22,
    user = 'root',
    socatPath = '/usr/bin/socat',
    wrapper,
  }: InstanceConsoleOptions,
): InstanceConsole {
  const { monitor, serial } = store.paths(name);
  const joined = ['STDIO,raw,echo=0,escape=0x1d', shellQuoted(`UNIX-CONNECT:${serial}`)];
  const command =
    wrapper === undefined
      ? [socatPath, ...joined]
      : [wrapper, socatPath, shellQuoted(name), shellQuoted(monitor), ...joined];
  return { instance: name, kind: 'ssh', host, port: sshPort, user, command };
}

async function specificationOf(
  { store }: HypervisorContext,
  instance: InstanceOrName,
): Promise<InstanceSpec> {
  if (typeof instance !== 'string') return parseInstanceSpec(instance);
  const record = await store.read(instance);
  if (record !== undefined) return record.runtime.instance;
  const message = `console of ${instance} refused: it has no record in ${store.root}`;
  throw new InstanceError('INSTANCE_UNKNOWN', instance, message);
}

function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
