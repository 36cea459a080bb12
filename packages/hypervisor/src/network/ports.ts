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
   * An executable that connects NICs and takes them down, in place of kvmkit's own script, which it finds in its
   * environment as `NIC_SCRIPT`; Ganeti's scripts will do. @default kvmkit's own
   */
  readonly script?: string | undefined;
  /** An executable that is run in place of kvmkit's script where there is one. @default '/etc/kvmkit/nic-hook' */
  readonly hook?: string | undefined;
  /** How long a script may take; then it is killed, with all that it has started. @default 30 000 */
  readonly scriptTimeoutMs?: number | undefined;
}

/** What {@link linuxNetwork} uses where the caller says nothing. */
export const defaultNetworkOptions: { readonly hook: string; readonly scriptTimeoutMs: number } = {
  hook: '/etc/kvmkit/nic-hook',
  scriptTimeoutMs: 30_000,
};

/** The running kernel, and a script on this host. */
export function linuxNetwork(options: LinuxNetworkOptions = {}): NetworkPort {
  const { script } = options;
  const hook = options.hook ?? defaultNetworkOptions.hook;
  const timeoutMs = options.scriptTimeoutMs ?? defaultNetworkOptions.scriptTimeoutMs;
  // By its shell: not every way of installing a package keeps the mode of a file.
  const command = script === undefined ? ['/bin/sh', ownScript()] : [script];
  const environment = script === undefined ? { NIC_HOOK: hook } : { NIC_SCRIPT: ownScript() };
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
