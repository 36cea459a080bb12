import { readFile } from 'node:fs/promises';

import { SpecificationError } from '@kvmkit/kvm-cmdline';

/**
 * A password from the file that a parameter names: the one line in it that is not empty, without its end.
 * @throws {SpecificationError} `SPECIFICATION_INVALID`, never with what stands in the file
 */
export async function readOneLineSecret(setting: string, path: string): Promise<string> {
  const refuse = (found: string): never => {
    throw new SpecificationError([
      { path: setting, found: `${JSON.stringify(path)}, ${found}`, allowed: 'a file with one line' },
    ]);
  };
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return refuse(
      `which can not be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})`,
    );
  }
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const [secret] = lines;
  if (secret === undefined) return refuse('which is empty');
  return lines.length === 1 ? secret : refuse(`which has ${lines.length} lines`);
}
