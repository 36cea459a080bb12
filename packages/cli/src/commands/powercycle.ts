import { hostname } from 'node:os';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { Refusal } from '../refusal.ts';

interface PowercycleOptions extends GlobalOptions {
  /** Which host the caller means to be on. */
  readonly confirm: string;
}

export async function powercycle({ confirm, ...globals }: PowercycleOptions): Promise<void> {
  if (confirm !== hostname()) {
    throw new Refusal(`powercycle refused: this host is ${hostname()}, and not ${confirm}; nothing was done`);
  }
  await hypervisorOf(globals).powercycleNode({ confirm: true });
}
