import { placeDevice, type InstanceRuntime } from '@kvmkit/kvm-cmdline';

import { HotplugError } from '../errors.ts';
import { parseDevice, type DeviceInput } from './device-input.ts';
import { findDevice } from './device-lists.ts';
import type { AdditionIntent } from './hotplug-intent.ts';

/** An addition, but for the taps of a NIC, which are not open yet. */
export type PlannedAddition = AdditionIntent extends infer One
  ? One extends AdditionIntent
    ? Omit<One, 'taps'>
    : never
  : never;

/**
 * Where a device is to sit, and which it is to be: the last, or the one of the number `seq`.
 * @throws `SPECIFICATION_INVALID`, `BUS_FULL`, `DEVICE_PRESENT`
 */
export function planAddition(
  runtime: InstanceRuntime,
  given: DeviceInput,
  { tried, seq }: { readonly tried: string; readonly seq: number | undefined },
): PlannedAddition {
  const { instance, placement } = runtime;
  const { type, device: parsed } = parseDevice(given);
  const { hvinfo, ...device } = parsed;
  const { uuid } = device;
  const placed = placeDevice(
    { kind: type, uuid, ...(hvinfo === undefined ? {} : { hvinfo }) },
    instance,
    placement,
  );
  const { id } = placed;
  const others = [...placement.disks, ...placement.nics];
  if (findDevice(runtime, type, { uuid }) !== undefined || others.some((other) => other.id === id)) {
    throw new HotplugError('DEVICE_PRESENT', {
      tried,
      instance: instance.name,
      device: id,
      why: 'the instance has a device of this UUID or this id',
      left: 'nothing was changed',
    });
  }
  const count = (type === 'disk' ? instance.disks : instance.nics).length;
  const index = Math.min(Math.max(seq ?? count, 0), count);
  const common = { change: 'hot-add', id, uuid, placed, index } as const;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was parsed, less one member of both kinds
  return { ...common, type, device } as PlannedAddition;
}
