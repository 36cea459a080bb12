import { ExitCode, run as runApplication, type ApplicationContext } from '@stricli/core';

import { assembleApplication } from './application.ts';
import { hoistOptions } from './hoist-options.ts';

/** 0 done, 1 refused or failed, 2 bad usage. */
type ExitStatus = 0 | 1 | 2;

/** Runs one command line. */
export async function run(args: readonly string[]): Promise<ExitStatus> {
  // Not the process itself: the parser's exit codes are not ours, and a stream is made when it is first written to.
  const outcome: ApplicationContext['process'] = {
    stdout: { write: (text) => process.stdout.write(text) },
    stderr: { write: (text) => process.stderr.write(text) },
  };
  await runApplication(assembleApplication(), hoistOptions(args), { process: outcome });
  const { exitCode } = outcome;
  if (exitCode === ExitCode.InvalidArgument || exitCode === ExitCode.UnknownCommand) {
    process.stderr.write('(kvmkit --help lists what there is)\n');
    return 2;
  }
  return exitCode === ExitCode.Success || exitCode === 2 ? exitCode : 1;
}
