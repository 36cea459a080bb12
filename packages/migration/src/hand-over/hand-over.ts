/*
Who may run the guest, from the first byte to the last. The boxes are the phases; what stands before a slash has
happened, what stands after it is the step that is to be done next.

  setup ──started──> precopy ──pre-switchover / continue──> switchover
                        │ postcopy wanted / give-away           │ both sides completed / give-away
                        └───────────────> giving <──────────────┘
        only the source may run             │ entry durable / take
  - - - - - - - - - - - - - - - - - - - - given-away - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
        only the target may run             │ entry durable / run-target        (postcopy: / start-postcopy, then
                                          taken                                  at postcopy-active / run-target)
                                            │ the target says that it runs
                                     running, or postcopy ──both completed──> running / close ──> done

  setup, precopy, switchover:  cancel, or the target is gone      / cancel-source ──> stopping
  stopping:                    failed, cancelled, or completed all the same  / keep-source ──> returning
  precopy, switchover:         the source says failed             / keep-source ──> returning
  giving, given-away:          the entry could not be written     / keep-source ──> returning
  taken (postcopy):            the source says failed: it has not let go     / keep-source ──> returning
  returning ──the source runs──> failed or cancelled
  whenever nothing safe can be done from here: in-doubt

keep-source makes sure that the target is gone before it takes back what was given away. A status that is not named
here is "still going" (qapi/migration.json @MigrationStatus grows: `failing`, `postcopy-device`, …). QEMU facts: the
target's `completed` is raised after its run state is set (migration/migration.c process_incoming_migration_bh), and
with `return-path` the source says `completed` only when the target has answered (seen on 5.2 to 11.1).
*/

/** Where a move is. */
export type MovePhase =
  | 'setup'
  | 'precopy'
  | 'switchover'
  | 'giving'
  | 'given-away'
  | 'taken'
  | 'postcopy'
  | 'running'
  | 'stopping'
  | 'returning'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'in-doubt';

/** What is to be done. */
export type Step =
  | 'continue'
  | 'give-away'
  | 'take'
  | 'start-postcopy'
  | 'run-target'
  | 'close'
  | 'cancel-source'
  | 'keep-source';

/** What has happened: an event, an answer, or what the caller wants. */
export type Happening =
  | { readonly kind: 'started' | 'set-up-failed' }
  | { readonly kind: 'source-status' | 'target-status'; readonly status: string }
  | { readonly kind: 'source-gone' | 'target-gone' }
  | { readonly kind: 'given-away' | 'not-given-away' | 'taken' | 'not-taken' }
  | { readonly kind: 'continued' | 'postcopy-started' | 'target-runs' | 'source-runs' | 'closed' }
  | { readonly kind: 'step-failed'; readonly step: Step }
  | { readonly kind: 'cancel' | 'postcopy-wanted' };

/** All that is known, and the step that the last happening asks for. */
export interface HandOver {
  readonly phase: MovePhase;
  readonly step: Step | undefined;
  /** The last status of the source's own migration, and of the target's. */
  readonly sourceStatus: string;
  readonly targetStatus: string;
  readonly isSourceGone: boolean;
  readonly isTargetGone: boolean;
  readonly isCancelWanted: boolean;
  readonly isPostcopyWanted: boolean;
  /** Given away before its memory has arrived. */
  readonly isPostcopy: boolean;
  readonly isPostcopyStarted: boolean;
  /** Told to go on from `pre-switchover`; it is told once. */
  readonly isContinued: boolean;
  readonly isTargetToldToRun: boolean;
}

export const beforeHandOver: HandOver = {
  phase: 'setup',
  step: undefined,
  sourceStatus: 'none',
  targetStatus: 'none',
  isSourceGone: false,
  isTargetGone: false,
  isCancelWanted: false,
  isPostcopyWanted: false,
  isPostcopy: false,
  isPostcopyStarted: false,
  isContinued: false,
  isTargetToldToRun: false,
};

/** The phases that nothing leads out of. */
export function isOver({ phase }: HandOver): boolean {
  return phase === 'done' || phase === 'failed' || phase === 'cancelled' || phase === 'in-doubt';
}

/** Whether a cancellation still has an effect. */
function canCancel({ phase }: HandOver): boolean {
  return phase === 'setup' || phase === 'precopy' || phase === 'switchover' || phase === 'stopping';
}

/** The state after something has happened; its `step` is to be done now, and what comes of it to be told here. */
export function afterHappening(before: HandOver, happening: Happening): HandOver {
  const state = observe({ ...before, step: undefined }, happening);
  const { kind } = happening;
  const failed = happening.kind === 'step-failed' ? happening.step : undefined;
  switch (state.phase) {
    case 'setup':
      if (kind === 'set-up-failed') return go(state, 'stopping', 'cancel-source');
      return kind === 'started' ? transfer({ ...state, phase: 'precopy' }) : state;
    case 'precopy':
    case 'switchover':
      return failed === undefined ? transfer(state) : stop(state);
    case 'stopping':
      if (failed === 'cancel-source' || state.isSourceGone) return go(state, 'in-doubt');
      // QEMU may have completed it just before; `none` is the answer of one that had not begun.
      return hasEnded(state) || (kind === 'source-status' && state.sourceStatus === 'none')
        ? go(state, 'returning', 'keep-source')
        : state;
    case 'giving':
      return giving(state, kind);
    case 'given-away':
      return givenAway(state, kind);
    case 'taken':
      return taken(state, kind);
    case 'postcopy':
      return postcopy(state);
    case 'running':
      return kind === 'closed' || failed === 'close' ? go(state, 'done') : state;
    case 'returning':
      if (kind === 'source-runs') return go(state, state.isCancelWanted ? 'cancelled' : 'failed');
      return failed === 'keep-source' ? go(state, 'in-doubt') : state;
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'in-doubt':
      return state;
  }
}

