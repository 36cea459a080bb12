import { fitsInArgv } from '../text-rules.ts';

/** A protocol node of QEMU's block layer: the members of `-blockdev` that say where the data is. */
export type ProtocolNode = Readonly<Record<string, unknown>> & { readonly driver: string };

export const storageUriRule: string =
  'rbd:POOL/IMAGE[:id=USER], gluster://HOST:PORT/VOLUME/PATH, nbd://HOST[:PORT]/[EXPORT], ' +
  'nbd+unix:///[EXPORT]?socket=PATH or iscsi://HOST[:PORT]/TARGET/LUN';

export function isStorageUri(uri: string): boolean {
  return parseStorageUri(uri) !== undefined;
}

/** A storage that QEMU reaches by itself; undefined for what is none. Passwords have no place in a command line. */
export function parseStorageUri(uri: string): ProtocolNode | undefined {
  if (!fitsInArgv(uri) || uri.includes('\n')) return undefined;
  const scheme = /^[a-z+]+:/.exec(uri)?.[0];
  switch (scheme) {
    case 'rbd:':
      return rbd(uri);
    case 'gluster:':
      return gluster(uri);
    case 'nbd:':
      return nbd(uri);
    case 'nbd+unix:':
      return nbdOfSocket(uri);
    case 'iscsi:':
      return iscsi(uri);
    case undefined:
    default:
      return undefined;
  }
}

// A colon begins librbd's options and an at sign a snapshot (block/rbd.c, qemu_rbd_parse_filename).
function rbd(uri: string): ProtocolNode | undefined {
  const [, pool, image, user] = /^rbd:([^/:@\s]+)\/([^/:@\s]+)(?::id=([^:@\s]+))?$/.exec(uri) ?? [];
  if (pool === undefined || image === undefined) return undefined;
  return { driver: 'rbd', pool, image, ...(user === undefined ? {} : { user }) };
}

function gluster(uri: string): ProtocolNode | undefined {
  const [, host = '', port, volume, path] =
    /^gluster:\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\]):(\d{1,5})\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (port === undefined || volume === undefined || path === undefined || !isPort(port)) return undefined;
  return { driver: 'gluster', server: [{ type: 'inet', host: withoutBrackets(host), port }], volume, path };
}

const nbdPort = '10809';

function nbd(uri: string): ProtocolNode | undefined {
  const [, host, port = nbdPort, name = ''] =
    /^nbd:\/\/([A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?(?:\/([^?#]*))?$/.exec(uri) ?? [];
  const exported = decoded(name);
  if (host === undefined || exported === undefined || !isPort(port)) return undefined;
  return {
    driver: 'nbd',
    server: { type: 'inet', host: withoutBrackets(host), port },
    ...(exported === '' ? {} : { export: exported }),
  };
}

function nbdOfSocket(uri: string): ProtocolNode | undefined {
  const [, name = '', socket = ''] = /^nbd\+unix:\/\/\/([^?#]*)\?socket=([^&#]+)$/.exec(uri) ?? [];
  const [exported, path] = [decoded(name), decoded(socket)];
  if (exported === undefined || path === undefined || !path.startsWith('/')) return undefined;
  return {
    driver: 'nbd',
    server: { type: 'unix', path },
    ...(exported === '' ? {} : { export: exported }),
  };
}

function iscsi(uri: string): ProtocolNode | undefined {
  const [, portal, target = '', lun = ''] =
    /^iscsi:\/\/((?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?)\/([^/?#]+)\/(\d{1,3})$/.exec(uri) ?? [];
  const name = decoded(target);
  if (portal === undefined || name === undefined || Number(lun) > 255) return undefined;
  return { driver: 'iscsi', transport: 'tcp', portal, target: name, lun: Number(lun) };
}

function isPort(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 65_535;
}

function withoutBrackets(host: string): string {
  return host.replaceAll(/^\[|\]$/g, '');
}

/** Undefined for what is no percent-encoded text without NUL. */
function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return plain.includes('\0') ? undefined : plain;
  } catch {
    return undefined;
  }
}
