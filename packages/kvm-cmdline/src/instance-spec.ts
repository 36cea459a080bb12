import * as v from 'valibot';

import { SpecificationError, type SpecificationProblem } from './errors.ts';
import { hvParameters, type HvParameter, type HvParams } from './hv-parameters.ts';
import { deviceId } from './placement.ts';
import { closestName, fitsInArgv, isNormalizedAbsolutePath } from './text-rules.ts';

/** Ganeti's disk templates whose disks the host sees as a file or block device. */
const devTypes = ['file', 'sharedfile', 'plain', 'drbd', 'blockdev', 'rbd', 'ext', 'gluster'] as const;
export type DiskDevType = (typeof devTypes)[number];

/** One disk, as Ganeti describes it; images are raw. */
export interface DiskSpec {
  readonly uuid: string;
  readonly dev_type: DiskDevType;
  /** The file or block device on this host. */
  readonly link: string;
  readonly mode: 'rw';
  /** MiB. */
  readonly size?: number;
  readonly name?: string;
}

/** Ganeti's back-end parameters. */
export interface BeParams {
  readonly vcpus: number;
  /** MiB; the memory the guest is balloonable down to. */
  readonly minmem: number;
  /** MiB; the memory the guest sees. */
  readonly maxmem: number;
}

/** What an instance shall be, with every default filled in. */
export interface InstanceSpec {
  readonly name: string;
  readonly uuid: string;
  readonly hvparams: HvParams;
  readonly beparams: BeParams;
  readonly disks: readonly DiskSpec[];
  readonly nics: readonly never[];
  readonly tags: readonly string[];
}

/** What an instance shall be, as people write it: whatever has a default may be left out. */
export interface InstanceSpecInput {
  readonly name: string;
  readonly uuid: string;
  readonly hvparams?: Partial<HvParams>;
  readonly beparams?: Partial<BeParams>;
  readonly disks?: readonly (Partial<DiskSpec> & Pick<DiskSpec, 'uuid' | 'link'>)[];
  readonly nics?: readonly never[];
  readonly tags?: readonly string[];
}

/**
 * Parses an instance specification and fills in Ganeti's defaults.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with every problem found: path, what stands there, what may.
 */
export function parseInstanceSpec(input: unknown): InstanceSpec {
  const result = v.safeParse(instanceSpecSchema(), input, { abortPipeEarly: true });
  if (!result.success) throw new SpecificationError(result.issues.map(problemOf));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema is built from the table that also gives HvParams
  return result.output as InstanceSpec;
}

// What strictObject alone does not: a list is no object.
const object = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    v.custom<v.InferInput<v.StrictObjectSchema<Entries, undefined>>>(isObject, 'an object'),
    v.strictObject(entries),
  );

function isObject(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

const textRule = 'text without NUL and lone surrogates';
const text = (): v.GenericSchema<string> => v.pipe(v.string(), v.check(fitsInArgv, textRule));

const pathRule = 'an absolute path without empty, "." or ".." parts';
const absolutePath = (): v.GenericSchema<string> =>
  v.pipe(text(), v.check(isNormalizedAbsolutePath, pathRule));
const absolutePathOrNone = (): v.GenericSchema<string> =>
  v.pipe(
    text(),
    v.check((path) => path === '' || isNormalizedAbsolutePath(path), `${pathRule}, or ""`),
  );

const uuid = (): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      'a UUID in lower case, as `uuidgen` prints',
    ),
  );

const wholeNumber = (minimum: number, maximum: number): v.GenericSchema<number> => {
  const rule =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return v.pipe(
    v.number(rule),
    v.check((n) => Number.isSafeInteger(n) && n >= minimum && n <= maximum, rule),
  );
};

// A function, so that importing the module builds nothing.
function instanceSpecSchema(): v.GenericSchema {
  const memoryMiB = wholeNumber(1, Number.MAX_SAFE_INTEGER);
  return object({
    name: v.pipe(text(), v.nonEmpty('an instance name')),
    uuid: uuid(),
    hvparams: v.optional(object(hvParamsEntries()), {}),
    beparams: v.optional(
      v.pipe(
        object({
          vcpus: v.optional(wholeNumber(1, 4096), 1),
          minmem: v.optional(memoryMiB),
          maxmem: v.optional(memoryMiB),
        }),
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
        v.array(
          object({
            uuid: uuid(),
            dev_type: v.optional(v.picklist(devTypes), 'file'),
            link: absolutePath(),
            mode: v.optional(v.picklist(['rw']), 'rw'),
            size: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
            name: v.optional(text()),
          }),
        ),
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
}

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
  switch (parameter.type) {
    case 'bool':
      return v.boolean();
    case 'int':
      return wholeNumber(parameter.minimum ?? 0, parameter.maximum ?? Number.MAX_SAFE_INTEGER);
    case 'string':
      return text();
    case 'maybe-string':
      return v.union([v.null(), text()], `${textRule}, or null`);
    case 'path':
      return parameter.required ? absolutePath() : absolutePathOrNone();
    case 'enum':
      return v.picklist(
        parameter.default === '' ? ['', ...(parameter.valid ?? [])] : (parameter.valid ?? []),
      );
  }
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

function problemOf(issue: v.BaseIssue<unknown>): SpecificationProblem {
  const path = v.getDotPath(issue) ?? '';
  const found = issue.received === 'undefined' ? undefined : foundText(issue.input);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { path, found: 'an unknown key', allowed: keysNear(issue) };
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    return { path, found: undefined, allowed: 'a value: this key is required' };
  }
  const isOurRule = issue.kind === 'validation' || ['custom', 'number', 'union'].includes(issue.type);
  return { path, found, allowed: isOurRule ? issue.message : allowedText(issue) };
}

const longestExcerpt = 120;

function foundText(input: unknown): string {
  const json = JSON.stringify(input, jsonForm) ?? String(input);
  return json.length > longestExcerpt
    ? `${json.slice(0, longestExcerpt)}… (${json.length} characters)`
    : json;
}

// JSON has no bigint: shown as it is written in a program.
function jsonForm(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function allowedText(issue: v.BaseIssue<unknown>): string {
  const expected = issue.expected ?? 'something else';
  return expected
    .replaceAll(/^\(|\)$/g, '')
    .replaceAll(' | ', ', ')
    .replaceAll(/^Array$/g, 'a list');
}

function keysNear(issue: v.BaseIssue<unknown>): string {
  const last = issue.path?.at(-1);
  const schemaKeys = Object.keys(knownKeys(issue));
  const closest = last === undefined ? undefined : closestName(String(last.key), schemaKeys);
  const list = schemaKeys.length > 12 ? `one of the ${schemaKeys.length} known keys` : schemaKeys.join(', ');
  return closest === undefined ? list : `${list}; did you mean ${closest}?`;
}

function knownKeys(issue: v.BaseIssue<unknown>): Record<string, unknown> {
  const parents = (issue.path ?? []).slice(0, -1).map((item) => String(item.key));
  if (parents[0] === 'hvparams') return hvParameters;
  if (parents[0] === 'beparams') return { vcpus: 1, minmem: 1, maxmem: 1 };
  if (parents[0] === 'disks') return { uuid: 1, dev_type: 1, link: 1, mode: 1, size: 1, name: 1 };
  return { name: 1, uuid: 1, hvparams: 1, beparams: 1, disks: 1, nics: 1, tags: 1 };
}
