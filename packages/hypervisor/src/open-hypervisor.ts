import { join } from 'node:path';

import { openRuntimeStore } from '@kvmkit/kvm-runtime-store';

import { KvmHypervisor } from './kvm-hypervisor.ts';

export interface HypervisorOptions {
  /** The runtime directory. @default '/run/kvmkit' for root, '$XDG_RUNTIME_DIR/kvmkit' for others */
  readonly root?: string;
}

/** Opens the virtual machines of a runtime directory; touches nothing until something is asked. */
export function openHypervisor({ root = defaultRoot() }: HypervisorOptions = {}): KvmHypervisor {
  return new KvmHypervisor({ store: openRuntimeStore({ root }), cacheDirectory: join(root, 'cache') });
}

function defaultRoot(): string {
  if (process.getuid?.() === 0) return '/run/kvmkit';
  const runtimeDirectory = process.env['XDG_RUNTIME_DIR'];
  if (runtimeDirectory === undefined || runtimeDirectory === '') {
    throw new TypeError('no runtime directory: XDG_RUNTIME_DIR is not set; name one with the option root');
  }
  return join(runtimeDirectory, 'kvmkit');
}
