import type { InstanceSpec, NicSpec } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { configureNics, deconfigureNics } from '../network/configure-nics.ts';

/** A NIC, its number and its tap. */
export interface TappedNic {
  readonly nic: NicSpec;
  readonly index: number;
  readonly tap: string | undefined;
}

/** Takes one NIC down; gives what could not be done, as sentences. */
export async function takeDown(
  { host }: HypervisorContext,
  instance: Pick<InstanceSpec, 'name' | 'tags'>,
  { nic, index, tap }: TappedNic,
): Promise<readonly string[]> {
  if (tap === undefined) return [];
  const failures = await deconfigureNics(host.network, { instance, nics: [{ nic, index, tap }] });
  return failures.map(({ message }) => message);
}

/** Connects one NIC. @throws `NIC_SCRIPT_FAILED` */
export async function connectNic(
  { host }: HypervisorContext,
  instance: Pick<InstanceSpec, 'name' | 'tags'>,
  { nic, index, tap }: TappedNic,
): Promise<void> {
  if (tap !== undefined) await configureNics(host.network, { instance, nics: [{ nic, index, tap }] });
}
