import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { QemuTexts } from './qemu-texts.ts';

/**
 * What kvmkit said to a case: a result in the recorded form, or a refusal. Wording is each side's own, so a refusal
 * is compared by the rule that was broken; the group names its rules and translates both sides' errors into them.
 */
export type Answer =
  | { readonly kind: 'result'; readonly result: object }
  | { readonly kind: 'refusal'; readonly rule: string; readonly message: string };

/** Recorded texts that cases refer to by name. */
export interface World {
  /** What a QEMU prints of itself: the name of a set, `7.2` by default. */
  readonly qemuTexts: (set: string) => Promise<QemuTexts>;
}

/** How one kind of case is put to kvmkit. */
export interface Mode {
  /** Parses the case, asks kvmkit, and brings its answer into the recorded form. */
  readonly answer: (given: object, world: World) => Answer | Promise<Answer>;
  /** The rule behind an error of Ganeti's, by its message; needed only where Ganeti refuses. */
  readonly ruleOf?: (message: string) => string | undefined;
  /** The part of a recorded result that this mode answers; `undefined`: nothing of it, the case is not yet run. */
  readonly partOf?: (recorded: Recorded, asked: ConformanceCase) => Recorded | undefined;
  /** Both results in a form in which alike means the same; by default as they are. */
  readonly meaningOf?: (result: object) => unknown;
}

/** The adapter of one group: a file of `groups/`. Modes that it does not name are not yet run. */
export interface Group {
  readonly name: string;
  readonly modes: Readonly<Record<string, Mode>>;
  /** How many of its cases are asked side by side, where they wait for the host. @default 1 */
  readonly casesAtOnce?: number;
}

/**
 * The answer of a call that returns or throws.
 * @param ruleOf the rule behind an error of ours; `undefined` for one that is no refusal but a defect, which is
 * thrown on.
 */
export async function answerOf(
  call: () => object | Promise<object>,
  ruleOf: (error: Error) => string | undefined,
): Promise<Answer> {
  try {
    return { kind: 'result', result: await call() };
  } catch (error) {
    const rule = error instanceof Error ? ruleOf(error) : undefined;
    if (rule === undefined) throw error;
    return { kind: 'refusal', rule, message: error instanceof Error ? error.message : '' };
  }
}

/** Translates by a table of patterns, the first that fits. */
export function rulesByPattern(
  table: readonly (readonly [pattern: RegExp, rule: string])[],
): (message: string) => string | undefined {
  return (message) => table.find(([pattern]) => pattern.test(message))?.[1];
}
