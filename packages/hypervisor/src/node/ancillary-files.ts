import type { HypervisorContext } from '../context.ts';

/** Files of a host that starts depend on and that should be the same on all hosts of a cluster. */
export type AncillaryFiles = readonly [all: readonly string[], optional: readonly string[]];

/** Ganeti's GetAncillaryFiles: what an administrator may have put there; kvmkit's own script comes with it. */
export function ancillaryFiles({
  settings: { nicScript, nicHook },
}: Pick<HypervisorContext, 'settings'>): AncillaryFiles {
  return [[...(nicScript === undefined ? [] : [nicScript]), nicHook], [nicHook]];
}
