import { dirname, resolve } from 'node:path';

import type { InstanceSpecInput } from '@kvmkit/hypervisor';

import { parseJson, readText } from './read-file.ts';

/** Reads a specification; texts in `hvparams` and `disks` that begin with `./` are paths beside the file. */
export async function readSpecification(file: string): Promise<InstanceSpecInput> {
  return parseSpecification(await readText(file), file);
}

/** The same of a text that was read from `file`. */
export function parseSpecification(text: string, file: string): InstanceSpecInput {
  const value = parseJson(text, file);
  const folder = dirname(resolve(file));
  const resolved =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, part]) => [
            key,
            key === 'hvparams' || key === 'disks' ? besides(folder, part) : part,
          ]),
        )
      : value;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the facade parses it before anything else
  return resolved as InstanceSpecInput;
}

function besides(folder: string, value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('./') ? resolve(folder, value) : value;
  if (Array.isArray(value)) return value.map((item) => besides(folder, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, besides(folder, part)]));
}
