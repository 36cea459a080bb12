import { SystemCallError } from './errors.ts';

/**
 * Passes on the result of a native function, or throws what it says.
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`
 */
export function checkResult(result: number, syscall: string, doing: string): number {
  if (result < 0) throw new SystemCallError(doing, { syscall, errno: -result });
  return result;
}
