import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a server of this package can be reached. */
export type ListenAddress = string | { readonly host: string; readonly port: number };

/** Where to listen: a Unix socket in a temporary folder of its own, that or another `path`, or a free TCP port. */
export type ListenOptions = { readonly path?: string | undefined } | { readonly tcp: true };

/** A socket that takes connections until it is closed; those it took live on. */
export interface Listener {
  readonly address: ListenAddress;
  close(): Promise<void>;
}

/** Listens on the loopback only. */
export async function listen(
  options: ListenOptions,
  onConnection: (socket: Socket) => void,
): Promise<Listener> {
  const undo = new AsyncDisposableStack();
  try {
    // A client that only stops sending is still to get its answers.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, onConnection);
    if ('tcp' in options) server.listen(0, '127.0.0.1');
    else server.listen(options.path ?? join(await makeFolder(undo), 'qmp'));
    await once(server, 'listening');
    undo.defer(async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      // Of what it throws there is only "not running": closed is closed.
      server.close(() => resolve());
      await promise;
    });
    return { address: addressOf(server.address()), close: async () => await undo.disposeAsync() };
  } catch (error) {
    await undo.disposeAsync();
    throw error;
  }
}

async function makeFolder(undo: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kvmkit-qmp-'));
  undo.defer(async () => await rm(folder, { recursive: true, force: true }));
  return folder;
}

function addressOf(bound: ReturnType<ReturnType<typeof createServer>['address']>): ListenAddress {
  if (typeof bound === 'string') return bound;
  return { host: '127.0.0.1', port: bound?.port ?? 0 };
}
