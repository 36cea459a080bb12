import type { HvParams } from './hv-parameters.ts';

/** Ganeti's disk templates whose disks the host sees as a file or block device. */
export const devTypes = ['file', 'sharedfile', 'plain', 'drbd', 'blockdev', 'rbd', 'ext', 'gluster'] as const;
export type DiskDevType = (typeof devTypes)[number];

/** One disk, as Ganeti describes it; images are raw. */
export interface DiskSpec {
  readonly uuid: string;
  readonly dev_type: DiskDevType;
  /** The file or block device on this host. */
  readonly link: string;
  readonly mode: 'rw';
  /** MiB. */
  readonly size?: number;
  readonly name?: string;
}

/** Ganeti's back-end parameters. */
export interface BeParams {
  readonly vcpus: number;
  /** MiB; the memory the guest is balloonable down to. */
  readonly minmem: number;
  /** MiB; the memory the guest sees. */
  readonly maxmem: number;
}

/** What an instance shall be, with every default filled in. */
export interface InstanceSpec {
  readonly name: string;
  readonly uuid: string;
  readonly hvparams: HvParams;
  readonly beparams: BeParams;
  readonly disks: readonly DiskSpec[];
  readonly nics: readonly never[];
  readonly tags: readonly string[];
}

/** What an instance shall be, as people write it: whatever has a default may be left out. */
export interface InstanceSpecInput {
  readonly name: string;
  readonly uuid: string;
  readonly hvparams?: Partial<HvParams>;
  readonly beparams?: Partial<BeParams>;
  readonly disks?: readonly (Partial<DiskSpec> & Pick<DiskSpec, 'uuid' | 'link'>)[];
  readonly nics?: readonly never[];
  readonly tags?: readonly string[];
}
