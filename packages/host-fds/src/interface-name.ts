import { TapError } from './errors.ts';

/** IFNAMSIZ of linux/if.h, less the NUL. */
const longestNameBytes = 15;

/** Refuses what the kernel's `dev_valid_name` (net/core/dev.c) refuses, with the rule that was broken. */
export function checkInterfaceName(name: string): void {
  const problem = problemOf(name);
  if (problem !== undefined) throw new TapError('TAP_NAME_INVALID', name, problem);
}

function problemOf(name: string): string | undefined {
  const lengthBytes = Buffer.byteLength(name);
  if (lengthBytes > longestNameBytes)
    return `the name has ${lengthBytes} bytes, allowed: at most ${longestNameBytes}`;
  if (name === '.' || name === '..') return 'the name is reserved';
  if (/[/:\s\0]/.test(name)) return 'the name holds a slash, a colon, a blank or a NUL';
  return undefined;
}
