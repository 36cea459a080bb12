import { TapError, type Tap } from '@kvmkit/host-fds';
import {
  tapFeatures,
  type InstanceSpec,
  type NetworkCapabilities,
  type NicSpec,
  type TapFeatures,
} from '@kvmkit/kvm-cmdline';

import type { NetworkPort } from './ports.ts';
import { communicationTapName, isCommunicationNic } from './tap-name.ts';

/** The taps of an instance, in the order of its NICs; owned by this object. */
export interface OpenTaps extends Disposable {
  readonly taps: readonly Tap[];
  /** Gives back all descriptors; a tap goes when QEMU has not inherited it. */
  close(): void;
}

type TapHost = Pick<NetworkPort, 'openTap' | 'interfaceNames'>;

/**
 * Opens a tap for each NIC as this QEMU and the parameters want it, or throws with nothing left open.
 * @throws {CapabilityError} `QEMU_UNSUITABLE`
 * @throws {TapError} `TAP_UNSUPPORTED`, `TAP_CONFLICT`, `VHOST_UNAVAILABLE`
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `EPERM` without CAP_NET_ADMIN, `ENOENT` without /dev/net/tun
 */
export async function openTaps(
  host: TapHost,
  { nics, hvparams }: Pick<InstanceSpec, 'nics' | 'hvparams'>,
  capabilities: NetworkCapabilities,
): Promise<OpenTaps> {
  using opened = new DisposableStack();
  const taps: Tap[] = [];
  const features = nics.length === 0 ? undefined : tapFeatures(hvparams, capabilities);
  for (const nic of nics) {
    if (features !== undefined) taps.push(opened.use(await openTapOf(host, nic, features)));
  }
  const owned = opened.move();
  const close = (): void => owned.dispose();
  return { taps, close, [Symbol.dispose]: close };
}

async function openTapOf(host: TapHost, nic: NicSpec, { queues, vnetHdr, vhost }: TapFeatures): Promise<Tap> {
  if (!isCommunicationNic(nic)) return host.openTap({ queues, vnetHdr, vhost });
  // Who asks for several queues under a name joins the tap that has it, also another guest's: here the kernel chooses.
  if (queues > 1) return host.openTap({ name: 'gnt.com.%d', queues, vnetHdr, vhost });
  for (let attempt = 1; ; attempt++) {
    const name = communicationTapName(nic, await host.interfaceNames());
    try {
      return await host.openTap({ name, queues, vnetHdr, vhost });
    } catch (error) {
      // Another start was quicker; its tap is listed by now, so that the next number is another one.
      if (!(error instanceof TapError && error.code === 'TAP_CONFLICT') || attempt === attempts) throw error;
    }
  }
}

/** How often another start may be quicker before something else is wrong. */
const attempts = 10;
