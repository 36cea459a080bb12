import type { Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import type { Placement } from './placement.ts';

/** The descriptors of a NIC's tap, as QEMU inherits them: one of each for each of its queues. */
export interface NicTap {
  readonly tapFds: readonly number[];
  /** None without vhost. */
  readonly vhostFds: readonly number[];
}

/**
 * A back end and a device for each NIC, in the specification's order, or `-net none` without NICs.
 * @param taps one for each NIC.
 */
export function nicArguments(
  _instance: InstanceSpec,
  _placement: Placement,
  _capabilities: QemuCapabilities,
  _taps: readonly NicTap[],
): Argument[] {
  return [];
}
