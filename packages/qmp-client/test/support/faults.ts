import { renderAsQemu } from '../../src/testing/qemu-text.ts';
import type { FaultKind, FaultPlan } from './fault-plan.ts';
import { recorded } from './recorded-messages.ts';

/** What to do with the bytes of one direction. */
export interface Alteration {
  readonly bytes: Buffer;
  /** How the stream goes on after them; undefined for as before. */
  readonly ending?: 'end' | 'reset' | 'stall';
}

type MessageFault = (plan: FaultPlan, text: string, index: number) => readonly string[];

/** The faults of whole messages: what takes the place of one of the server's. All are without line ends. */
const messageFaults: Readonly<Partial<Record<FaultKind, MessageFault>>> = {
  'printed over several lines': (_plan, text) => [renderAsQemu(JSON.parse(text), true).trimEnd()],
  'replies doubled': ({ atMessage }, text, index) =>
    index >= atMessage && 'id' in JSON.parse(text) ? [text, text] : [text],
  // As they are, with the small ids that clients use: QEMU sends them only right after the greeting.
  'answers owed to another client': (plan, text, index) =>
    index === 0 ? [text, ...pickSome(plan.count, plan, recorded.replies)] : [text],
  'events before the greeting': (plan, text, index) =>
    index === 0 ? [...pickSome(plan.count, plan, recorded.events), text] : [text],
  'replies with unknown ids': before((plan) =>
    pickSome(plan.count, plan, recorded.replies).map(withUnknownId),
  ),
  'two greetings': before((plan) => pickSome(1, plan, recorded.greetings)),
  'many events': before((plan) => pickSome(plan.count * 10, plan, recorded.events)),
  'lone surrogate in an event': before((plan) =>
    pickSome(plan.count, plan, recorded.events).map(withLoneSurrogate),
  ),
  'deeply nested reply': before((plan) => [nested(plan.count * 5000, true)]),
  'endlessly nested message': before((plan) => [nested(plan.count * 5000, false)]),
  'word of a parse error': before(() => [parseError]),
  'garbage between messages': before(() => ['(qemu) ']),
  'greeting withheld': (_plan, text, index) => (index === 0 ? [] : [text]),
  'a reply withheld': ({ atMessage }, text, index) => (index === atMessage && index > 0 ? [] : [text]),
};

type ByteFault = (plan: FaultPlan, bytes: Buffer, at: number) => Alteration;

/** The faults of the server's bytes, at one of them. */
const byteFaults: Readonly<Partial<Record<FaultKind, ByteFault>>> = {
  'a byte 0xFF': (_plan, bytes, at) => ({ bytes: insert(bytes, at, 0xff) }),
  'a control character': ({ pick }, bytes, at) => ({ bytes: insert(bytes, at, 1 + (pick % 8)) }),
  stalled: (_plan, bytes, at) => ({ bytes: bytes.subarray(0, at), ending: 'stall' }),
  'ended in the middle': (_plan, bytes, at) => ({ bytes: bytes.subarray(0, at), ending: 'end' }),
  'reset in the middle': (_plan, bytes, at) => ({ bytes: bytes.subarray(0, at), ending: 'reset' }),
};

/** The faults of the client's bytes, at one of them. */
const commandFaults: Readonly<Partial<Record<FaultKind, ByteFault>>> = {
  'commands garbled on their way': (_plan, bytes, at) => ({ bytes: insert(bytes, at, 0xff) }),
  'commands ended on their way': (_plan, bytes, at) => ({ bytes: bytes.subarray(0, at), ending: 'end' }),
};

/** The messages that take the place of the server's message of this index. */
export function alterMessage(plan: FaultPlan, text: string, index: number): readonly string[] {
  return messageFaults[plan.kind]?.(plan, text, index) ?? [text];
}

/** What becomes of the server's bytes, of which `from` went before. */
export function alterBytes(plan: FaultPlan, bytes: Buffer, from: number): Alteration {
  return alterAt(byteFaults[plan.kind], plan, bytes, plan.atByte - from);
}

/** What becomes of the client's bytes, of which `from` went before. */
export function alterCommands(plan: FaultPlan, bytes: Buffer, from: number): Alteration {
  // There are about half as many of them.
  return alterAt(commandFaults[plan.kind], plan, bytes, Math.floor(plan.atByte / 2) - from);
}

function alterAt(fault: ByteFault | undefined, plan: FaultPlan, bytes: Buffer, at: number): Alteration {
  return fault === undefined || at < 0 || at >= bytes.length ? { bytes } : fault(plan, bytes, at);
}

/** Slips messages in before the one that the plan names. */
function before(make: (plan: FaultPlan) => readonly string[]): MessageFault {
  return (plan, text, index) => (index === plan.atMessage ? [...make(plan), text] : [text]);
}

// Recorded with QEMU 7.2, as the answer to `{bad}`: test/fixtures/qemu-7.2/session.txt.
const parseError =
  '{"error": {"class": "GenericError", "desc": "JSON parse error, invalid keyword \'bad\'"}}';

function pickSome(count: number, plan: FaultPlan, from: readonly string[]): readonly string[] {
  return Array.from({ length: count }, (_, index) => from[(plan.pick + index) % from.length] ?? '');
}

function withUnknownId(text: string, index: number): string {
  return JSON.stringify({ ...JSON.parse(text), id: index % 2 === 0 ? `unknown-${index}` : -1 - index });
}

function withLoneSurrogate(text: string): string {
  return text.replace(/\}$/, String.raw`, "data": {"reason": "\ud800"}}`);
}

function nested(depth: number, isClosed: boolean): string {
  return `{"return": ${'['.repeat(depth)}${isClosed ? `${']'.repeat(depth)}, "id": "bomb"}` : ''}`;
}

function insert(bytes: Buffer, at: number, byte: number): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]);
}
