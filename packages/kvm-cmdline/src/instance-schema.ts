import * as v from 'valibot';

import { deviceKeys, disk, nic } from './device-schemas.ts';
import { deviceId, type DeviceKind } from './devices/device-id.ts';
import { hvParameters, type HvParameter } from './hv-parameters.ts';
import type { BeParams } from './instance-spec.ts';
import { object } from './object-schema.ts';
import { brokenRule } from './parameters/value-rules.ts';
import { text, uuid, wholeNumber } from './text-schemas.ts';

// Functions, so that importing the module builds nothing.
export function instanceSpecSchema(): v.GenericSchema {
  return object(instanceEntries());
}

/** The keys that may stand in an object of the specification, by the path to it. */
export function knownKeys(path: readonly string[]): string[] {
  if (path[0] === 'hvparams') return Object.keys(hvParameters);
  if (path[0] === 'beparams') return Object.keys(beParamsEntries());
  const [list, , within] = path;
  return list === 'disks' || list === 'nics' ? deviceKeys(list, within) : Object.keys(instanceEntries());
}

const instanceEntries = () => ({
  name: v.pipe(text(), v.nonEmpty('an instance name')),
  uuid: uuid(),
  hvparams: v.optional(object(hvParamsEntries()), {}),
  beparams: v.optional(
    v.pipe(
      object(beParamsEntries()),
      v.transform(fillMemory),
      v.check(({ minmem, maxmem }) => minmem <= maxmem, 'minmem at most maxmem'),
    ),
    {},
  ),
  disks: devices('disk', disk()),
  nics: devices('nic', nic()),
  tags: v.optional(v.array(text()), []),
  network_port: v.optional(v.nullable(wholeNumber(1, 65_535))),
});

const beParamsEntries = () => ({
  vcpus: v.optional(wholeNumber(1, 4096), 1),
  minmem: v.optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  maxmem: v.optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
});

function devices<Device extends { uuid: string }>(
  kind: DeviceKind,
  device: v.GenericSchema<Device>,
): v.OptionalSchema<v.GenericSchema<Device[]>, readonly []> {
  const idOf = ({ uuid: own }: Device): string => deviceId(kind, own);
  const list: v.GenericSchema<Device[]> = v.pipe(
    v.array(device),
    v.checkItems(
      (one, index, all) => all.findIndex((other) => idOf(other) === idOf(one)) === index,
      `a ${kind === 'disk' ? 'disk' : 'NIC'} whose UUID differs from those before it within the first three groups, of which its id is made`,
    ),
  );
  return v.optional(list, []);
}

// Ganeti's BEC_DEFAULTS: 128 MiB and one vCPU.
function fillMemory(given: {
  vcpus: number;
  minmem?: number | undefined;
  maxmem?: number | undefined;
}): BeParams {
  const maxmem = given.maxmem ?? given.minmem ?? 128;
  return { vcpus: given.vcpus, minmem: given.minmem ?? maxmem, maxmem };
}

function hvParamsEntries(): Record<string, v.OptionalSchema<v.GenericSchema, unknown>> {
  const entries: [string, v.OptionalSchema<v.GenericSchema, unknown>][] = [];
  for (const [name, parameter] of Object.entries<HvParameter>(hvParameters)) {
    entries.push([name, v.optional(schemaOf(parameter), parameter.default)]);
  }
  return Object.fromEntries(entries);
}

function schemaOf(parameter: HvParameter): v.GenericSchema {
  return v.pipe(
    v.unknown(),
    v.rawCheck(({ dataset, addIssue }) => {
      if (isNone(parameter, dataset.value)) return;
      const broken = brokenRule(parameter, dataset.value);
      if (broken !== undefined) addIssue({ message: broken.allowed });
    }),
  );
}

/** The empty text, where it is one of the values that the parameter's type in TypeScript has. */
function isNone({ type, required, valid, default: byDefault }: HvParameter, value: unknown): boolean {
  return (
    value === '' &&
    type !== 'bool' &&
    type !== 'int' &&
    !required &&
    (valid === undefined || byDefault === '')
  );
}
