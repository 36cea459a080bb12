import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer, Mode } from './group.ts';
import { firstDifference } from './same-meaning.ts';
import type { WantedDifference } from './wanted-difference.ts';

/** What came out of one case; everything but a match says why. */
export type Verdict =
  | { readonly kind: 'matched' }
  | { readonly kind: 'wanted' | 'unsupported' | 'different'; readonly reason: string };

interface Question {
  readonly group: string;
  readonly asked: ConformanceCase;
  readonly recorded: Recorded;
}

/** Compares kvmkit's answer with Ganeti's, by meaning. */
export function judge(
  question: Question,
  mode: Mode,
  answer: Answer,
  wanted: readonly WantedDifference[],
): Verdict {
  const difference = differenceOf(question.recorded, answer, mode);
  if (difference === undefined) return { kind: 'matched' };
  const meant = wanted.filter(({ where }) => fits(where, question));
  const excuse = meant.find(({ instead }) => instead(answer, question.recorded));
  if (excuse !== undefined) return { kind: 'wanted', reason: excuse.reason };
  const notEither = meant.map(({ reason }) => `; nor is it the wanted difference: ${reason}`);
  return { kind: 'different', reason: [difference, ...notEither].join('') };
}

function fits({ group, id, flag, when }: WantedDifference['where'], question: Question): boolean {
  return (
    (group === undefined || group === question.group) &&
    (id === undefined || id === question.asked.id) &&
    (flag === undefined || question.asked.flags.includes(flag)) &&
    (when === undefined || when(question.asked))
  );
}

function differenceOf(recorded: Recorded, answer: Answer, mode: Mode): string | undefined {
  if (recorded.error === undefined) return differenceOfResult(recorded, answer, mode);
  if (answer.kind === 'result') {
    return `Ganeti refuses (${recorded.error || recorded.error_type}), kvmkit answers ${JSON.stringify(answer.result)}`;
  }
  if (recorded.python_error === true) return undefined;
  const rule = mode.ruleOf?.(recorded.error);
  if (rule === undefined) return `no rule of ours is known to stand for Ganeti’s error: ${recorded.error}`;
  return rule === answer.rule
    ? undefined
    : `Ganeti refuses for ${rule} (${recorded.error}), kvmkit for ${answer.rule} (${answer.message})`;
}

function differenceOfResult(recorded: Recorded, answer: Answer, mode: Mode): string | undefined {
  if (answer.kind === 'refusal') {
    return `Ganeti answers ${JSON.stringify(recorded)}, kvmkit refuses for ${answer.rule} (${answer.message})`;
  }
  const meaningOf = mode.meaningOf ?? ((result: object): unknown => result);
  return firstDifference(meaningOf(recorded), meaningOf(answer.result));
}
