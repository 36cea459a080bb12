import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as v from 'valibot';

/** What one QEMU prints of itself. */
export interface QemuTexts {
  /** `--help` */
  readonly help: string;
  /** `-machine help` */
  readonly machines: string;
  /** `-device help` */
  readonly devices: string;
  /** It fails when asked for its help or its machines: nothing can be known of it. */
  readonly isBroken: boolean;
}

// A file name, or one of a program that also fails.
const text = v.union([v.string(), v.object({ file: v.string(), exit: v.optional(v.number(), 0) })]);
const setsFile = v.record(
  v.string(),
  v.looseObject({ help: v.optional(text), machine: v.optional(text), device: v.optional(text) }),
);
type Text = v.InferOutput<typeof text> | undefined;

/** Reads the texts of a set of `kvm-texts`; one that lacks a text printed nothing. */
export async function readQemuTexts(folder: string, set: string): Promise<QemuTexts> {
  const sets = v.parse(setsFile, JSON.parse(await readFile(join(folder, 'sets.json'), 'utf8')));
  const files = sets[set];
  if (files === undefined) throw new Error(`${folder}/sets.json names no set ${set}`);
  const read = async (file: Text): Promise<string> =>
    file === undefined
      ? ''
      : await readFile(join(folder, typeof file === 'string' ? file : file.file), 'utf8');
  return {
    help: await read(files.help),
    machines: await read(files.machine),
    devices: await read(files.device),
    isBroken: fails(files.help) || fails(files.machine),
  };
}

function fails(file: Text): boolean {
  return typeof file === 'object' && file.exit !== 0;
}
