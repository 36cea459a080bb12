import {
  ArgumentScannerError,
  formatMessageForArgumentScannerError,
  text_en,
  type ApplicationText,
} from '@stricli/core';

import { ArgumentValueError } from './flags.ts';

/** What the parser says, in the words of the rest of the command. */
export const wording: ApplicationText = {
  ...text_en,
  headers: { ...text_en.headers, usage: 'Usage:', flags: 'Options:', arguments: 'Arguments:' },
  briefs: { ...text_en.briefs, argumentEscapeSequence: 'end the options' },
  noCommandRegisteredForInput: ({ input, corrections }) =>
    `kvmkit: unknown ${input.startsWith('-') ? 'option' : 'command'} ${input}${suggestion(corrections)}`,
  exceptionWhileParsingArguments: (error) =>
    `kvmkit: ${error instanceof ArgumentScannerError ? describeMisuse(error) : describeError(error)}`,
  exceptionWhileLoadingCommandFunction: failure,
  exceptionWhileRunningCommand: failure,
  exceptionWhileRunningIntegrationFlag: ({ exception }) => failure(exception),
};

function failure(error: unknown): string {
  return `kvmkit: ${describeError(error)}`;
}

function describeMisuse(error: ArgumentScannerError): string {
  return formatMessageForArgumentScannerError(error, {
    AliasNotFoundError: ({ input }) => `unknown option -${input}`,
    ArgumentParseError: ({ externalFlagNameOrPlaceholder: name, exception }) => {
      const what = exception instanceof ArgumentValueError ? `<${name}>` : `--${name}`;
      return `${what}: ${exception instanceof Error ? exception.message : String(exception)}`;
    },
    FlagNotFoundError: ({ input, corrections }) =>
      `unknown option --${input}${suggestion(corrections.map((name) => `--${name}`))}`,
    UnexpectedFlagError: ({ externalFlagName }) => `--${externalFlagName} is given twice`,
    UnexpectedPositionalError: ({ input }) => `unexpected argument ${input}`,
    UnsatisfiedFlagError: ({ externalFlagName }) => `--${externalFlagName} wants a value`,
    UnsatisfiedPositionalError: ({ placeholder }) => `missing required argument <${placeholder}>`,
  });
}

function suggestion(words: readonly string[]): string {
  return words.length === 0 ? '' : `; did you mean ${words.join(' or ')}?`;
}

/**
 * An error as the operator reads it: the message of whatever has a code (the packages' own errors, the system's),
 * and the whole stack of anything else, for that is a defect of ours.
 */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.message;
  return `unexpected error, please report it:\n${error.stack ?? error.message}`;
}
