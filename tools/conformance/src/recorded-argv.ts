import * as v from 'valibot';

import type { Recorded } from './conformance-case.ts';

export const withArgv = v.looseObject({ argv: v.array(v.unknown()) });

/**
 * The part of a recorded result that a command line answers: the argv, whatever failed after it, or else a refusal by
 * one of its rules, or a crash. Nothing of it where Ganeti failed at what it does on the host before it has an argv.
 */
export function argvOrRefusal(
  ruleOf: (message: string) => string | undefined,
): (recorded: Recorded) => Recorded | undefined {
  return (recorded) => {
    const { success, output } = v.safeParse(withArgv, recorded);
    if (success) return { argv: output.argv };
    const isOfHost = ruleOf(recorded.error ?? '') === undefined && hostFailures.test(recorded.error ?? '');
    return isOfHost ? undefined : recorded;
  };
}

// Taps, scripts, password files: what is done beside the command line.
const hostFailures =
  /TAP|tap\d|@FIX@\/pw|daemon|Failed to configure interface|lock|[Pp]assword|already running|Only one line|QMP|executing the/;
