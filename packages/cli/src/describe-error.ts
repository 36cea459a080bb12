/**
 * An error as the operator reads it: the message of whatever has a code (the packages' own errors, the system's),
 * and the whole stack of anything else, for that is a defect of ours.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.message;
  return `unexpected error, please report it:\n${error.stack ?? error.message}`;
}
