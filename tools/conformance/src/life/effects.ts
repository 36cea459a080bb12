/** What somebody outside of kvmkit sees it do, in the recorded form. */
export type Effect = readonly [kind: string, ...facts: readonly unknown[]];

/** The effects of a case, in their order. */
export interface EffectLog {
  add(effect: Effect): void;
  /** Forgets what was before: a case that is about a later part of a life begins with a start. */
  forget(): void;
  all(): readonly Effect[];
}

export function openEffectLog(): EffectLog {
  let effects: Effect[] = [];
  return {
    add: (effect) => void effects.push(effect),
    forget: () => void (effects = []),
    all: () => effects,
  };
}
