import * as fc from 'fast-check';

/** The kinds of stream, and what is still sure about each. */
export const faultKinds = {
  untouched: 'sound',
  cut: 'sound',
  merged: 'sound',
  delayed: 'sound',
  'printed over several lines': 'sound',
  'commands cut on their way': 'sound',
  'replies doubled': 'sound',
  'replies with unknown ids': 'sound',
  'answers owed to another client': 'sound',
  'two greetings': 'sound',
  'events before the greeting': 'sound',
  'many events': 'sound',
  'lone surrogate in an event': 'sound',
  'deeply nested reply': 'sound',
  'endlessly nested message': 'withholds',
  'greeting withheld': 'withholds',
  'a reply withheld': 'withholds',
  stalled: 'withholds',
  'ended in the middle': 'breaks',
  'reset in the middle': 'breaks',
  'a byte 0xFF': 'breaks',
  'a control character': 'breaks',
  'garbage between messages': 'breaks',
  'word of a parse error': 'breaks',
  'commands garbled on their way': 'breaks',
  'commands ended on their way': 'breaks',
} as const satisfies Readonly<Record<string, 'sound' | 'withholds' | 'breaks'>>;

/** What happens to a stream. */
export type FaultKind = keyof typeof faultKinds;

/** One command of a stream, and how long its caller waits. */
export interface PlannedCommand {
  /** Asks for something that QEMU refuses. */
  readonly isRefused: boolean;
  readonly timeoutMs: number | undefined;
  /** Turns of the event loop until the caller's signal aborts. */
  readonly abortAfterTurns: number | undefined;
}

/** All that is decided about one stream beforehand. */
export interface FaultPlan {
  readonly kind: FaultKind;
  /** Over a Unix socket instead of memory. */
  readonly bySocket: boolean;
  /** The message, from the greeting as 0, at which the fault happens. */
  readonly atMessage: number;
  /** The byte at which it happens, where it is one of bytes. */
  readonly atByte: number;
  /** Which of the recorded messages are slipped in, and how many. */
  readonly pick: number;
  readonly count: number;
  /** Sizes of the pieces in which bytes are passed on, used in turn; 0 is all that is there. */
  readonly pieceBytes: readonly number[];
  readonly commands: readonly PlannedCommand[];
  /** Closes without waiting for the commands. */
  readonly closesEarly: boolean;
}

/** Mostly absent: most commands are waited for. */
const sometimes = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 8 }) },
);

const plannedCommand = fc.record({
  isRefused: fc.boolean(),
  timeoutMs: sometimes,
  abortAfterTurns: sometimes,
});

/** Any plan. */
export const anyFaultPlan: fc.Arbitrary<FaultPlan> = fc.record({
  // Object.keys loses the type that it has.
  kind: fc.constantFrom(...(Object.keys(faultKinds) as FaultKind[])),
  bySocket: fc.boolean(),
  atMessage: fc.integer({ min: 0, max: 8 }),
  atByte: fc.integer({ min: 0, max: 700 }),
  pick: fc.nat(1000),
  count: fc.integer({ min: 1, max: 20 }),
  pieceBytes: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 5 }),
  commands: fc.array(plannedCommand, { minLength: 1, maxLength: 8 }),
  closesEarly: fc.nat(9).map((n) => n === 0),
});
