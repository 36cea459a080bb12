import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { temporaryFolder } from './temporary-folder.ts';

/** Opens a fresh file several times: each descriptor is an open file description of its own, as another process's. */
export function openFile(times: number, flags = 'a+'): number[] {
  const path = join(temporaryFolder(), 'lock');
  closeSync(openSync(path, 'w'));
  return Array.from({ length: times }, () => openAgain(path, flags));
}

export function openAgain(path: string, flags = 'a+'): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeUnlessClosed(fd));
  return fd;
}

function closeUnlessClosed(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // The test closed it itself.
  }
}
