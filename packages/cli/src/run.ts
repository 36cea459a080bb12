import { CommanderError } from 'commander';

import { buildProgram } from './program.ts';
import { Refusal } from './refusal.ts';

/** 0 done, 1 refused or failed, 2 bad usage. */
type ExitStatus = 0 | 1 | 2;

/** Runs one command line. */
export async function run(args: readonly string[]): Promise<ExitStatus> {
  try {
    await buildProgram().parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Refusal && error.message === '') return 1;
    const { describeError } = await import('./describe-error.ts');
    process.stderr.write(`kvmkit: ${describeError(error)}\n`);
    return 1;
  }
}
