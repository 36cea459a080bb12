import { isIP } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';

import type { Deadline } from '../waiting/deadline.ts';
import { untilConnected } from './socket.ts';

/** Connects to a monitor behind TLS (`-chardev socket,…,tls-creds=ID`); loaded only when asked for. */
export async function connectTlsSocket(
  where: ConnectionOptions & { readonly host: string },
  address: string,
  deadline: Deadline,
): Promise<TLSSocket> {
  // Node would name an IP address to the server, which RFC 6066 forbids.
  const named = isIP(where.host) === 0 ? { servername: where.host } : {};
  const socket = connect({ ...named, ...where });
  const connected = await untilConnected(socket, 'secureConnect', address, deadline);
  connected.setNoDelay(true);
  return connected;
}
