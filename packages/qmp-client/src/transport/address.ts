import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';

import type { QmpListenAddress } from './listen-socket.ts';

/** A connected byte stream; one that can carry descriptors (SCM_RIGHTS) says so by having `sendWithFds`. */
export type QmpStream = Duplex & {
  /**
   * Sends bytes together with descriptors, in order with all other writes of the stream; resolves when the kernel
   * has them. `connectUnix` of `@kvmkit/host-fds` makes such a stream.
   */
  sendWithFds?(bytes: string, fds: readonly number[]): Promise<void>;
};

/**
 * How the peer's certificate is checked and ours is shown: Node's own TLS options (`ca`, `cert`, `key`, `pskCallback`,
 * `servername`, …), for QEMU's `tls-creds-x509` and `tls-creds-psk`.
 */
export type QmpTlsOptions = Omit<ConnectionOptions, 'host' | 'port' | 'path' | 'socket' | 'timeout'>;

/**
 * Where QMP is spoken: the path of a Unix socket, or one of the other ways to reach a monitor.
 *
 * `{ stream }` is any connected byte stream, which the client owns from then on; `{ url }` is a WebSocket
 * (`ws://…`, `wss://…` with `tls`, `ws+unix:PATH:/`).
 */
export type QmpAddress =
  | string
  | { readonly path: string }
  | { readonly host: string; readonly port: number; readonly tls?: QmpTlsOptions | undefined }
  | { readonly url: string; readonly tls?: QmpTlsOptions | undefined }
  | { readonly stream: QmpStream };

/** The address as people write it, for messages. */
export function describeAddress(address: QmpAddress | QmpListenAddress): string {
  if (typeof address === 'string') return address;
  if ('path' in address) return address.path;
  if ('url' in address) return address.url.replace(/\/\/[^/@]*@/, '//');
  if ('stream' in address) return 'stream';
  return `${address.tls === undefined ? 'tcp' : 'tls'}:${address.host}:${address.port}`;
}
