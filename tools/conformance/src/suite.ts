import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { parseCases, parseResults, type ConformanceCase, type Recorded } from './conformance-case.ts';
import type { World } from './group.ts';
import { readQemuTexts } from './qemu-texts.ts';

/** Folders of recorded cases, and what lies beside them. */
export interface Suite {
  readonly groupNames: () => Promise<readonly string[]>;
  readonly cases: (group: string) => Promise<readonly ConformanceCase[]>;
  readonly results: (group: string) => Promise<ReadonlyMap<string, Recorded>>;
  readonly world: World;
}

export function openSuite(casesFolder: string, expectedFolder: string): Suite {
  return {
    async groupNames() {
      const files = await readdir(casesFolder);
      return files
        .filter((file) => file.endsWith('.json'))
        .map((file) => basename(file, '.json'))
        .sort();
    },
    cases: async (group) => parseCases(await readFile(join(casesFolder, `${group}.json`), 'utf8')),
    results: async (group) => parseResults(await readOrNone(join(expectedFolder, `${group}.json`))),
    world: { qemuTexts: (set) => readQemuTexts(join(dirname(casesFolder), 'kvm-texts'), set) },
  };
}

/** A folder of one version's results leaves out the groups in which nothing differs. */
async function readOrNone(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
    throw error;
  }
}
