import type { Failure } from '../session/reply.ts';
import { isRecord } from '../wire/json.ts';

/** A command as a client sent it. */
export interface FakeRequest {
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Out of band (`exec-oob`): it does not queue behind others. */
  readonly oob: boolean;
  /** Undefined where the client gave none; any JSON value otherwise. */
  readonly id: unknown;
  /** Exactly what came, blanks included. */
  readonly text: string;
}

/** An object that is no command, and what QEMU says to it. */
export interface RefusedRequest {
  readonly id: unknown;
  readonly failure: Failure;
}

/** Checks an object the way QEMU does (qapi/qmp-dispatch.c qmp_dispatch_check_obj), with its texts. */
export function parseRequest(
  object: Readonly<Record<string, unknown>>,
  text: string,
  oobNegotiated: boolean,
): FakeRequest | RefusedRequest {
  const { id } = object;
  const refuse = (desc: string): RefusedRequest => ({ id, failure: { errorClass: 'GenericError', desc } });
  let verb: string | undefined;
  for (const [member, value] of Object.entries(object)) {
    if (member === 'id') continue;
    if (member === 'arguments') {
      if (!isRecord(value)) return refuse("QMP input member 'arguments' must be an object");
    } else if (member === 'execute' || (member === 'exec-oob' && oobNegotiated)) {
      if (verb !== undefined) return refuse(`QMP input member '${verb}' clashes with '${member}'`);
      if (typeof value !== 'string') return refuse(`QMP input member '${member}' must be a string`);
      verb = member;
    } else {
      return refuse(`QMP input member '${member}' is unexpected`);
    }
  }
  if (verb === undefined) return refuse("QMP input lacks member 'execute'");
  const { arguments: args } = object;
  return {
    command: String(object[verb]),
    args: isRecord(args) ? args : {},
    oob: verb === 'exec-oob',
    id,
    text,
  };
}
