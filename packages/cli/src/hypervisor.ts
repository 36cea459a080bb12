import { openHypervisor, type KvmHypervisor } from '@kvmkit/hypervisor';

import type { GlobalOptions } from './program.ts';

export function hypervisorOf({ root }: GlobalOptions): KvmHypervisor {
  return root === undefined ? openHypervisor() : openHypervisor({ root });
}
