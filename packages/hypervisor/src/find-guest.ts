import type { GuestProcess } from '@kvmkit/kvm-runtime-store';

import type { HypervisorContext } from './context.ts';

/**
 * The QEMU of an instance: the process that its pid file names, or else one that was started with that pid file, for
 * a root may be wiped under its guests.
 */
export async function findGuest(
  { store }: HypervisorContext,
  name: string,
): Promise<GuestProcess | undefined> {
  return (await store.findGuest(name)) ?? (await store.scanGuests()).find((guest) => guest.name === name);
}
