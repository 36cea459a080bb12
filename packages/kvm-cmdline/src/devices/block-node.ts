import type { QemuCapabilities } from '../capabilities.ts';
import type { HvParams } from '../hv-parameters.ts';
import type { DiskDevType, DiskSpec } from '../instance-spec.ts';
import { isUrl } from '../text-rules.ts';
import type { Cdrom } from './cdroms.ts';
import { parseStorageUri, type ProtocolNode } from './storage-uri.ts';

/** The members of `-blockdev`, and the arguments of `blockdev-add`. */
export interface BlockNode {
  readonly driver: 'raw';
  readonly 'node-name': string;
  readonly discard?: string;
  readonly cache?: { readonly direct: boolean; readonly 'no-flush': boolean };
  readonly 'read-only'?: true;
  readonly 'auto-read-only'?: false;
  readonly file: ProtocolNode;
}

type DiskParams = Pick<HvParams, 'disk_cache' | 'disk_aio' | 'disk_discard'>;

/** The block node of a disk. */
export function diskBlockNode(
  disk: Pick<DiskSpec, 'dev_type' | 'link' | 'uri' | 'params'>,
  nodeName: string,
  hvparams: DiskParams,
  { features }: Pick<QemuCapabilities, 'features'>,
): BlockNode {
  return {
    driver: 'raw',
    'node-name': nodeName,
    discard: hvparams.disk_discard,
    cache: { direct: cacheOf(hvparams.disk_cache, disk.dev_type) === 'none', 'no-flush': false },
    // Without it QEMU opens what it can not write for reading only, and says nothing.
    ...(features.autoReadOnly ? { 'auto-read-only': false } : {}),
    file: diskFile(disk, hvparams.disk_aio),
  };
}

function diskFile(disk: Pick<DiskSpec, 'dev_type' | 'link' | 'uri' | 'params'>, aio: string): ProtocolNode {
  const uri = driveUri(disk);
  if (disk.params?.access !== 'userspace') {
    return { driver: isFile(disk.dev_type) ? 'file' : 'host_device', filename: uri ?? '', aio };
  }
  const node = parseStorageUri(uri ?? '');
  if (node === undefined)
    throw new TypeError(`${uri} is no storage URI; parseInstanceSpec lets none of its kind pass`);
  return node;
}

/** Where QEMU finds a disk: a path of the host or, where it shall reach the disk by itself, a URI. */
export function driveUri({ link, uri, params }: Pick<DiskSpec, 'link' | 'uri' | 'params'>): string | null {
  return params?.access === 'userspace' ? (uri ?? link) : link;
}

/** The block node of a CD-ROM, of a file or of a URL. */
export function cdromBlockNode({ id, image }: Pick<Cdrom, 'id' | 'image'>): BlockNode {
  // QEMU's curl drivers are named after the schemes and take no other's URL (block/curl.c).
  const scheme = image.slice(0, image.indexOf(':'));
  return {
    driver: 'raw',
    'node-name': id,
    'read-only': true,
    cache: { direct: false, 'no-flush': true },
    file: isUrl(image) ? { driver: scheme, url: image } : { driver: 'file', filename: image },
  };
}

/** Storage that another host may hold open at the same time must not be cached here (Ganeti's DTS_EXT_MIRROR). */
export function cacheOf(cache: HvParams['disk_cache'], devType: DiskDevType): HvParams['disk_cache'] {
  const shared: readonly DiskDevType[] = ['sharedfile', 'gluster', 'blockdev', 'ext'];
  return shared.includes(devType) ? 'none' : cache;
}

function isFile(devType: DiskDevType): boolean {
  return devType === 'file' || devType === 'sharedfile' || devType === 'gluster';
}
