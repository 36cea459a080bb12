import { connect, type NetConnectOpts, type Socket } from 'node:net';

import { type Deadline, untilAborted } from '../waiting/deadline.ts';
import { QmpConnectionError, type QmpConnectionReason } from '../errors.ts';

/** Connects a Unix or TCP socket. */
export async function connectSocket(
  where: NetConnectOpts,
  address: string,
  deadline: Deadline,
): Promise<Socket> {
  const socket = connect(where);
  try {
    return await untilAborted<Socket>(deadline.signal, ({ resolve, reject }) => {
      const onConnect = (): void => resolve(socket);
      const onError = (cause: Error): void => reject(describeConnectFailure(cause, address));
      socket.once('connect', onConnect);
      socket.once('error', onError);
      return () => {
        socket.off('connect', onConnect);
        socket.off('error', onError);
      };
    });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

const reasonOfErrno: Readonly<Record<string, QmpConnectionReason>> = {
  ENOENT: 'absent',
  ECONNREFUSED: 'refused',
  // The queue of clients that a Unix socket's owner has not accepted yet is full: QEMU's holds one or two.
  EAGAIN: 'no-greeting',
};

const textOfReason: Readonly<Record<QmpConnectionReason, string>> = {
  absent: 'there is no such socket: QEMU has not made it yet, or has ended',
  refused: 'nobody listens there: QEMU is just starting, or died without removing its socket',
  unreachable: 'it can not be reached',
  'no-greeting': 'other clients already queue for this monitor, which serves one at a time',
  closed: 'the peer closed the connection',
};

/** Tells the caller's four cases apart by errno. */
export function describeConnectFailure(cause: Error, address: string): QmpConnectionError {
  const errno = 'code' in cause ? String(cause.code) : '';
  const reason = reasonOfErrno[errno] ?? 'unreachable';
  return new QmpConnectionError(`can not connect to ${address}: ${textOfReason[reason]}`, {
    reason,
    address,
    cause,
  });
}
