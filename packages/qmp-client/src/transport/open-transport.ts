import type { Duplex } from 'node:stream';

import { describeAddress, type QmpAddress } from './address.ts';
import type { Deadline } from '../waiting/deadline.ts';
import { connectSocket } from './socket.ts';
import { waitForUnixSocket } from './unix-socket.ts';

/** Opens the byte stream behind an address. */
export async function openTransport(
  address: QmpAddress,
  deadline: Deadline,
  options: { readonly waitForSocket: boolean },
): Promise<Duplex> {
  if (typeof address === 'string') return await openTransport({ path: address }, deadline, options);
  if ('stream' in address) return address.stream;
  if ('url' in address) {
    const { openWebSocket } = await import('./websocket.ts');
    return await openWebSocket(address.url, deadline);
  }
  if ('path' in address) {
    if (options.waitForSocket) return await waitForUnixSocket(address.path, deadline);
    return await connectSocket({ path: address.path }, address.path, deadline);
  }
  const { host, port } = address;
  // Without noDelay a command waits for the acknowledgement of the one before.
  return await connectSocket({ host, port, noDelay: true }, describeAddress(address), deadline);
}
