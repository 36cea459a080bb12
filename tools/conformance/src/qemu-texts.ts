import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as v from 'valibot';

/** What one QEMU prints of itself. */
export interface QemuTexts {
  /** `--help` */
  readonly help: string;
  /** `-device help` */
  readonly devices: string;
}

// A file name, or one of a program that also fails.
const text = v.union([v.string(), v.object({ file: v.string() })]);
const setsFile = v.record(v.string(), v.looseObject({ help: v.optional(text), device: v.optional(text) }));

/** Reads the texts of a set of `kvm-texts`; one that lacks a text printed nothing. */
export async function readQemuTexts(folder: string, set: string): Promise<QemuTexts> {
  const sets = v.parse(setsFile, JSON.parse(await readFile(join(folder, 'sets.json'), 'utf8')));
  const files = sets[set];
  if (files === undefined) throw new Error(`${folder}/sets.json names no set ${set}`);
  const read = async (file: v.InferOutput<typeof text> | undefined): Promise<string> =>
    file === undefined
      ? ''
      : await readFile(join(folder, typeof file === 'string' ? file : file.file), 'utf8');
  return { help: await read(files.help), devices: await read(files.device) };
}
