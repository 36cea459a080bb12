import { renderAsQemu } from '../../src/testing/qemu-text.ts';
import type { FaultPlan } from './fault-plan.ts';
import { recorded } from './recorded-messages.ts';

/** What to do with the bytes of one direction. */
export interface Alteration {
  readonly bytes: Buffer;
  /** How the stream goes on after them. */
  readonly then?: 'end' | 'reset' | 'stall';
}

/** The messages that take the place of one message of the server, by the plan; all without line ends. */
export function alterMessage(plan: FaultPlan, text: string, index: number): readonly string[] {
  const here = index === plan.atMessage;
  switch (plan.kind) {
    case 'printed over several lines':
      return [renderAsQemu(JSON.parse(text), true).trimEnd()];
    case 'replies doubled':
      return index >= plan.atMessage && 'id' in JSON.parse(text) ? [text, text] : [text];
    case 'replies with unknown ids':
      return here ? [...pickSome(plan, recorded.replies).map(withUnknownId), text] : [text];
    case 'answers owed to another client':
      // As they are, with the small ids that clients use: QEMU sends them only right after the greeting.
      return index === 0 ? [text, ...pickSome(plan, recorded.replies)] : [text];
    case 'two greetings':
      return here ? [...pickSome({ ...plan, count: 1 }, recorded.greetings), text] : [text];
    case 'events before the greeting':
      return index === 0 ? [...pickSome(plan, recorded.events), text] : [text];
    case 'many events':
      return here ? [...pickSome({ ...plan, count: plan.count * 10 }, recorded.events), text] : [text];
    case 'lone surrogate in an event':
      return here ? [...pickSome(plan, recorded.events).map(withLoneSurrogate), text] : [text];
    case 'deeply nested reply':
      return here ? [nested(plan.count * 5000, true), text] : [text];
    case 'endlessly nested message':
      return here ? [nested(plan.count * 5000, false), text] : [text];
    case 'greeting withheld':
      return index === 0 ? [] : [text];
    case 'a reply withheld':
      return here && index > 0 ? [] : [text];
    case 'word of a parse error':
      return here ? [parseError, text] : [text];
    case 'garbage between messages':
      return here ? ['(qemu) ', text] : [text];
    default:
      return [text];
  }
}

/** What becomes of the server's bytes, of which `from` went before. */
export function alterBytes(plan: FaultPlan, bytes: Buffer, from: number): Alteration {
  const at = plan.atByte - from;
  if (at < 0 || at >= bytes.length) return { bytes };
  switch (plan.kind) {
    case 'a byte 0xFF':
      return { bytes: insert(bytes, at, 0xff) };
    case 'a control character':
      return { bytes: insert(bytes, at, 1 + (plan.pick % 8)) };
    case 'stalled':
      return { bytes: bytes.subarray(0, at), then: 'stall' };
    case 'ended in the middle':
      return { bytes: bytes.subarray(0, at), then: 'end' };
    case 'reset in the middle':
      return { bytes: bytes.subarray(0, at), then: 'reset' };
    default:
      return { bytes };
  }
}

/** What becomes of the client's bytes, of which `from` went before. */
export function alterCommands(plan: FaultPlan, bytes: Buffer, from: number): Alteration {
  const at = Math.floor(plan.atByte / 2) - from;
  if (at < 0 || at >= bytes.length) return { bytes };
  if (plan.kind === 'commands garbled on their way') return { bytes: insert(bytes, at, 0xff) };
  if (plan.kind === 'commands ended on their way') return { bytes: bytes.subarray(0, at), then: 'end' };
  return { bytes };
}

// Recorded with QEMU 7.2, as the answer to `{bad}`: test/fixtures/qemu-7.2/session.txt.
const parseError =
  '{"error": {"class": "GenericError", "desc": "JSON parse error, invalid keyword \'bad\'"}}';

function pickSome(plan: FaultPlan, from: readonly string[]): readonly string[] {
  return Array.from({ length: plan.count }, (_, index) => from[(plan.pick + index) % from.length] ?? '');
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
