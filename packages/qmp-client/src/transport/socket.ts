import { connect, type NetConnectOpts, type Socket } from 'node:net';

import { QmpConnectionError, type QmpConnectionReason } from '../errors.ts';
import { type Deadline, untilAborted } from '../waiting/deadline.ts';

/** Connects a Unix or TCP socket. */
export async function connectSocket(
  where: NetConnectOpts,
  address: string,
  deadline: Deadline,
): Promise<Socket> {
  return await untilConnected(connect(where), 'connect', address, deadline);
}

/** Waits until a socket that is under way says that it is connected; destroys it if that fails. */
export async function untilConnected<Connecting extends Socket>(
  socket: Connecting,
  connected: 'connect' | 'secureConnect',
  address: string,
  deadline: Deadline,
): Promise<Connecting> {
  try {
    return await untilAborted<Connecting>(deadline.signal, ({ resolve, reject }) => {
      const onConnect = (): void => resolve(socket);
      const onError = (cause: Error): void => reject(describeConnectFailure(cause, address));
      socket.once(connected, onConnect);
      socket.once('error', onError);
      return () => {
        socket.off(connected, onConnect);
        socket.off('error', onError);
      };
    });
  } catch (error) {
    // What the socket has to say from here on is of no interest, but must not end the process.
    socket.on('error', () => {});
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
