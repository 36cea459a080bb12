import * as v from 'valibot';

import { isStorageUri, storageUriRule } from './devices/storage-uri.ts';
import { devTypes, nicModes, type DiskSpec, type NicSpec } from './instance-spec.ts';
import { looseObject, object } from './object-schema.ts';
import { absolutePath, text, uuid, wholeNumber } from './text-schemas.ts';

export const disk = (): v.GenericSchema<DiskSpec> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- valibot takes undefined where a key may be missing
  v.pipe(
    object(diskEntries()),
    v.check((given) => isReachable(given), sourceRule),
  ) as unknown as v.GenericSchema<DiskSpec>;

export const nic = (): v.GenericSchema<NicSpec> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  object(nicEntries()) as unknown as v.GenericSchema<NicSpec>;

/** The keys that may stand in a disk or a NIC, or in an object within it. */
export function deviceKeys(list: 'disks' | 'nics', within?: string): string[] {
  if (within === 'hvinfo') return Object.keys(hvInfoEntries());
  if (within === 'nicparams') return Object.keys(nicParamsEntries());
  return Object.keys(list === 'disks' ? diskEntries() : nicEntries());
}

const diskEntries = () => ({
  uuid: uuid(),
  dev_type: v.optional(v.picklist(devTypes), 'file'),
  link: v.nullable(absolutePath()),
  uri: v.optional(v.nullable(v.pipe(text(), v.check(isStorageUri, storageUriRule)))),
  mode: v.optional(v.picklist(['rw']), 'rw'),
  size: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  name: v.optional(text()),
  params: v.optional(diskParams()),
  hvinfo: v.optional(hvInfo()),
});

const nicEntries = () => ({
  uuid: uuid(),
  mac: v.pipe(v.string(), v.regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i, macRule)),
  nicparams: v.optional(object(nicParamsEntries()), {}),
  ip: v.optional(v.nullable(text())),
  name: v.optional(v.nullable(text())),
  network: v.optional(v.nullable(text())),
  netinfo: v.optional(v.nullable(networkInfo())),
  hvinfo: v.optional(hvInfo()),
});

// Other members are Ganeti's own: which addresses are taken, and the like.
const networkInfo = () =>
  looseObject({
    name: v.optional(text()),
    uuid: v.optional(text()),
    network: v.optional(v.nullable(text())),
    gateway: v.optional(v.nullable(text())),
    network6: v.optional(v.nullable(text())),
    gateway6: v.optional(v.nullable(text())),
    mac_prefix: v.optional(v.nullable(text())),
    tags: v.optional(v.array(text())),
  });

const nicParamsEntries = () => ({
  mode: v.optional(v.picklist(nicModes)),
  link: v.optional(text()),
  vlan: v.optional(text()),
});

const hvInfoEntries = () => ({
  driver: v.optional(text()),
  id: v.optional(v.pipe(text(), v.regex(/^[a-z][\w.-]*$/i, idRule))),
  bus: v.optional(v.pipe(v.string(), v.regex(/^(?:pci\.0|scsi\.0|port\d{1,2})$/, busRule))),
  addr: v.optional(v.pipe(v.string(), v.regex(/^0x(?:1?[0-9a-f])$/, 'a slot from "0x0" to "0x1f"'))),
  channel: v.optional(wholeNumber(0, 0)),
  'scsi-id': v.optional(wholeNumber(0, 15)),
  lun: v.optional(wholeNumber(0, 0)),
});

const busRule = '"pci.0", "scsi.0", or a root port such as "port0"';
const sourceRule = 'a link, or a uri where params.access is "userspace"';
const macRule = 'a MAC address such as "aa:00:00:35:d8:00"';
// id_wellformed() in QEMU's util/id.c
const idRule = 'an id as QEMU takes it: a letter, then letters, digits, "-", "." and "_"';

const hvInfo = () =>
  v.pipe(
    object(hvInfoEntries()),
    v.check((given) => hasWholeAddress(given), 'a whole address, bus and addr or bus and scsi-id, or none'),
  );

function hasWholeAddress(given: {
  readonly bus?: string | undefined;
  readonly addr?: string | undefined;
  readonly 'scsi-id'?: number | undefined;
}): boolean {
  if (given.bus === undefined) return given.addr === undefined && given['scsi-id'] === undefined;
  const isTarget = given.bus === 'scsi.0';
  return (given.addr === undefined) === isTarget && (given['scsi-id'] === undefined) !== isTarget;
}

// Other members are Ganeti's, for whoever makes the disk.
const diskParams = () => looseObject({ access: v.optional(v.picklist(['kernelspace', 'userspace'])) });

/** A file or device of the host, or a storage that QEMU reaches by itself. */
function isReachable({ link, uri, params }: DiskSource): boolean {
  return params?.access === 'userspace' ? typeof uri === 'string' : link !== null;
}

interface DiskSource {
  readonly link: string | null;
  readonly uri?: string | null | undefined;
  readonly params?: { readonly access?: string | undefined } | undefined;
}
