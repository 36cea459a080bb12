import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const guestsFolder = path.resolve(import.meta.dirname, '..');

/** Where build.sh puts the guests unless told otherwise. */
export const imagesFolder: string = path.resolve(guestsFolder, '../../examples/instances/images');

/** Builds the test guests, or does nothing when they are there; says what build.sh said. */
export async function ensureImages(folder: string = imagesFolder): Promise<string> {
  const { stdout } = await promisify(execFile)(path.join(guestsFolder, 'build.sh'), [folder]);
  return stdout;
}
