import type { Duplex } from 'node:stream';

import { createWebSocketStream, WebSocket } from 'ws';

import { type Deadline, untilAborted } from '../waiting/deadline.ts';
import { describeConnectFailure } from './socket.ts';

/** Connects to QEMU's `-chardev socket,websocket=on`; this file, and with it `ws`, is loaded only when asked for. */
export async function openWebSocket(url: string, deadline: Deadline): Promise<Duplex> {
  // QEMU accepts the subprotocol "binary" only (io/channel-websock.c) and never compresses.
  const socket = new WebSocket(url, 'binary', { perMessageDeflate: false });
  try {
    return await untilAborted<Duplex>(deadline.signal, ({ resolve, reject }) => {
      // The stream is made inside the event: the greeting may follow in the same turn.
      const onOpen = (): void => resolve(createWebSocketStream(socket));
      const onError = (cause: Error): void => reject(describeConnectFailure(cause, url));
      socket.once('open', onOpen);
      socket.on('error', onError);
      return () => socket.off('open', onOpen);
    });
  } catch (error) {
    socket.terminate();
    throw error;
  }
}
