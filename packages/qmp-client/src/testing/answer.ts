import type { ExecuteParameters, QmpArguments, QmpResult } from '../client.ts';
import type { Failure } from '../session/reply.ts';
import type { FakeRequest } from './request.ts';

/** One thing that is done on the connection to answer a command. */
export type WireStep =
  | { readonly do: 'reply'; readonly body: ReplyBody; readonly id?: unknown }
  | { readonly do: 'send'; readonly bytes: string | Uint8Array }
  | { readonly do: 'close' }
  /** The end of QEMU: this client's connection and all others. */
  | { readonly do: 'exit' };

/** A reply without its id. */
export type ReplyBody =
  | { readonly return: unknown }
  | { readonly error: { readonly class: string; readonly desc: string } };

/** The command that is being answered. */
export interface FakeCall extends FakeRequest {
  /** How many times this command was answered before. */
  readonly turn: number;
}

/** An answer that is more than a value to return: made by {@link answer}. */
export class FakeAnswer {
  /** What is to be done, in order. */
  readonly steps: (call: FakeCall) => Promise<readonly WireStep[]>;

  constructor(steps: (call: FakeCall) => Promise<readonly WireStep[]>) {
    this.steps = steps;
  }
}

/** The arguments of a command as a script's function gets them. */
type ArgumentsOf<Name extends string> = Exclude<ExecuteParameters<Name>[0], undefined>;

type Json = object | string | number | bigint | boolean | null;

/** What a command returns; any JSON where it is not typed. */
type ReturnOf<Name extends string> = unknown extends QmpResult<Name> ? Json : QmpResult<Name>;

/**
 * How a command is answered: by a value to return, by one of {@link answer}, or by a function of its arguments that
 * gives either, now or later. Commands behind one that is not answered yet wait, as they do in QEMU.
 */
export type ScriptedAnswer<Name extends string = string> =
  | ReturnOf<Name>
  | FakeAnswer
  | ((
      args: ArgumentsOf<Name>,
      call: FakeCall,
    ) => ReturnOf<Name> | FakeAnswer | Promise<ReturnOf<Name> | FakeAnswer>);

/** Works out what a scripted answer does for one call. */
export async function performAnswer(scripted: unknown, call: FakeCall): Promise<readonly WireStep[]> {
  if (scripted instanceof FakeAnswer) return await scripted.steps(call);
  if (isFunction(scripted)) return await performAnswer(await scripted(call.args, call), call);
  return [{ do: 'reply', body: { return: scripted } }];
}

function isFunction(value: unknown): value is (args: QmpArguments, call: FakeCall) => unknown {
  return typeof value === 'function';
}

/** Makes the reply that reports a failure. */
export function refusal(failure: Failure): WireStep {
  return { do: 'reply', body: { error: { class: failure.errorClass, desc: failure.desc } } };
}

/** Is this step a reply that reports success? */
export function isSuccess(step: WireStep): boolean {
  return step.do === 'reply' && 'return' in step.body;
}

/**
 * Answers that are more than a value: errors, sequences and faults. They can be put into one another:
 * `answer.thenClose(answer.error('GenericError', 'no'))`.
 */
export const answer: {
  /** QEMU's way to refuse. */
  error(errorClass: string, desc: string): FakeAnswer;
  /** One answer after the other; the last one stays. */
  inTurn(...answers: readonly [unknown, ...unknown[]]): FakeAnswer;
  /** Holds the answer back, and with it those of all commands behind it, until `gate` resolves. */
  after(gate: Promise<unknown>, scripted: unknown): FakeAnswer;
  /** No answer at all; QEMU never does that, a broken one might. */
  never(): FakeAnswer;
  /** The answer, twice. */
  twice(scripted: unknown): FakeAnswer;
  /** The answer, with another id than the command's. */
  withId(id: unknown, scripted: unknown): FakeAnswer;
  /** These bytes as they are in place of an answer. */
  bytes(bytes: string | Uint8Array): FakeAnswer;
  /** Closes the connection in place of an answer. */
  close(): FakeAnswer;
  /** The answer, then the end of the connection. */
  thenClose(scripted: unknown): FakeAnswer;
} = {
  error: (errorClass, desc) => new FakeAnswer(async () => [refusal({ errorClass, desc })]),
  inTurn: (...answers) =>
    new FakeAnswer(async (call) => {
      const scripted = answers[Math.min(call.turn, answers.length - 1)];
      return await performAnswer(scripted, call);
    }),
  after: (gate, scripted) =>
    new FakeAnswer(async (call) => {
      await gate;
      return await performAnswer(scripted, call);
    }),
  never: () => new FakeAnswer(async () => []),
  twice: (scripted) =>
    new FakeAnswer(async (call) => {
      const steps = await performAnswer(scripted, call);
      return [...steps, ...steps];
    }),
  withId: (id, scripted) =>
    new FakeAnswer(async (call) => {
      const steps = await performAnswer(scripted, call);
      return steps.map((step) => (step.do === 'reply' ? { ...step, id } : step));
    }),
  bytes: (bytes) => new FakeAnswer(async () => [{ do: 'send', bytes }]),
  close: () => new FakeAnswer(async () => [{ do: 'close' }]),
  thenClose: (scripted) =>
    new FakeAnswer(async (call) => [...(await performAnswer(scripted, call)), { do: 'close' }]),
};

/** Renders a reply's members in QEMU's order: `return` before `id`, `error` after it. */
export function replyMessage(body: ReplyBody, id: unknown): object {
  if (id === undefined) return body;
  return 'return' in body ? { return: body.return, id } : { id, error: body.error };
}
