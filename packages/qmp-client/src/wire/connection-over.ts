import { QmpConnectionError } from '../errors.ts';
import type { ByteWireEnd } from './byte-wire.ts';

/** The error for a connection that has ended, and for what that means to whoever gets it. */
export function connectionOver(
  end: ByteWireEnd,
  facts: {
    readonly address: string;
    readonly consequence: string;
    readonly pendingCommands?: readonly string[];
  },
): QmpConnectionError {
  const { address, consequence, pendingCommands } = facts;
  const who = end.by === 'us' ? 'this client closed it' : 'the peer closed it';
  return new QmpConnectionError(`the connection to ${address} is over, ${consequence}: ${who}`, {
    reason: 'closed',
    address,
    pendingCommands: pendingCommands ?? [],
    cause: end.by === 'peer' ? end.cause : undefined,
  });
}
