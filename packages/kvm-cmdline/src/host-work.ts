import { hvParameters, type HostWork, type HvParameter } from './hv-parameters.ts';
import type { InstanceSpec } from './instance-spec.ts';

/** Something that has to be done on the host for an instance, and the setting that asks for it. */
export interface WantedWork {
  readonly work: HostWork;
  /** As a path of keys: `hvparams.cpu_mask`, `nics`. */
  readonly setting: string;
  readonly value: unknown;
}

/**
 * What a guest needs of its host besides the command line. Whoever starts it and does not do some of it must say so:
 * QEMU would run, and not as the specification says.
 */
export function wantedHostWork(instance: InstanceSpec): WantedWork[] {
  const { hvparams, beparams, nics } = instance;
  const values = new Map<string, unknown>(Object.entries(hvparams));
  const wanted: WantedWork[] = [];
  for (const [name, { work, default: byDefault }] of Object.entries<HvParameter>(hvParameters)) {
    const value = values.get(name);
    if (work === undefined || value === byDefault || value === '' || value === null) continue;
    wanted.push({ work, setting: `hvparams.${name}`, value });
  }
  if (beparams.minmem < beparams.maxmem) {
    wanted.push({ work: 'ballooning', setting: 'beparams.minmem', value: beparams.minmem });
  }
  if (nics.length > 0) wanted.push({ work: 'taps', setting: 'nics', value: nics });
  return wanted;
}
