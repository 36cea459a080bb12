import type { JournalPort } from './journal-port.ts';

/*
What a move writes into the two journals, in this order:

  source                                       target
  begin { change: 'migrate-out', … }  token 7
                                               begin { change: 'migrate-in', move: '7', … }  token 3
  given-away { of: 7 }
                                               taken { of: 3 }
  done { of: 7 }                               done { of: 3 }            the guest is the target's
  [kept-back { of: 7 }] undone { of: 7 }       undone { of: 3 }          the guest is the source's

Before `given-away`, and after `kept-back`, only the source may run the guest; between them only the target, once it
has `taken`.
*/

type Entry = Awaited<ReturnType<JournalPort['read']>>[number];

/** How far a move has got by the source's journal. */
export type OutgoingStage = 'none' | 'begun' | 'given-away' | 'kept-back' | 'done' | 'undone';

/** How far a move has got by the target's journal. */
export type IncomingStage = 'none' | 'begun' | 'taken' | 'done' | 'undone';

/** The last move out, by the source's journal. */
export interface Outgoing {
  readonly stage: OutgoingStage;
  /** Names the move in the journals of both sides; empty where there was none. */
  readonly token: string;
  /** Whether the guest ran when the move began, and so shall run after it. */
  readonly wasRunning: boolean;
  /** Whether it was given away before its memory had arrived. */
  readonly isPostcopy: boolean;
  /** What the move has changed in QEMU, as it was before. */
  readonly before: unknown;
}

/** The last move in, by the target's journal. */
export interface Incoming {
  readonly stage: IncomingStage;
  readonly token: string;
  /** The token of the source's entry. */
  readonly move: string;
  readonly isPostcopy: boolean;
  readonly wasRunning: boolean;
  readonly before: unknown;
}

export function readOutgoing(entries: readonly Entry[]): Outgoing {
  const begin = lastBegin(entries, 'migrate-out');
  if (begin === undefined) {
    return { stage: 'none', token: '', wasRunning: false, isPostcopy: false, before: undefined };
  }
  const later = entriesOf(entries, begin);
  return {
    stage: lastStage(later, ['given-away', 'kept-back', 'done', 'undone'] as const),
    token: begin.token,
    wasRunning: begin['wasRunning'] === true,
    isPostcopy: later.some(({ kind, isPostcopy }) => kind === 'given-away' && isPostcopy === true),
    before: begin['before'],
  };
}

export function readIncoming(entries: readonly Entry[]): Incoming {
  const begin = lastBegin(entries, 'migrate-in');
  if (begin === undefined) {
    return { stage: 'none', token: '', move: '', isPostcopy: false, wasRunning: false, before: undefined };
  }
  const later = entriesOf(entries, begin);
  return {
    stage: lastStage(later, ['taken', 'done', 'undone'] as const),
    token: begin.token,
    move: typeof begin['move'] === 'string' ? begin['move'] : '',
    isPostcopy: later.some(({ kind, isPostcopy }) => kind === 'taken' && isPostcopy === true),
    wasRunning: begin['wasRunning'] === true,
    before: begin['before'],
  };
}

function lastBegin(entries: readonly Entry[], change: string): Entry | undefined {
  return entries.findLast((entry) => entry.kind === 'begin' && entry['change'] === change);
}

function entriesOf(entries: readonly Entry[], begin: Entry): Entry[] {
  return entries.filter((entry) => entry['of'] === begin.token);
}

function lastStage<const Stage extends string>(
  entries: readonly Entry[],
  stages: readonly Stage[],
): Stage | 'begun' {
  const reached = entries.flatMap(({ kind }) => stages.find((stage) => stage === kind) ?? []);
  return reached.at(-1) ?? 'begun';
}
