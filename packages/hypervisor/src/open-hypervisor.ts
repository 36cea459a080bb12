import { join } from 'node:path';

import { KvmHypervisor } from './kvm-hypervisor.ts';
import { openContext } from './open-context.ts';
import type { HostSettings } from './settings.ts';

export interface HypervisorOptions extends HostSettings {
  /**
   * The runtime directory.
   * @default the environment's `KVMKIT_ROOT`, else `/run/kvmkit` for root, `$XDG_RUNTIME_DIR/kvmkit` for others
   */
  readonly root?: string;
}

/** Opens the virtual machines of a runtime directory; touches nothing until something is asked. */
export function openHypervisor({ root = defaultRoot(), ...settings }: HypervisorOptions = {}): KvmHypervisor {
  return new KvmHypervisor(openContext({ root, ...settings }));
}

function defaultRoot(): string {
  const named = process.env['KVMKIT_ROOT'];
  if (named !== undefined && named !== '') return named;
  if (process.getuid?.() === 0) return '/run/kvmkit';
  const runtimeDirectory = process.env['XDG_RUNTIME_DIR'];
  if (runtimeDirectory === undefined || runtimeDirectory === '') {
    throw new TypeError(
      'no runtime directory: neither KVMKIT_ROOT nor XDG_RUNTIME_DIR is set, and the option root names none',
    );
  }
  return join(runtimeDirectory, 'kvmkit');
}
