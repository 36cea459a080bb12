import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line and the environment ask for. */
export interface Request {
  readonly casesFolder: string;
  readonly expectedFolder: string;
  /** The folder was named on the command line: there it must be. */
  readonly folderIsNamed: boolean;
  /** Undefined: all. */
  readonly groups: readonly string[] | undefined;
  readonly json: boolean;
}

export const usage = 'usage: conformance [--cases DIR] [--expected DIR] [--group NAME...] [--json]';

/**
 * Reads the command line; what is wrong with it is thrown as an `Error`.
 * @param home where the cases lie if nobody says otherwise, `cases` and `expected` below it.
 */
export function parseArguments(
  args: readonly string[],
  { home, workingFolder }: { readonly home: string; readonly workingFolder: string },
): Request {
  const { values, positionals } = parseArgs({
    // Some package managers hand on the `--` that separates their own options.
    args: args[0] === '--' ? args.slice(1) : [...args],
    options: {
      cases: { type: 'string' },
      expected: { type: 'string' },
      group: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  // `--group a b` gives b as a positional.
  if (positionals.length > 0 && values.group === undefined) {
    throw new Error(`unexpected ${positionals.join(' ')}`);
  }
  const casesFolder = values.cases === undefined ? join(home, 'cases') : resolve(workingFolder, values.cases);
  return {
    casesFolder,
    expectedFolder:
      values.expected === undefined
        ? join(dirname(casesFolder), 'expected')
        : resolve(workingFolder, values.expected),
    folderIsNamed: values.cases !== undefined,
    groups: values.group === undefined ? undefined : [...values.group, ...positionals],
    json: values.json,
  };
}
