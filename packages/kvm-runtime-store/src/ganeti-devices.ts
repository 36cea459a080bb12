import { createHash } from 'node:crypto';

import { GanetiRuntimeError } from './errors.ts';
import { formatPythonJson, isList, isObject, type PythonJson, type PythonObject } from './python-json.ts';

/** The fields of a NIC or disk, under Ganeti's names. */
export interface GanetiDevice extends PythonObject {
  readonly uuid: string;
  /** Driver, id and address; empty when Ganeti did not place the device. */
  readonly hvinfo: PythonObject;
}

/** A device of a time when devices had no UUID yet. */
export interface NamelessDevice {
  readonly kind: 'nic' | 'disk';
  /** Among the devices of its kind. */
  readonly index: number;
  readonly fields: PythonObject;
}

export interface GanetiRuntimeOptions {
  /** Gives a device its UUID; by default one made of all that is known of it, so that it is the same each time. */
  readonly uuidOf?: ((device: NamelessDevice) => string) | undefined;
}

interface Surroundings extends GanetiRuntimeOptions {
  readonly index: number;
  readonly hvparams: PythonObject;
}

// The fields that Ganeti 3 knows (objects.py), in the order in which it writes them.
const nicFields = ['name', 'mac', 'ip', 'network', 'nicparams', 'netinfo', 'pci'];
const diskFields = [
  'forthcoming',
  'name',
  'dev_type',
  'logical_id',
  'children',
  'nodes',
  'iv_name',
  'size',
  'mode',
  'params',
  'spindles',
  'pci',
];
const allDiskFields = [...diskFields, 'hvinfo', 'serial_no', 'uuid', 'ctime', 'mtime'];
/** Never written: it depends on the host. */
const hostsOwnField = 'dynamic_params';

/** @throws {GanetiRuntimeError} `GANETI_RUNTIME_INVALID` */
export function parseNic(given: PythonObject, around: Surroundings): GanetiDevice {
  checkFields(`nics[${around.index}]`, given, [...nicFields, 'hvinfo', 'uuid']);
  const { fields, hvinfo, uuid } = upgradeDevice('nic', given, around);
  return { ...pick(fields, nicFields), hvinfo, uuid };
}

/** @throws {GanetiRuntimeError} `GANETI_RUNTIME_INVALID` */
export function parseDisk(given: PythonObject, around: Surroundings): GanetiDevice {
  const disk = parsePlainDisk(`disks[${around.index}]`, given);
  const { fields, hvinfo, uuid } = upgradeDevice('disk', disk, around);
  return {
    ...pick(fields, diskFields),
    hvinfo,
    ...pick(fields, ['serial_no']),
    uuid,
    ...pick(fields, ['ctime', 'mtime']),
  };
}

/** A disk as it is, or one of those that it is made of. */
function parsePlainDisk(where: string, disk: PythonObject): PythonObject {
  checkFields(where, disk, [...allDiskFields, hostsOwnField]);
  const { children = null, logical_id: logicalId = null } = disk;
  return pick(
    {
      ...disk,
      logical_id: disk['dev_type'] === 'drbd' ? withoutSecret(`${where}.logical_id`, logicalId) : logicalId,
      children: isList(children)
        ? children.map((child, index) => {
            const at = `${where}.children[${index}]`;
            if (!isObject(child)) throw new GanetiRuntimeError(at, child, 'an object');
            return parsePlainDisk(at, child);
          })
        : children,
    },
    allDiskFields,
  );
}

/** The sixth part is the secret of both hosts, which Ganeti does not write either. */
function withoutSecret(where: string, logicalId: PythonJson): PythonJson {
  if (!isList(logicalId)) throw new GanetiRuntimeError(where, logicalId, 'a list');
  return logicalId.length > 6
    ? logicalId
    : [0, 1, 2, 3, 4].map((part) => logicalId[part] ?? null).concat(null);
}

/** A field that is null is not there. */
function pick(fields: PythonObject, names: readonly string[]): PythonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fields[name];
      return value === undefined || value === null ? [] : [[name, value] as const];
    }),
  );
}

function checkFields(where: string, fields: PythonObject, allowed: readonly string[]): void {
  const unknown = Object.keys(fields).find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    throw new GanetiRuntimeError(where, unknown, `the fields that Ganeti 3 has (${allowed.join(', ')})`);
  }
}

/** UUIDs came with Ganeti 2.8, `pci` with 2.10, and `hvinfo` in its place with 2.16. */
function upgradeDevice(
  kind: 'nic' | 'disk',
  given: PythonObject,
  { index, hvparams, uuidOf = uuidOfDevice }: Surroundings,
): { fields: PythonObject; hvinfo: PythonObject; uuid: string } {
  const where = `${kind}s[${index}]`;
  const uuid = given['uuid'] ?? uuidOf({ kind, index, fields: given });
  if (typeof uuid !== 'string') throw new GanetiRuntimeError(`${where}.uuid`, uuid, 'a text');
  const { pci = null, hvinfo = null, ...fields } = given;
  if (hvinfo === null) {
    return { fields, uuid, hvinfo: pci === null ? {} : hvinfoOfSlot(kind, { where, uuid, pci, hvparams }) };
  }
  if (!isObject(hvinfo)) throw new GanetiRuntimeError(`${where}.hvinfo`, hvinfo, 'an object');
  return { fields: given, hvinfo, uuid };
}

/** Only paravirtual devices had a slot of their own, and all of them, hot-plugged or not, an id that begins with hot. */
function hvinfoOfSlot(
  kind: 'nic' | 'disk',
  {
    where,
    uuid,
    pci,
    hvparams,
  }: {
    readonly where: string;
    readonly uuid: string;
    readonly pci: PythonJson;
    readonly hvparams: PythonObject;
  },
): PythonObject {
  if (typeof pci !== 'number' || !Number.isInteger(pci) || pci < 0) {
    throw new GanetiRuntimeError(`${where}.pci`, pci, 'the number of a PCI slot');
  }
  const parameter = `${kind}_type`;
  const type = hvparams[parameter];
  if (typeof type !== 'string') throw new GanetiRuntimeError(`hvparams.${parameter}`, type, 'a text');
  const paravirtual = kind === 'nic' ? 'virtio-net-pci' : 'virtio-blk-pci';
  return {
    driver: type === 'paravirtual' ? paravirtual : type,
    id: `hot${kind}-${uuid.split('-')[0]}-pci-${pci}`,
    addr: `0x${pci.toString(16)}`,
    bus: 'pci.0',
  };
}

function uuidOfDevice({ kind, index, fields }: NamelessDevice): string {
  return uuidOfContent([kind, index, fields]);
}

/** Version 8 of RFC 9562: what it is made of is ours to say. */
export function uuidOfContent(content: PythonJson): string {
  const digest = createHash('sha256').update(formatPythonJson(content)).digest('hex');
  const variant = '89ab'[Number.parseInt(digest.slice(16, 17), 16) % 4];
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
