import type { InstanceSpec } from '../instance-spec.ts';
import { cdromsOf } from './cdroms.ts';
import { cdromType } from './disk-drivers.ts';
import type { Placement } from './placement.ts';

/** What an IDE device is told of its place, beside its drive. */
export interface IdeUnit {
  readonly bus?: string;
  readonly unit?: number;
}

/** How many IDE devices a machine takes: two on each of two channels, or one on each port of ICH9. */
export function ideCapacity({ rootPorts }: Pick<Placement, 'rootPorts'>): number {
  return rootPorts === undefined ? 4 : 6;
}

export function ideCdroms({ hvparams }: Pick<InstanceSpec, 'hvparams'>): number {
  return cdromType(hvparams) === 'ide' ? cdromsOf(hvparams).length : 0;
}

export function ideDisks({ hvparams, disks }: Pick<InstanceSpec, 'hvparams' | 'disks'>): number {
  return hvparams.disk_type === 'ide' ? disks.length : 0;
}

/**
 * The place of an IDE device, CD-ROMs counted first. QEMU by itself only ever fills one bus (measured, 5.2 to 11.1):
 * a PC's second channel, where Ganeti's guests have their one or two, or one port of a q35.
 */
export function ideUnit(index: number, instance: InstanceSpec, { rootPorts }: Placement): IdeUnit {
  if (rootPorts !== undefined) return { bus: `ide.${index}` };
  if (ideCdroms(instance) + ideDisks(instance) <= 2) return {};
  return { bus: `ide.${Math.floor(index / 2)}`, unit: index % 2 };
}
