import { createWebSocketStream, WebSocket } from 'ws';

import { type Deadline, untilAborted } from '../waiting/deadline.ts';
import { describeAddress, type QmpStream, type QmpTlsOptions } from './address.ts';
import { describeConnectFailure } from './socket.ts';

/** Connects to a monitor behind a WebSocket; this file, and with it `ws`, is loaded only when asked for. */
export async function openWebSocket(
  address: { readonly url: string; readonly tls?: QmpTlsOptions | undefined },
  deadline: Deadline,
): Promise<QmpStream> {
  // QEMU accepts the subprotocol "binary" only (io/channel-websock.c) and never compresses.
  const socket = new WebSocket(address.url, 'binary', { ...address.tls, perMessageDeflate: false });
  try {
    return await untilAborted<QmpStream>(deadline.signal, ({ resolve, reject }) => {
      // The stream is made inside the event: the greeting may follow in the same turn.
      const onOpen = (): void => resolve(createWebSocketStream(socket));
      const onError = (cause: Error): void => reject(describeConnectFailure(cause, describeAddress(address)));
      socket.once('open', onOpen);
      socket.on('error', onError);
      return () => socket.off('open', onOpen);
    });
  } catch (error) {
    socket.terminate();
    throw error;
  }
}
