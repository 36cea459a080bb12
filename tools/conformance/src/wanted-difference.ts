import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer } from './group.ts';

/** Where kvmkit means to answer otherwise than Ganeti. */
export interface WantedDifference {
  /** All of what is named must fit. */
  readonly where: {
    readonly group?: string;
    readonly id?: string;
    /** `ganeti-bug:…` */
    readonly flag?: string;
    readonly when?: (asked: ConformanceCase) => boolean;
  };
  /** Whether this is the answer that is wanted: any other is a difference like every other. */
  readonly instead: (answer: Answer, recorded: Recorded) => boolean;
  /** One sentence. */
  readonly reason: string;
}

/** The wanted answer is a refusal for this rule. */
export function refusedFor(rule: string): WantedDifference['instead'] {
  return (answer) => answer.kind === 'refusal' && answer.rule === rule;
}

/** Whether an answer is a refusal for one of several rules. */
export function isRefusedFor(answer: Answer, rules: RegExp): boolean {
  return answer.kind === 'refusal' && rules.test(answer.rule);
}
