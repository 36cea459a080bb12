import { TapError } from './errors.ts';

// linux/if_tun.h
const iffTap = 0x0002;
const iffMultiQueue = 0x0100;
const iffNoPacketInfo = 0x1000;
const iffOneQueue = 0x2000;
const iffVnetHdr = 0x4000;

/** What TUNSETIFF is to be asked for. */
export interface TapFlags {
  readonly flags: number;
  readonly vnetHdr: boolean;
}

/**
 * Joins what is wanted with what the kernel has (`TUNGETFEATURES`): several queues are a must, packet headers are not.
 *
 * `IFF_ONE_QUEUE` is Ganeti's flag for a single queue; Linux ignores it since 3.8.
 */
export function tapFlags(
  kernelFeatures: number,
  wanted: { readonly name: string; readonly queues: number; readonly vnetHdr: boolean },
): TapFlags {
  const has = (flag: number): boolean => (kernelFeatures & flag) !== 0;
  if (wanted.queues > 1 && !has(iffMultiQueue)) {
    throw new TapError(
      'TAP_UNSUPPORTED',
      wanted.name,
      `${wanted.queues} queues asked for, the kernel allows one`,
    );
  }
  const vnetHdr = wanted.vnetHdr && has(iffVnetHdr);
  const flags = iffTap | iffNoPacketInfo | (wanted.queues > 1 ? iffMultiQueue : iffOneQueue);
  return { flags: vnetHdr ? flags | iffVnetHdr : flags, vnetHdr };
}
