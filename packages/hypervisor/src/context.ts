import type { RuntimeStore } from '@kvmkit/kvm-runtime-store';

/** What every feature is given: where instances live and where probes are remembered. */
export interface HypervisorContext {
  readonly store: RuntimeStore;
  /** Safe to lose at any moment. */
  readonly cacheDirectory: string;
}
