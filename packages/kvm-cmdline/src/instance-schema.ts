import * as v from 'valibot';

import { hvParameters, type HvParameter } from './hv-parameters.ts';
import { devTypes, type BeParams } from './instance-spec.ts';
import { brokenRule } from './parameters/value-rules.ts';
import { deviceId } from './placement.ts';
import { absolutePath, text, uuid, wholeNumber } from './text-schemas.ts';

// What strictObject alone does not: a list is no object.
const object = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    v.custom<v.InferInput<v.StrictObjectSchema<Entries, undefined>>>(isObject, 'an object'),
    v.strictObject(entries),
  );

function isObject(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

// Functions, so that importing the module builds nothing.
export function instanceSpecSchema(): v.GenericSchema {
  return object(instanceEntries());
}

/** The keys that may stand in an object of the specification, by the path to it. */
export function knownKeys(path: readonly string[]): string[] {
  if (path[0] === 'hvparams') return Object.keys(hvParameters);
  if (path[0] === 'beparams') return Object.keys(beParamsEntries());
  return Object.keys(path[0] === 'disks' ? diskEntries() : instanceEntries());
}

const instanceEntries = () => ({
  name: v.pipe(text(), v.nonEmpty('an instance name')),
  uuid: uuid(),
  hvparams: v.optional(object(hvParamsEntries()), {}),
  beparams: v.optional(
    v.pipe(
      object(beParamsEntries()),
      v.transform(fillMemory),
      v.check(
        ({ minmem, maxmem }) => minmem === maxmem,
        'minmem and maxmem alike (this version starts guests with all of their memory)',
      ),
    ),
    {},
  ),
  disks: v.optional(
    v.pipe(
      v.array(object(diskEntries())),
      v.checkItems(
        hasIdOfItsOwn,
        'a disk whose UUID differs from those before it within the first three groups, of which its id is made',
      ),
    ),
    [],
  ),
  nics: v.optional(
    v.pipe(v.array(v.unknown()), v.empty('an empty list (this version connects no NICs)')),
    [],
  ),
  tags: v.optional(v.array(text()), []),
});

const beParamsEntries = () => ({
  vcpus: v.optional(wholeNumber(1, 4096), 1),
  minmem: v.optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  maxmem: v.optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
});

const diskEntries = () => ({
  uuid: uuid(),
  dev_type: v.optional(v.picklist(devTypes), 'file'),
  link: absolutePath(),
  mode: v.optional(v.picklist(['rw']), 'rw'),
  size: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  name: v.optional(text()),
});

function hasIdOfItsOwn<Disk extends { uuid: string }>(disk: Disk, index: number, disks: Disk[]): boolean {
  const id = deviceId('disk', disk.uuid);
  return disks.findIndex((other) => deviceId('disk', other.uuid) === id) === index;
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
    entries.push([name, v.optional(applied(schemaOf(parameter), parameter), parameter.default)]);
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

function applied(schema: v.GenericSchema, parameter: HvParameter): v.GenericSchema {
  if (parameter.applied === undefined) return schema;
  const values: readonly unknown[] =
    parameter.applied === 'default' ? [parameter.default] : parameter.applied;
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  return v.pipe(
    schema,
    v.check((value) => values.includes(value), `${list} (this version acts on nothing else)`),
  );
}
