import * as v from 'valibot';

import type { SpecificationProblem } from './errors.ts';
import { knownKeys } from './instance-schema.ts';
import { allowedKeys, foundText } from './problem-texts.ts';

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

function allowedText(issue: v.BaseIssue<unknown>): string {
  const expected = issue.expected ?? 'something else';
  return expected
    .replaceAll(/^\(|\)$/g, '')
    .replaceAll(' | ', ', ')
    .replaceAll(/^Array$/g, 'a list');
}

function keysNear(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map((item) => String(item.key));
  return allowedKeys(path.at(-1) ?? '', knownKeys(path.slice(0, -1)));
}
