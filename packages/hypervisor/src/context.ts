import type { HostRuntimeStore } from '@kvmkit/kvm-runtime-store';

import type { Host } from './host/host.ts';
import type { HostSettings } from './settings.ts';

/** What every feature is given: where instances live, the host under them, and how that host runs guests. */
export interface HypervisorContext {
  readonly store: HostRuntimeStore;
  readonly host: Host;
  readonly settings: Required<HostSettings>;
  /** Safe to lose at any moment. */
  readonly cacheDirectory: string;
}
