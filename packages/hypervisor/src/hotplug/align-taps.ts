import type { NicSpec } from '@kvmkit/kvm-cmdline';
import type { InstancePaths } from '@kvmkit/kvm-runtime-store';
import { readTapFiles, removeTapFile, writeTapFile } from '@kvmkit/kvm-runtime-store/run';

import type { TapsByNic } from './hotplug-intent.ts';

/** Whose tap is which, as the files of taps say; only where they are in the order of these NICs. */
export async function readTapsByNic(paths: InstancePaths, nics: readonly NicSpec[]): Promise<TapsByNic> {
  const taps = await readTapFiles(paths);
  return Object.fromEntries(
    nics.flatMap(({ uuid }, index) => {
      const tap = taps.get(index);
      return tap === undefined ? [] : [[uuid, tap]];
    }),
  );
}

/** Brings the files of taps into the order of NICs; may be done again after it was cut off. */
export async function alignTapFiles(
  paths: InstancePaths,
  nics: readonly NicSpec[],
  taps: TapsByNic,
): Promise<void> {
  const there = await readTapFiles(paths);
  const wanted = nics.map(({ uuid }) => taps[uuid]);
  for (const [index, tap] of wanted.entries()) {
    if (tap !== undefined && there.get(index) !== tap) await writeTapFile(paths, index, tap);
  }
  for (const index of there.keys()) if (wanted[index] === undefined) await removeTapFile(paths, index);
}
