import { join } from 'node:path';

import { openRuntimeStore } from '@kvmkit/kvm-runtime-store/store';

import type { HypervisorContext } from './context.ts';
import { linuxHost } from './host/linux-host.ts';
import { completeSettings, type HostSettings } from './settings.ts';

/** What the features are given on this host; touches nothing. */
export function openContext({
  root,
  ...settings
}: HostSettings & { readonly root: string }): HypervisorContext {
  const cacheDirectory = join(root, 'cache');
  const complete = completeSettings(settings);
  return {
    store: openRuntimeStore({ root }),
    host: linuxHost(cacheDirectory, complete),
    settings: complete,
    cacheDirectory,
  };
}
