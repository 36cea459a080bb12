import type { NicSpec } from '@kvmkit/kvm-cmdline';

import { defaultNicMode, type MigrationPhase } from './nic-environment.ts';

/** A NIC of an instance and the tap that it has on this host. */
export interface ConnectedNic {
  /** The NIC's number, from 0. */
  readonly index: number;
  readonly nic: NicSpec;
  readonly tap: string;
}

/** The NICs that have a tap, in their order. @param taps by the NIC's number, as the runtime directory has them. */
export function connectedNics(nics: readonly NicSpec[], taps: ReadonlyMap<number, string>): ConnectedNic[] {
  return nics.flatMap((nic, index) => {
    const tap = taps.get(index);
    return tap === undefined ? [] : [{ index, nic, tap }];
  });
}

/**
 * Which NICs are connected before a guest's move to this host, and which after it. A route must not lead here before
 * the guest does; `ext` is told of both, as in Ganeti's HEAD, for only its script knows.
 */
export function nicsAtPhase<Nic extends Pick<ConnectedNic, 'nic'>>(
  nics: readonly Nic[],
  phase: MigrationPhase,
): Nic[] {
  return nics.filter(({ nic }) => {
    const { mode = defaultNicMode } = nic.nicparams;
    switch (mode) {
      case 'bridged':
      case 'openvswitch':
        return phase === 'pre';
      case 'routed':
        return phase === 'post';
      case 'ext':
        return true;
    }
  });
}
