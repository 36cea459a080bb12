import { symlink, writeFile } from 'node:fs/promises';

import type { InstancePaths } from '@kvmkit/kvm-runtime-store';

/**
 * What QEMU needs to keep a log of its events (`eventLogArguments` of kvm-cmdline). A file each for every guest: QEMU
 * opens it for writing too, and one that a guest broke out into must not be able to give another one commands.
 */
export async function makeEventLogFiles({ events, eventsIn, eventsOut }: InstancePaths): Promise<void> {
  const ours = { mode: 0o600, flag: 'wx' };
  await writeFile(eventsIn, '{"execute":"qmp_capabilities"}', ours);
  await symlink('/dev/null', eventsOut);
  await writeFile(events, '', ours);
}
