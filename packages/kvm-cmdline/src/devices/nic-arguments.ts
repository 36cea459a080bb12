import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { HvParams } from '../hv-parameters.ts';
import type { InstanceSpec, NicSpec } from '../instance-spec.ts';
import { renderOptions, type OptionValue } from '../option-string.ts';
import { queueOptions, tapFeatures, type TapFeatures } from '../tap-features.ts';
import { bootIndex, bootsFrom } from './boot-device.ts';
import { addressProperties } from './device-address.ts';
import { isaResources } from './isa-nics.ts';
import { netArguments } from './old-spellings.ts';
import type { PlacedDevice, Placement } from './placement.ts';

/** The descriptors of a NIC's tap, as QEMU inherits them: one of each for each of its queues. */
export interface NicTap {
  readonly tapFds: readonly number[];
  /** None without vhost. */
  readonly vhostFds: readonly number[];
}

/**
 * A back end and a device for each NIC, in the specification's order, or `-net none` without NICs.
 * @param taps one for each NIC, opened as `tapFeatures` says.
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when this QEMU can not do what the parameters ask of its taps.
 */
export function nicArguments(
  instance: InstanceSpec,
  placement: Placement,
  capabilities: QemuCapabilities,
  taps: readonly NicTap[],
): Argument[] {
  const { hvparams, nics } = instance;
  if (taps.length !== nics.length) throw new TypeError(`${nics.length} NICs, but ${taps.length} taps`);
  if (nics.length === 0) return [argument('-net', 'none', 'nics')];
  const features = tapFeatures(hvparams, capabilities);
  return nics.flatMap((nic, index) => {
    const [placed, tap] = [placement.nics[index], taps[index]];
    if (placed === undefined || tap === undefined) throw new TypeError(`NIC ${index} has no place`);
    requireQueues(tap, features, index);
    const origin = `nics.${index}`;
    if (!capabilities.features.netdev) {
      const [fd = -1] = tap.tapFds;
      return netArguments(index, { mac: nic.mac, driver: features.driver, fd, origin });
    }
    const boots = index === 0 && bootsFrom(instance, 'network');
    const properties = {
      ...nicProperties(hvparams, nic, placed, features),
      ...(hvparams.nic_type === 'ne2k_isa' ? isaResources[index] : {}),
      ...bootIndex(boots, placement),
    };
    return [
      argument('-netdev', netdev(placed.id, tap, features), origin),
      argument('-device', renderOptions(features.driver, properties), origin),
    ];
  });
}

/** What a NIC's device is told, beside its driver: `-device` and `device_add` take the same. */
export function nicProperties(
  { nic_type: nicType }: Pick<HvParams, 'nic_type'>,
  { mac }: Pick<NicSpec, 'mac'>,
  { id, address }: PlacedDevice,
  features: TapFeatures,
): Readonly<Record<string, OptionValue>> {
  // The place that an ISA NIC has on the PCI bus is Ganeti's book-keeping.
  const place = nicType === 'ne2k_isa' ? {} : addressProperties(address);
  return { id, ...place, netdev: id, mac, ...queueOptions(features) };
}

function netdev(id: string, { tapFds, vhostFds }: NicTap, { vhost, queues }: TapFeatures): string {
  const descriptors =
    queues > 1
      ? { fds: tapFds.join(':'), vhostfds: vhost ? vhostFds.join(':') : undefined }
      : { fd: tapFds.join(':'), vhostfd: vhost ? vhostFds.join(':') : undefined };
  return renderOptions(undefined, { type: 'tap', id, ...descriptors, vhost: vhost || undefined });
}

function requireQueues({ tapFds, vhostFds }: NicTap, { vhost, queues }: TapFeatures, index: number): void {
  if (tapFds.length === queues && vhostFds.length === (vhost ? queues : 0)) return;
  throw new TypeError(
    `NIC ${index} has ${queues} queues${vhost ? ' with vhost' : ''}, ` +
      `but ${tapFds.length} descriptors of its tap and ${vhostFds.length} of vhost`,
  );
}
