import type { Duplex } from 'node:stream';

/**
 * Where QMP is spoken: the path of a Unix socket, or one of the other ways to reach a monitor.
 *
 * `{ stream }` is any connected byte stream, which the client owns from then on; `{ url }` is a WebSocket
 * (`ws://…`, `wss://…`), as served by QEMU's `-chardev socket,websocket=on`.
 */
export type QmpAddress =
  | string
  | { readonly path: string }
  | { readonly host: string; readonly port: number }
  | { readonly url: string }
  | { readonly stream: Duplex };

/** The address as people write it, for messages. */
export function describeAddress(address: QmpAddress): string {
  if (typeof address === 'string') return address;
  if ('path' in address) return address.path;
  if ('url' in address) return address.url;
  if ('stream' in address) return 'stream';
  return `tcp:${address.host}:${address.port}`;
}
