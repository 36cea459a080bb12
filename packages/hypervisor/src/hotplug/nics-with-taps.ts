import type { NicSpec } from '@kvmkit/kvm-cmdline';

import { connectedNics, type ConnectedNic } from '../network/connected-nics.ts';
import type { HotplugIntent } from './hotplug-intent.ts';

/**
 * All NICs that may be connected for a guest that is gone: those of the record by the files of their taps, and where
 * somebody died while a NIC came or went, and the files may be in either order, by what was noted of it.
 */
export function nicsWithTaps(
  nics: readonly NicSpec[],
  noted: { readonly taps: ReadonlyMap<number, string>; readonly intents: readonly HotplugIntent[] },
): ConnectedNic[] {
  const moved = noted.intents.find((intent) => 'taps' in intent);
  if (moved === undefined || !('taps' in moved)) return connectedNics(nics, noted.taps);
  const { uuid, taps, device, index: own } = moved;
  const known = nics.some((nic) => nic.uuid === uuid);
  const all = known ? nics : nics.toSpliced(own, 0, device);
  return all.flatMap((nic, index) => {
    const tap = taps[nic.uuid];
    return tap === undefined ? [] : [{ index, nic, tap }];
  });
}
