import { readFileSync } from 'node:fs';

import { HostFileError } from './errors.ts';
import { parseCpuMask } from './cpu-mask.ts';

/**
 * The CPUs that run now, ascending (`/sys/devices/system/cpu/online`).
 * @throws {HostFileError} `HOST_FILE_UNREADABLE`
 */
export function onlineCpus(): number[] {
  return readCpuList('/sys/devices/system/cpu/online');
}

/**
 * The CPUs that this boot of the host can ever have, ascending: also those offline, and places for hot-plugged ones
 * (`/sys/devices/system/cpu/possible`).
 * @throws {HostFileError} `HOST_FILE_UNREADABLE`
 */
export function possibleCpus(): number[] {
  return readCpuList('/sys/devices/system/cpu/possible');
}

/** A file that holds a list as the kernel prints it (bitmap_print_to_pagebuf). */
export function readCpuList(path: string): number[] {
  try {
    return parseCpuMask(readFileSync(path, 'latin1').trim());
  } catch (cause) {
    throw new HostFileError(path, cause);
  }
}