function observe(state: HandOver, happening: Happening): HandOver {
  switch (happening.kind) {
    case 'source-status':
      return { ...state, sourceStatus: happening.status };
    case 'target-status':
      return { ...state, targetStatus: happening.status };
    case 'source-gone':
      return { ...state, isSourceGone: true };
    case 'target-gone':
      return { ...state, isTargetGone: true };
    case 'cancel':
      return canCancel(state) ? { ...state, isCancelWanted: true } : state;
    case 'postcopy-wanted':
      return { ...state, isPostcopyWanted: true };
    case 'postcopy-started':
      return { ...state, isPostcopyStarted: true };
    case 'started':
    case 'set-up-failed':
    case 'given-away':
    case 'not-given-away':
    case 'taken':
    case 'not-taken':
    case 'continued':
    case 'target-runs':
    case 'source-runs':
    case 'closed':
    case 'step-failed':
      return state;
  }
}

function go(state: HandOver, phase: MovePhase, step?: Step): HandOver {
  return { ...state, phase, step };
}

function transfer(state: HandOver): HandOver {
  if (state.isSourceGone) return go(state, 'in-doubt');
  if (hasGivenUp(state)) return go(state, 'returning', 'keep-source');
  if (state.isTargetGone || state.isCancelWanted) return stop(state);
  if (haveBothCompleted(state)) {
    return go(state, 'giving', 'give-away');
  }
  if (state.sourceStatus === 'pre-switchover' && !state.isContinued) {
    return { ...go(state, 'switchover', 'continue'), isContinued: true };
  }
  if (state.isPostcopyWanted && state.sourceStatus === 'active') {
    return { ...go(state, 'giving', 'give-away'), isPostcopy: true };
  }
  return state;
}

/** Nothing was given away yet, or it was and the target has not begun: the source shall have it. */
function stop(state: HandOver): HandOver {
  if (state.isSourceGone) return go(state, 'in-doubt');
  return hasEnded(state) ? go(state, 'returning', 'keep-source') : go(state, 'stopping', 'cancel-source');
}

function giving(state: HandOver, kind: Happening['kind']): HandOver {
  if (kind === 'not-given-away') return stop(state);
  if (kind === 'step-failed') return go(state, 'in-doubt');
  // The source's own end meanwhile is looked at when the entry is there.
  if (kind !== 'given-away') return state;
  return state.isTargetGone ? go(state, 'in-doubt') : go(state, 'given-away', 'take');
}

function givenAway(state: HandOver, kind: Happening['kind']): HandOver {
  if (kind === 'target-gone') return go(state, 'in-doubt');
  if (kind === 'not-taken' || kind === 'step-failed') return stop(state);
  if (kind !== 'taken') return state;
  return state.isPostcopy ? go(state, 'taken', 'start-postcopy') : runTarget(state);
}

function taken(state: HandOver, kind: Happening['kind']): HandOver {
  if (kind === 'target-gone' || kind === 'step-failed') return go(state, 'in-doubt');
  if (kind === 'target-runs') return state.isPostcopy ? postcopy(go(state, 'postcopy')) : closing(state);
  if (!state.isPostcopyStarted || state.isTargetToldToRun) return state;
  if (state.isSourceGone) return go(state, 'in-doubt');
  if (hasGivenUp(state)) return go(state, 'returning', 'keep-source');
  if (state.sourceStatus === 'pre-switchover' && !state.isContinued) {
    return { ...go(state, 'taken', 'continue'), isContinued: true };
  }
  return state.sourceStatus === 'postcopy-active' || haveBothCompleted(state) ? runTarget(state) : state;
}

function runTarget(state: HandOver): HandOver {
  return { ...go(state, 'taken', 'run-target'), isTargetToldToRun: true };
}

function postcopy(state: HandOver): HandOver {
  if (haveBothCompleted(state)) return closing(state);
  const isBroken = state.isTargetGone || state.isSourceGone || hasGivenUp(state);
  return isBroken || state.sourceStatus === 'postcopy-paused' ? go(state, 'in-doubt') : state;
}

function closing(state: HandOver): HandOver {
  return go(state, 'running', 'close');
}

function haveBothCompleted({ sourceStatus, targetStatus }: HandOver): boolean {
  return sourceStatus === 'completed' && targetStatus === 'completed';
}

function hasGivenUp({ sourceStatus }: HandOver): boolean {
  return sourceStatus === 'failed' || sourceStatus === 'cancelled';
}

function hasEnded(state: HandOver): boolean {
  return hasGivenUp(state) || state.sourceStatus === 'completed';
}
