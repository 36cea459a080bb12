import type { HvParams } from '../hv-parameters.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import type { Placement } from './placement.ts';

/** Whether the guest boots from such devices; a kernel of the host's beats every boot order, as in Ganeti. */
export function bootsFrom({ hvparams }: InstanceSpec, device: HvParams['boot_order']): boolean {
  return hvparams.kernel_path === '' && hvparams.boot_order === device;
}

/**
 * The firmware of a q35 may be UEFI, which looks for boot indexes and knows nothing of `-boot order=`; a PC's is
 * SeaBIOS, which has the order, and Ganeti's guests have no index.
 */
export function bootIndex(boots: boolean, { rootPorts }: Placement): { readonly bootindex?: number } {
  return boots && rootPorts !== undefined ? { bootindex: 1 } : {};
}
