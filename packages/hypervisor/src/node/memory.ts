import { readFile } from 'node:fs/promises';

/** A host's memory in MiB. */
export interface HostMemory {
  readonly memoryTotalMiB: number;
  /** `MemAvailable`, not `MemFree`: what can be given away without swapping (`proc(5)`). */
  readonly memoryFreeMiB: number;
}

export async function readMemory(): Promise<HostMemory> {
  return parseMeminfo(await readFile('/proc/meminfo', 'utf8'));
}

function parseMeminfo(text: string): HostMemory {
  const mebibytes = (key: string): number => {
    const kibibytes = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
    return Math.floor(Number(kibibytes ?? 0) / 1024);
  };
  return { memoryTotalMiB: mebibytes('MemTotal'), memoryFreeMiB: mebibytes('MemAvailable') };
}
