import { describe, expect, test } from 'vitest';

import type { Recorded } from './conformance-case.ts';
import type { Answer, Mode } from './group.ts';
import { rulesByPattern } from './group.ts';
import { judge, type Verdict } from './judge.ts';
import { refusedFor, type WantedDifference } from './wanted-difference.ts';

const mode: Mode = {
  answer: () => {
    throw new Error('judging asks nothing');
  },
  ruleOf: rulesByPattern([
    [/hyphen/, 'range'],
    [/literal/, 'number'],
  ]),
};
const refusal = (rule: string): Answer => ({ kind: 'refusal', rule, message: 'in our own words' });
const result = (value: object): Answer => ({ kind: 'result', result: value });

const asked = { id: 'cpumask-001-x', mode: 'parse_cpu_mask', flags: ['ganeti-bug:comma'], mask: '1-2-3' };

function verdict(
  recorded: Recorded,
  answer: Answer,
  { wanted = [], meaningOf }: { wanted?: WantedDifference[]; meaningOf?: Mode['meaningOf'] } = {},
): Verdict {
  const question = { group: 'cpumask', asked, recorded };
  return judge(question, meaningOf === undefined ? mode : { ...mode, meaningOf }, answer, wanted);
}

const inAnyOrder = (value: object): unknown => new Set(Object.values(value).flat());

describe('refusals', () => {
  test('match when they are for the same rule, whatever the words', () => {
    expect(verdict({ error: 'only one hyphen allowed' }, refusal('range'))).toEqual({ kind: 'matched' });
  });

  test('for another rule are a difference', () => {
    expect(verdict({ error: 'invalid literal' }, refusal('range'))).toEqual({
      kind: 'different',
      reason: 'Ganeti refuses for number (invalid literal), kvmkit for range (in our own words)',
    });
  });

  test('of which no rule is known are a difference, so that none passes unread', () => {
    expect(verdict({ error: 'something new' }, refusal('range'))).toMatchObject({ kind: 'different' });
  });

  test('match a crash of Ganeti’s, of which only the failure counts', () => {
    const crash = { error: '', error_type: 'AssertionError', python_error: true };
    expect(verdict(crash, refusal('any'))).toEqual({ kind: 'matched' });
    expect(verdict(crash, result({ result: 1 }))).toMatchObject({ kind: 'different' });
  });

  test('are no results, and results no refusals', () => {
    expect(verdict({ error: 'only one hyphen allowed' }, result({ result: [1] }))).toEqual({
      kind: 'different',
      reason: 'Ganeti refuses (only one hyphen allowed), kvmkit answers {"result":[1]}',
    });
    expect(verdict({ result: [1] }, refusal('range'))).toEqual({
      kind: 'different',
      reason: 'Ganeti answers {"result":[1]}, kvmkit refuses for range (in our own words)',
    });
  });
});

describe('results', () => {
  test('match member by member', () => {
    expect(verdict({ result: [1, 2] }, result({ result: [1, 2] }))).toEqual({ kind: 'matched' });
    expect(verdict({ result: [1, 2] }, result({ result: [2, 1] }))).toEqual({
      kind: 'different',
      reason: 'result[0]: Ganeti 1, kvmkit 2',
    });
  });

  test('are compared in the form that the group gives both', () => {
    expect(verdict({ result: [1, 2] }, result({ result: [2, 1] }), { meaningOf: inAnyOrder })).toEqual({
      kind: 'matched',
    });
  });
});

describe('a wanted difference', () => {
  const recorded = { result: [1] };
  const reason = 'because so.';
  const instead = refusedFor('range');

  test.for<[what: string, where: WantedDifference['where']]>([
    ['id', { id: 'cpumask-001-x' }],
    ['flag', { flag: 'ganeti-bug:comma' }],
    ['content', { group: 'cpumask', when: ({ mask }) => mask === '1-2-3' }],
  ])('is found by a case’s %s', ([, where]) => {
    expect(verdict(recorded, refusal('range'), { wanted: [{ where, instead, reason }] })).toEqual({
      kind: 'wanted',
      reason,
    });
  });

  test.for<WantedDifference['where']>([
    { id: 'cpumask-002-x' },
    { flag: 'ganeti-bug:other' },
    { group: 'affinity' },
    { id: 'cpumask-001-x', when: () => false },
  ])('excuses no other case than %j', (where) => {
    expect(verdict(recorded, refusal('range'), { wanted: [{ where, instead, reason }] }).kind).toBe(
      'different',
    );
  });

  test('excuses no other answer than the wanted one', () => {
    const wanted = [{ where: { group: 'cpumask' }, instead, reason }];
    expect(verdict(recorded, refusal('number'), { wanted })).toEqual({
      kind: 'different',
      reason:
        'Ganeti answers {"result":[1]}, kvmkit refuses for number (in our own words); ' +
        'nor is it the wanted difference: because so.',
    });
  });

  test('is found among several for the same case by its answer', () => {
    const wanted = [
      { where: { group: 'cpumask' }, instead: refusedFor('number'), reason: 'another' },
      { where: { group: 'cpumask' }, instead, reason },
    ];
    expect(verdict(recorded, refusal('range'), { wanted })).toEqual({ kind: 'wanted', reason });
  });

  test('does not count where there is no difference', () => {
    const wanted = [{ where: { group: 'cpumask' }, instead, reason }];
    expect(verdict(recorded, result(recorded), { wanted })).toEqual({ kind: 'matched' });
  });
});
