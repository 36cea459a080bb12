import type { Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import type { Placement } from './placement.ts';

/** Two CD-ROMs and a floppy, where they have an image. */
export function cdromAndFloppyArguments(
  _instance: InstanceSpec,
  _placement: Placement,
  _capabilities: QemuCapabilities,
): Argument[] {
  return [];
}
