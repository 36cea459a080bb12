import type { BeParams } from './instance-spec.ts';

/**
 * The memory that a guest starts with, in MiB, as Ganeti reckons: all of `maxmem` where the host has it, else what the
 * host has, but never less than `minmem`.
 * @param availableMiB `MemAvailable` of the host.
 */
export function startMemoryMiB(
  { minmem, maxmem }: Pick<BeParams, 'minmem' | 'maxmem'>,
  availableMiB: number,
): number {
  return Math.max(minmem, Math.min(maxmem, availableMiB));
}
