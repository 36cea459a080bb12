import { GanetiRuntimeError } from './errors.ts';
import { parseDisk, parseNic, type GanetiDevice, type GanetiRuntimeOptions } from './ganeti-devices.ts';
import { upgradeCommand, upgradeHvParams } from './ganeti-upgrades.ts';
import {
  formatPythonJson,
  isList,
  isObject,
  parsePythonJson,
  type PythonJson,
  type PythonObject,
} from './python-json.ts';

/** What Ganeti keeps of a running instance in `conf/NAME.runtime`, in the form of Ganeti 3. */
export interface GanetiRuntime {
  /** The command line as far as it is alike on all hosts; the value of `-m` is a number. */
  readonly command: readonly (string | number)[];
  /** In the order of the instance. */
  readonly nics: readonly GanetiDevice[];
  /** The hypervisor parameters that the instance was started with. */
  readonly hvparams: PythonObject;
  readonly disks: readonly GanetiDisk[];
}

export interface GanetiDisk {
  readonly disk: GanetiDevice;
  /** The file or block device on the host. */
  readonly link: string | null;
  /** For a QEMU that reads the disk itself. */
  readonly uri: string | null;
}

/**
 * Reads a runtime file of Ganeti 2 or 3 and brings it into the form of Ganeti 3.
 * @throws {GanetiRuntimeError} `GANETI_RUNTIME_INVALID`
 */
export function parseGanetiRuntime(text: string, options: GanetiRuntimeOptions = {}): GanetiRuntime {
  const [command, nics, hvparams, disks] = parseParts(text);
  const parameters = objectAt('hvparams', hvparams);
  return {
    command: upgradeCommand(listAt('kvm_cmd', command).map(parseArgument)),
    nics: listAt('nics', nics).map((nic, index) =>
      parseNic(objectAt(`nics[${index}]`, nic), { ...options, index, hvparams: parameters }),
    ),
    hvparams: upgradeHvParams(parameters),
    disks: listAt('disks', disks).map((entry, index) => {
      const where = `disks[${index}]`;
      const [disk, link, uri, ...more] = listAt(where, entry);
      if (more.length > 0) throw new GanetiRuntimeError(where, entry, 'a disk, its link and its URI');
      return {
        disk: parseDisk(objectAt(where, disk), { ...options, index, hvparams: parameters }),
        link: textAt(`${where}.link`, link),
        uri: textAt(`${where}.uri`, uri),
      };
    }),
  };
}

/** Writes a runtime file as Ganeti 3 does, and as it loads it. */
export function formatGanetiRuntime({ command, nics, hvparams, disks }: GanetiRuntime): string {
  const entries = disks.map(({ disk, link, uri }) => [disk, link, uri]);
  return `${formatPythonJson([command, nics, hvparams, entries])}\n`;
}

/** Before Ganeti 2.10 disks were not kept. */
function parseParts(text: string): readonly (PythonJson | undefined)[] {
  const [command, nics, hvparams, disks = [], ...more] = listAt('the file', parseJson(text));
  if (hvparams === undefined || more.length > 0) {
    throw new GanetiRuntimeError('the file', text, 'a list of command line, NICs, hvparams and disks');
  }
  return [command, nics, hvparams, disks];
}

function parseJson(text: string): PythonJson {
  try {
    return parsePythonJson(text);
  } catch (error) {
    throw new GanetiRuntimeError('the file', text, 'JSON', { cause: error });
  }
}

function parseArgument(value: PythonJson, index: number): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new GanetiRuntimeError(`kvm_cmd[${index}]`, value, 'a text or a number');
}

function listAt(where: string, value: PythonJson | undefined): readonly PythonJson[] {
  if (isList(value)) return value;
  throw new GanetiRuntimeError(where, value, 'a list');
}

function objectAt(where: string, value: PythonJson | undefined): PythonObject {
  if (isObject(value)) return value;
  throw new GanetiRuntimeError(where, value, 'an object');
}

function textAt(where: string, value: PythonJson | undefined): string | null {
  if (value === null || typeof value === 'string') return value;
  throw new GanetiRuntimeError(where, value, 'a text or null');
}
