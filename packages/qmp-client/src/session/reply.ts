import { isRecord } from '../wire/json.ts';
import type { WireMessage } from '../wire/parse-message.ts';

/** QEMU's reason for refusing a command. */
export interface Failure {
  readonly errorClass: string;
  readonly desc: string;
}

/** The failure that a reply reports; undefined if it reports success. */
export function parseFailure(message: WireMessage): Failure | undefined {
  if (!('error' in message)) return undefined;
  const { class: errorClass, desc } = isRecord(message['error']) ? message['error'] : {};
  return {
    errorClass: typeof errorClass === 'string' ? errorClass : 'GenericError',
    desc: typeof desc === 'string' ? desc : 'no description',
  };
}
