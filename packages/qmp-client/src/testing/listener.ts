import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listenOn } from '../transport/listen-socket.ts';

/** Where a server of this package can be reached: the path of a Unix socket, or host and port. */
export type ListenAddress = string | { readonly host: string; readonly port: number };

/** Where to listen: a Unix socket in a temporary folder of its own, or at a `path`, or a free TCP port of the loopback. */
export type ListenOptions = { readonly path?: string | undefined } | { readonly tcp: true };

/** A socket that takes connections until it is closed; those it took live on. */
export interface Listener {
  readonly address: ListenAddress;
  /** Stops listening and removes the folder; idempotent. */
  close(): Promise<void>;
}

/** Listens as {@link ListenOptions} says. */
export async function startListening(
  options: ListenOptions,
  onConnection: (socket: Socket) => void,
): Promise<Listener> {
  await using undo = new AsyncDisposableStack();
  const where =
    'tcp' in options
      ? { host: '127.0.0.1', port: 0 }
      : { path: options.path ?? join(await makeFolder(undo), 'qmp') };
  const server = await listenOn(where, onConnection);
  // Not waited for: its end is that of the last connection.
  undo.defer(() => void server.close());
  const bound = server.address();
  const address =
    typeof bound === 'string' || bound === null ? String(bound) : { host: '127.0.0.1', port: bound.port };
  const resources = undo.move();
  return { address, close: async () => await resources.disposeAsync() };
}

async function makeFolder(undo: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kvmkit-qmp-'));
  undo.defer(async () => await rm(folder, { recursive: true, force: true }));
  return folder;
}
