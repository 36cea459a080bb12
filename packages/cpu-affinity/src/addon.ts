import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { AddonError } from './errors.ts';
import type { NativeFunctions } from './native-functions.ts';

let loaded: NativeFunctions | undefined;

/**
 * The native functions, loaded on first use rather than on import.
 * @throws {AddonError} `ADDON_UNAVAILABLE`, naming the file
 */
export function addon(): NativeFunctions {
  return (loaded ??= load());
}

function load(): NativeFunctions {
  const platform = `${process.platform}-${process.arch}`;
  const path = fileURLToPath(
    new URL(`../prebuilds/${platform}/cpu-affinity.${libc()}.node`, import.meta.url),
  );
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from the sources beside the interface
    return createRequire(import.meta.url)(path) as NativeFunctions;
  } catch (cause) {
    throw new AddonError(path, cause);
  }
}

/** By what this very process runs on: other C libraries may lie on the disk as well. */
function libc(): 'glibc' | 'musl' {
  try {
    return readFileSync('/proc/self/maps', 'latin1').includes('/ld-musl-') ? 'musl' : 'glibc';
  } catch {
    return 'glibc';
  }
}
