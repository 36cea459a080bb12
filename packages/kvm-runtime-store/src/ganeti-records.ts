import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { InstanceRuntime } from '@kvmkit/kvm-cmdline';
import {
  displayOfCommand,
  ganetiOfRuntime,
  runtimeOfGaneti,
  SpecificationError,
  type GanetiExecution,
  type GanetiLists,
  type KnownOfInstance,
} from '@kvmkit/kvm-cmdline/ganeti';

import { GanetiRuntimeError } from './errors.ts';
import { uuidOfContent, type GanetiRuntimeOptions } from './ganeti-devices.ts';
import { formatGanetiRuntime, parseGanetiRuntime, type GanetiRuntime } from './ganeti-runtime.ts';
import { instancePaths } from './instance-paths.ts';
import { formatPythonJson, isObject, plainJson, type PythonJson, type PythonObject } from './python-json.ts';
import type { RuntimeRecord } from './runtime-record.ts';

export interface GanetiImportOptions extends GanetiRuntimeOptions {
  /** For an instance whose QEMU was given none. Default: one made of its name. */
  readonly uuid?: string | undefined;
  /** For parameters that the file has not. Default: Ganeti's own defaults. */
  readonly hvparams?: KnownOfInstance['hvparams'];
}

export interface GanetiExportOptions {
  /** @default '/var/run/ganeti/kvm-hypervisor' */
  readonly root?: string;
  /** @default '/var/log/ganeti/kvm' */
  readonly logDirectory?: string;
  /**
   * Where VNC or SPICE listens that is bound to an interface. Default: where an imported guest does; a record that was
   * not imported goes without that display.
   */
  readonly display?: GanetiExecution['display'];
}

/**
 * Reads a runtime file of Ganeti 2 or 3, so that its guest can be adopted, started again, or moved with the same
 * machine. Tags and `minmem` are in no such file.
 * @throws {GanetiRuntimeError} `GANETI_RUNTIME_INVALID`, also where only the QEMU knows where a device sits
 */
export function importGanetiRuntime(text: string, options: GanetiImportOptions = {}): RuntimeRecord {
  const parsed = parseGanetiRuntime(text, options);
  const name = parsed.command[parsed.command.indexOf('-name') + 1] ?? '';
  const uuid = options.uuid ?? uuidOfContent(['instance', name]);
  return {
    runtime: runtimeOf(parsed, { uuid, hvparams: options.hvparams }),
    ganeti: formatGanetiRuntime(parsed),
  };
}

function runtimeOf(
  { command, nics, hvparams, disks }: GanetiRuntime,
  known: KnownOfInstance,
): InstanceRuntime {
  try {
    const rest = { nics, hvparams, disks: disks.map((entry) => ({ ...entry })) };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same, with JavaScript's numbers
    const lists = plainJson(rest) as Omit<GanetiLists, 'command'>;
    return runtimeOfGaneti({ command, ...lists }, known);
  } catch (error) {
    const [problem] = error instanceof SpecificationError ? error.problems : [];
    if (problem === undefined) throw error;
    throw new GanetiRuntimeError(problem.path, foundValue(problem.found), problem.allowed, { cause: error });
  }
}

/** As JSON, or the beginning of it. */
function foundValue(found: string | undefined): unknown {
  try {
    return found === undefined ? undefined : JSON.parse(found);
  } catch {
    return found;
  }
}

/**
 * Writes a record as Ganeti 3 loads it. What an imported file said that a record does not is said again: how a disk is
 * made up, when it was made.
 */
export function exportGanetiRuntime(
  { runtime, ganeti }: RuntimeRecord,
  options: GanetiExportOptions = {},
): string {
  const { root = '/var/run/ganeti/kvm-hypervisor', logDirectory = '/var/log/ganeti/kvm' } = options;
  const before = ganeti === undefined ? undefined : parseGanetiRuntime(ganeti);
  const display = options.display ?? displayOfCommand(before?.command ?? []);
  const { name } = runtime.instance;
  const { command, nics, hvparams, disks } = ganetiOfRuntime(runtime, {
    paths: instancePaths(root, name),
    logFile: join(logDirectory, `${name}.log`),
    display,
    // Ganeti's SPICE_CACERT_FILE and SPICE_CERT_FILE, which holds certificate and key.
    spiceCertificates: {
      caFile: '/var/lib/ganeti/spice-ca.pem',
      keyFile: '/var/lib/ganeti/spice.pem',
      certFile: '/var/lib/ganeti/spice.pem',
    },
  });
  const entries = disks.map(({ disk, link, uri }) => {
    const old = before?.disks.find((entry) => entry.disk.uuid === disk['uuid'])?.disk;
    return [withOldFields(disk, old, diskFields), link, uri];
  });
  const all = [
    command,
    nics.map((nic) =>
      withOldFields(
        nic,
        before?.nics.find(({ uuid }) => uuid === nic['uuid']),
        nicFields,
      ),
    ),
    { ...before?.hvparams, ...hvparams },
    entries,
  ];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a record is JSON
  return formatGanetiRuntime(parseGanetiRuntime(formatPythonJson(all as PythonJson)));
}

// The fields that a record has too: where it has one not, it is gone.
const nicFields = ['uuid', 'mac', 'nicparams', 'ip', 'name', 'network', 'netinfo'];
const diskFields = ['uuid', 'dev_type', 'mode', 'size', 'name', 'params'];

function withOldFields(
  now: Readonly<Record<string, unknown>>,
  old: PythonObject | undefined,
  ours: readonly string[],
): object {
  const kept = Object.entries(old ?? {}).filter(([field]) => !ours.includes(field) && field !== 'hvinfo');
  return { ...Object.fromEntries(kept), ...now, hvinfo: now['hvinfo'], ...sameHvinfo(now, old) };
}

/** The driver as Ganeti wrote it, while the device sits where it sat. */
function sameHvinfo(now: Readonly<Record<string, unknown>>, old: PythonObject | undefined): object {
  const [before, after] = [old?.['hvinfo'], now['hvinfo']];
  if (!isObject(before) || typeof after !== 'object') return {};
  const isSame = isDeepStrictEqual({ ...before, driver: '' }, { ...after, driver: '' });
  return isSame ? { hvinfo: before } : {};
}
