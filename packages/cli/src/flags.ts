import type { FlagParametersForType, TypedFlagParameter, TypedPositionalParameter } from '@stricli/core';

import type { GlobalOptions } from './global-options.ts';

export type Positional<T> = TypedPositionalParameter<T>;

/** An option without a value, which is not given for `false`. */
export function onFlag(brief: string): TypedFlagParameter<boolean | undefined> {
  return { kind: 'boolean', optional: true, withNegated: false, brief };
}

export function textFlag(placeholder: string, brief: string): TypedFlagParameter<string | undefined> {
  return { kind: 'parsed', parse: String, optional: true, placeholder, brief };
}

export function secondsFlag(brief: string): TypedFlagParameter<number | undefined> {
  return { kind: 'parsed', parse: parseSeconds, optional: true, placeholder: 'seconds', brief };
}

/** The name of an instance, of which a shell proposes those that `names` knows. */
export function instanceArgument(names: InstanceNames): Positional<string> {
  return {
    parse: String,
    placeholder: 'name',
    brief: 'the name of an instance',
    proposeCompletions: names,
  };
}

export type InstanceNames = () => Promise<readonly string[]>;

export const globalFlags: FlagParametersForType<GlobalOptions> = {
  root: textFlag('dir', 'the runtime directory'),
  json: onFlag('print JSON for programs instead of text for people'),
};

function parseSeconds(text: string): number {
  const value = Number(text);
  if (!(value >= 0) || text.trim() === '') throw new Error(`a number of seconds is wanted, not "${text}"`);
  return value;
}

/** What is wrong with an argument that is no option, for the parser does not say which of the two it was reading. */
export class ArgumentValueError extends Error {}

export function parseMiB(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new ArgumentValueError(`whole MiB are wanted, not "${text}"`);
  }
  return value;
}
