import type { FlagParametersForType, TypedPositionalParameter } from '@stricli/core';

import type { GlobalOptions } from './global-options.ts';

export type Positional<T> = TypedPositionalParameter<T>;

export const globalFlags: FlagParametersForType<GlobalOptions> = {
  root: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'dir',
    brief: 'the runtime directory',
  },
  json: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'print JSON for programs instead of text for people',
  },
};

export function parseSeconds(text: string): number {
  const value = Number(text);
  if (!(value >= 0) || text.trim() === '') throw new Error(`a number of seconds is wanted, not "${text}"`);
  return value;
}

export function parseMiB(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`whole MiB are wanted, not "${text}"`);
  return value;
}
