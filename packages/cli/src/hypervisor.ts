import { openHypervisor, type KvmHypervisor } from '@kvmkit/hypervisor';

import type { GlobalOptions } from './global-options.ts';

export function hypervisorOf({ root }: GlobalOptions): KvmHypervisor {
  return root === undefined ? openHypervisor() : openHypervisor({ root });
}
