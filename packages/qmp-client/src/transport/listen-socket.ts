import { once } from 'node:events';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** Where QEMU shall dial to (`-chardev socket,…,reconnect=1`, without `server=on`). */
export type QmpListenAddress =
  | string
  | { readonly path: string }
  | { readonly host: string; readonly port: number; readonly tls?: TlsOptions | undefined };

/** Binds and listens; takes the place of a Unix socket that a dead process has left. */
export async function listenOn(
  address: QmpListenAddress,
  onSocket: (socket: Socket) => void,
): Promise<Server> {
  if (typeof address === 'string') return await listenOn({ path: address }, onSocket);
  if ('path' in address) {
    try {
      return await listening(createServer(onSocket), address);
    } catch (error) {
      if (!(await removeDeadSocket(error, address.path))) throw error;
      return await listening(createServer(onSocket), address);
    }
  }
  const { host, port, tls } = address;
  // Without noDelay a command waits for the acknowledgement of the one before.
  const server = tls === undefined ? createServer({ noDelay: true }, onSocket) : tlsServer(tls, onSocket);
  return await listening(server, { host, port });
}

function tlsServer(tls: TlsOptions, onSocket: (socket: Socket) => void): Server {
  const server = createTlsServer({ noDelay: true, ...tls }, onSocket);
  // A peer that fails the handshake is no connection yet, and nobody waits for that one.
  server.on('tlsClientError', () => {});
  return server;
}

async function listening(
  server: Server,
  where: { readonly path: string } | { readonly host: string; readonly port: number },
): Promise<Server> {
  server.listen(where);
  await once(server, 'listening');
  return server;
}

/** Whether the path is now free: it was a socket on which nobody listens. */
async function removeDeadSocket(error: unknown, path: string): Promise<boolean> {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return false;
  const probe = connect(path);
  try {
    await once(probe, 'connect');
    return false;
  } catch (refusal) {
    if (!(refusal instanceof Error && 'code' in refusal && refusal.code === 'ECONNREFUSED')) return false;
    await unlink(path);
    return true;
  } finally {
    probe.destroy();
  }
}
