export interface GuestVcpu {
  readonly 'logical-id': number;
  readonly online: boolean;
  readonly 'can-offline'?: boolean;
}

export interface GuestMemoryBlock {
  readonly 'phys-index': number | bigint;
  readonly online: boolean;
  readonly 'can-offline'?: boolean;
}

export interface GuestMemoryBlockResponse {
  readonly 'phys-index': number | bigint;
  readonly response: 'success' | 'not-found' | 'operation-not-supported' | 'operation-failed' | (string & {});
  /** The guest's errno. */
  readonly 'error-code'?: number;
}

/** Times are in milliseconds since the guest's boot, from /proc/stat; a bigint from 2^53 on. */
export interface GuestCpuStats {
  readonly type: 'linux' | (string & {});
  readonly cpu: number;
  readonly user: number | bigint;
  readonly nice: number | bigint;
  readonly system: number | bigint;
  readonly idle: number | bigint;
  readonly iowait?: number | bigint;
  readonly irq?: number | bigint;
  readonly softirq?: number | bigint;
  readonly steal?: number | bigint;
  readonly guest?: number | bigint;
  readonly guestnice?: number | bigint;
}

export interface GuestLoad {
  readonly load1m: number;
  readonly load5m: number;
  readonly load15m: number;
}

export interface GuestInterface {
  readonly name: string;
  readonly 'hardware-address'?: string;
  readonly 'ip-addresses'?: readonly GuestIpAddress[];
  readonly statistics?: GuestInterfaceStatistics;
}

export interface GuestIpAddress {
  readonly 'ip-address': string;
  readonly 'ip-address-type': 'ipv4' | 'ipv6' | (string & {});
  readonly prefix: number;
}

export interface GuestInterfaceStatistics {
  readonly 'rx-bytes': number | bigint;
  readonly 'rx-packets': number | bigint;
  readonly 'rx-errs': number | bigint;
  readonly 'rx-dropped': number | bigint;
  readonly 'tx-bytes': number | bigint;
  readonly 'tx-packets': number | bigint;
  readonly 'tx-errs': number | bigint;
  readonly 'tx-dropped': number | bigint;
}

/** A line of the guest's routing table; which members there are depends on `version`. */
export interface GuestRoute {
  readonly iface: string;
  readonly destination: string;
  readonly metric: number;
  readonly gateway?: string;
  readonly mask?: string;
  readonly irtt?: number;
  /** The kernel's RTF_* bits; a bigint for some IPv6 routes, as the agent extends their sign. */
  readonly flags?: number | bigint;
  readonly refcnt?: number;
  readonly use?: number;
  readonly window?: number;
  readonly mtu?: number;
  readonly desprefixlen?: string;
  readonly source?: string;
  readonly srcprefixlen?: string;
  readonly nexthop?: string;
  /** 4 or 6. */
  readonly version: number;
}
