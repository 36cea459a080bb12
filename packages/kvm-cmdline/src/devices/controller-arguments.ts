import type { Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import type { Placement } from './placement.ts';

/**
 * What the placed devices hang from; comes before every other `-device`. The root ports of a q35, then the SCSI
 * controller where disks or CD-ROMs need one.
 */
export function controllerArguments(
  _instance: InstanceSpec,
  _placement: Placement,
  _capabilities: QemuCapabilities,
): Argument[] {
  return [];
}
