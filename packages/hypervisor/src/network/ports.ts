import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openTap, type Tap, type TapOptions } from '@kvmkit/host-fds';

import { runNicScript, type NicScriptCall } from './run-nic-script.ts';
import { readInterfaceNames } from './tap-name.ts';

/** What the NICs of guests need of a host. */
export interface NetworkPort {
  openTap(options: TapOptions): Promise<Tap>;
  /** Connects a NIC or takes it down. @throws {NicScriptError} `NIC_SCRIPT_FAILED` */
  runScript(call: NicScriptCall): Promise<void>;
  /** The names of all interfaces. */
  interfaceNames(): Promise<string[]>;
}

export interface LinuxNetworkOptions {
  /**
   * An executable that connects NICs and takes them down, as ACTION says, in place of kvmkit's own script, which it
   * finds in its environment as `NIC_SCRIPT`. Ganeti's kvm-nic-setup will do; its older kvm-ifup knows no ACTION.
   * @default kvmkit's own
   */
  readonly script?: string | undefined;
  /** An executable that is run in place of kvmkit's script where there is one. @default '/etc/kvmkit/nic-hook' */
  readonly hook?: string | undefined;
  /** How long a script may take; then it is killed, with all that it has started. @default 30 000 */
  readonly scriptTimeoutMs?: number | undefined;
}

/** The running kernel, and a script on this host. */
export function linuxNetwork({
  script,
  hook = '/etc/kvmkit/nic-hook',
  scriptTimeoutMs: timeoutMs = 30_000,
}: LinuxNetworkOptions = {}): NetworkPort {
  // By its shell: not every way of installing a package keeps the mode of a file.
  const command = script === undefined ? ['/bin/sh', ownScript()] : [resolve(script)];
  const environment = script === undefined ? { NIC_HOOK: resolve(hook) } : { NIC_SCRIPT: ownScript() };
  return {
    openTap,
    interfaceNames: readInterfaceNames,
    runScript: (call) =>
      runNicScript({ ...call, environment: { ...call.environment, ...environment } }, { command, timeoutMs }),
  };
}

/** As far from `dist` as from `src`. */
function ownScript(): string {
  return fileURLToPath(new URL('../../scripts/nic', import.meta.url));
}
