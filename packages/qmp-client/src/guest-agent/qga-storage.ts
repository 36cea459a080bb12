export interface GuestDisk {
  /** The device, such as `/dev/vda`. */
  readonly name: string;
  readonly partition: boolean;
  /** The devices that it is made of. */
  readonly dependencies?: readonly string[];
  readonly address?: GuestDiskAddress;
  /** A name that people gave it, such as an LVM volume's. */
  readonly alias?: string;
}

export interface GuestDiskAddress {
  /** All -1 where there is no PCI device. */
  readonly 'pci-controller': {
    readonly domain: number;
    readonly bus: number;
    readonly slot: number;
    readonly function: number;
  };
  readonly 'bus-type': 'virtio' | 'scsi' | 'ide' | 'sata' | 'usb' | 'nvme' | 'unknown' | (string & {});
  readonly bus: number;
  readonly target: number;
  readonly unit: number;
  readonly serial?: string;
  readonly dev?: string;
}

export interface GuestFilesystem {
  /** The device's name without `/dev/`. */
  readonly name: string;
  readonly mountpoint: string;
  readonly type: string;
  readonly 'used-bytes'?: number | bigint;
  /** Without what is kept for root. */
  readonly 'total-bytes'?: number | bigint;
  /** With what is kept for root; from QEMU 9.1's agent on. */
  readonly 'total-bytes-privileged'?: number | bigint;
  readonly disk: readonly GuestDiskAddress[];
}

export interface GuestTrim {
  /** Where it is mounted. */
  readonly path: string;
  /** In bytes. */
  readonly trimmed?: number | bigint;
  /** In bytes; what the guest made of the `minimum` asked for. */
  readonly minimum?: number | bigint;
  readonly error?: string;
}

export interface GuestDiskStats {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  readonly stats: GuestDiskCounters;
}

/** The fields of the guest's /proc/diskstats; sectors are 512 bytes, ticks are milliseconds. */
export interface GuestDiskCounters {
  readonly 'read-sectors'?: number | bigint;
  readonly 'read-ios'?: number | bigint;
  readonly 'read-merges'?: number | bigint;
  readonly 'write-sectors'?: number | bigint;
  readonly 'write-ios'?: number | bigint;
  readonly 'write-merges'?: number | bigint;
  readonly 'discard-sectors'?: number | bigint;
  readonly 'discard-ios'?: number | bigint;
  readonly 'discard-merges'?: number | bigint;
  readonly 'flush-ios'?: number | bigint;
  readonly 'read-ticks'?: number | bigint;
  readonly 'write-ticks'?: number | bigint;
  readonly 'discard-ticks'?: number | bigint;
  readonly 'flush-ticks'?: number | bigint;
  readonly 'ios-pgr'?: number | bigint;
  readonly 'total-ticks'?: number | bigint;
  readonly 'weight-ticks'?: number | bigint;
}
