import type { HvParams } from './hv-parameters.ts';

/** Ganeti's disk templates whose disks the host sees as a file or block device. */
export const devTypes = ['file', 'sharedfile', 'plain', 'drbd', 'blockdev', 'rbd', 'ext', 'gluster'] as const;
export type DiskDevType = (typeof devTypes)[number];

/** Where Ganeti last placed a device; a start places anew, hot-plug keeps it. */
export interface HvInfo {
  readonly driver?: string;
  readonly id?: string;
  readonly bus?: string;
  /** Of a PCI device: `0xc`. */
  readonly addr?: string;
  readonly channel?: number;
  readonly 'scsi-id'?: number;
  readonly lun?: number;
}

/** One disk, as Ganeti describes it; images are raw. */
export interface DiskSpec {
  readonly uuid: string;
  readonly dev_type: DiskDevType;
  /** The file or block device on this host; null where only QEMU itself reaches the disk. */
  readonly link: string | null;
  /** How QEMU reaches the disk by itself: the URI of a storage that it knows. */
  readonly uri?: string | null;
  /** Ganeti's disk parameters; all but this one are for whoever makes the disk. */
  readonly params?: {
    /** `userspace`: QEMU uses `uri`, and not `link`. */
    readonly access?: 'kernelspace' | 'userspace';
  };
  readonly mode: 'rw';
  /** MiB. */
  readonly size?: number;
  readonly name?: string;
  readonly hvinfo?: HvInfo;
}

/**
 * How the host connects a NIC, as Ganeti describes it; nothing of it is in QEMU's arguments. `ext` is of Ganeti's HEAD:
 * only a script of the administrator's knows how.
 */
export const nicModes = ['bridged', 'openvswitch', 'routed', 'ext'] as const;

/** A network as Ganeti's configuration has it, as far as the scripts that connect a NIC are told of it. */
interface NetworkInfo {
  readonly name?: string;
  readonly uuid?: string;
  /** `192.0.2.0/24` */
  readonly network?: string | null;
  readonly gateway?: string | null;
  readonly network6?: string | null;
  readonly gateway6?: string | null;
  readonly mac_prefix?: string | null;
  readonly tags?: readonly string[];
  readonly [others: string]: unknown;
}

/** One NIC, as Ganeti describes it. */
export interface NicSpec {
  readonly uuid: string;
  readonly mac: string;
  readonly nicparams: {
    readonly mode?: (typeof nicModes)[number];
    /** The bridge, or the routing table; empty for none. */
    readonly link?: string;
    readonly vlan?: string;
  };
  readonly ip?: string | null;
  readonly name?: string | null;
  /** The network's UUID. */
  readonly network?: string | null;
  readonly netinfo?: NetworkInfo | null;
  readonly hvinfo?: HvInfo;
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
  readonly nics: readonly NicSpec[];
  readonly tags: readonly string[];
  /** The TCP port that Ganeti has given to the instance: VNC and SPICE listen there. */
  readonly network_port?: number | null;
}

/** What an instance shall be, as people write it: whatever has a default may be left out. */
export interface InstanceSpecInput {
  readonly name: string;
  readonly uuid: string;
  readonly hvparams?: Partial<HvParams>;
  readonly beparams?: Partial<BeParams>;
  readonly disks?: readonly (Partial<DiskSpec> & Pick<DiskSpec, 'uuid' | 'link'>)[];
  readonly nics?: readonly (Partial<NicSpec> & Pick<NicSpec, 'uuid' | 'mac'>)[];
  readonly tags?: readonly string[];
  readonly network_port?: number | null;
}
