import * as v from 'valibot';

import type { SpecificationProblem } from './errors.ts';
import { knownKeys } from './instance-schema.ts';
import { closestName } from './text-rules.ts';

/** One issue of the validator in our words: where, what was found, what is allowed. */
export function problemOf(issue: v.BaseIssue<unknown>): SpecificationProblem {
  const path = v.getDotPath(issue) ?? '';
  const found = issue.received === 'undefined' ? undefined : foundText(issue.input);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { path, found: 'an unknown key', allowed: keysNear(issue) };
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    return { path, found: undefined, allowed: 'a value: this key is required' };
  }
  const isOurRule = issue.kind === 'validation' || ['custom', 'number', 'union'].includes(issue.type);
  return { path, found, allowed: isOurRule ? issue.message : allowedText(issue) };
}

const longestExcerpt = 120;

function foundText(input: unknown): string {
  const json = JSON.stringify(input, jsonForm) ?? String(input);
  return json.length > longestExcerpt
    ? `${json.slice(0, longestExcerpt)}… (${json.length} characters)`
    : json;
}

// JSON has no bigint: shown as it is written in a program.
function jsonForm(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function allowedText(issue: v.BaseIssue<unknown>): string {
  const expected = issue.expected ?? 'something else';
  return expected
    .replaceAll(/^\(|\)$/g, '')
    .replaceAll(' | ', ', ')
    .replaceAll(/^Array$/g, 'a list');
}

function keysNear(issue: v.BaseIssue<unknown>): string {
  const last = issue.path?.at(-1);
  const path = (issue.path ?? []).map((item) => String(item.key));
  const schemaKeys = knownKeys(path.slice(0, -1));
  const closest = last === undefined ? undefined : closestName(String(last.key), schemaKeys);
  const list = schemaKeys.length > 12 ? `one of the ${schemaKeys.length} known keys` : schemaKeys.join(', ');
  return closest === undefined ? list : `${list}; did you mean ${closest}?`;
}
