import type { Deadline } from '../waiting/deadline.ts';
import { describeAddress, type QmpAddress, type QmpStream } from './address.ts';
import { connectSocket } from './socket.ts';
import { waitForUnixSocket } from './unix-socket.ts';

/** Opens the byte stream behind an address. */
export async function openTransport(
  address: QmpAddress,
  deadline: Deadline,
  options: { readonly waitForSocket: boolean },
): Promise<QmpStream> {
  if (typeof address === 'string') return await openTransport({ path: address }, deadline, options);
  if ('stream' in address) return address.stream;
  deadline.signal.throwIfAborted();
  if ('url' in address) {
    const { openWebSocket } = await import('./websocket.ts');
    return await openWebSocket(address, deadline);
  }
  if ('path' in address) {
    if (options.waitForSocket) return await waitForUnixSocket(address.path, deadline);
    return await connectSocket({ path: address.path }, address.path, deadline);
  }
  const { host, port, tls } = address;
  // Without noDelay a command waits for the acknowledgement of the one before.
  const where = { host, port, noDelay: true };
  if (tls === undefined) return await connectSocket(where, describeAddress(address), deadline);
  const { connectTlsSocket } = await import('./tls-socket.ts');
  return await connectTlsSocket({ ...tls, ...where }, describeAddress(address), deadline);
}
