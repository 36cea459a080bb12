import { CapabilityError } from './errors.ts';
import type { HvParams } from './hv-parameters.ts';

/** What a NIC's tap must be opened with, and what its device is. */
export interface TapFeatures {
  /** Which device `-device` is to make. */
  readonly driver: string;
  /** Packets with virtio-net headers. */
  readonly vnetHdr: boolean;
  /** Packets go through the host kernel's vhost-net, past QEMU. */
  readonly vhost: boolean;
  /** Pairs of a receive and a transmit queue. */
  readonly queues: number;
}

/** What this needs to know of a QEMU. */
export interface NetworkCapabilities {
  /** Names that `-device` takes. */
  readonly deviceTypes: readonly string[];
  /** Parameters that `-netdev tap` takes. */
  readonly tapParameters: readonly string[];
}

/**
 * The features of a NIC's tap, as Ganeti chooses them: another choice is another device for the guest, so that it
 * could not be moved between the two. Several queues come with vhost only; without it their number says nothing.
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when this QEMU has no vhost, or no several queues, and they are set.
 */
export function tapFeatures(
  hvparams: Pick<HvParams, 'nic_type' | 'vhost_net' | 'virtio_net_queues' | 'vnet_hdr'>,
  { deviceTypes, tapParameters }: NetworkCapabilities,
): TapFeatures {
  if (hvparams.nic_type !== 'paravirtual') {
    return { driver: hvparams.nic_type, vnetHdr: false, vhost: false, queues: 1 };
  }
  if (hvparams.vhost_net && !tapParameters.includes('vhost')) {
    throw new CapabilityError('hvparams.vhost_net', 'found true, but the taps of this QEMU have no vhost');
  }
  const queues = hvparams.vhost_net ? hvparams.virtio_net_queues : 1;
  if (queues > 1 && !tapParameters.includes('fds')) {
    throw new CapabilityError(
      'hvparams.virtio_net_queues',
      `found ${queues}, the taps of this QEMU have one`,
    );
  }
  // Ganeti's way with a QEMU that lists no virtio-net-pci.
  const isPci = deviceTypes.includes('virtio-net-pci');
  return {
    driver: isPci ? 'virtio-net-pci' : 'virtio',
    vnetHdr: isPci && hvparams.vnet_hdr,
    vhost: hvparams.vhost_net,
    queues,
  };
}

/** What the device of a NIC with several queues is told of them; nothing where there is one. */
export function queueOptions({ queues }: Pick<TapFeatures, 'queues'>): {
  readonly mq?: true;
  readonly vectors?: number;
} {
  // An interrupt for each queue of each pair, one for configuration, one for the control queue.
  return queues > 1 ? { mq: true, vectors: 2 * queues + 2 } : {};
}
