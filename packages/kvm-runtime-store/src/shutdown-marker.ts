import { access } from 'node:fs/promises';

import { removeFile, writeDurably } from './durable-write.ts';
import type { InstancePaths } from './instance-paths.ts';

/** Notes that a guest was shut down from within, so that its end is not taken for a crash. */
export async function markShutdown({ shutdownMarker }: InstancePaths): Promise<void> {
  await writeDurably(shutdownMarker, '');
}

/** Whether the guest was shut down from within. */
export async function isMarkedShutdown({ shutdownMarker }: InstancePaths): Promise<boolean> {
  try {
    await access(shutdownMarker);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** For the next start of the guest. */
// oxlint-disable-next-line typescript/require-await -- so that every failure is a rejection
export async function clearShutdown({ shutdownMarker }: InstancePaths): Promise<void> {
  removeFile(shutdownMarker);
}
