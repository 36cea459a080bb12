import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parseRecording, type Recording } from './recording.ts';

export const recordingsFolder: string = join(import.meta.dirname, '../recordings');

/** The recordings of the repository, of the oldest QEMU first. */
export async function readRecordings(): Promise<readonly Recording[]> {
  const files = (await readdir(recordingsFolder)).filter((file) => file.endsWith('.json'));
  const recordings = await Promise.all(
    files.map(async (file) => parseRecording(await readFile(join(recordingsFolder, file), 'utf8'))),
  );
  return recordings.sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}
