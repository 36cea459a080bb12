import { readdirSync, readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { runtimeOf } from '../test/runtime.ts';
import { RecordError } from './errors.ts';
import { schemaVersion } from './record-versions.ts';
import { decodeRecord, encodeRecord, type RevisedRecord } from './runtime-record.ts';

const path = '/run/kvmkit/conf/web1.json';
const from = { name: 'web1', path };
const revised: RevisedRecord = { record: { runtime: runtimeOf('web1') }, revision: '1-a' };
const text = encodeRecord(revised);

function errorOf(content: string): RecordError | undefined {
  try {
    decodeRecord(content, from);
  } catch (error) {
    if (error instanceof RecordError) return error;
    throw error;
  }
  return undefined;
}

test('what was encoded is decoded', () => {
  expect(decodeRecord(text, from)).toEqual(revised);
  expect(encodeRecord(decodeRecord(text, from))).toBe(text);
});

test('whatever text a record holds, it comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (kernelArgs) => {
      fc.pre(!kernelArgs.includes('\0'));
      const odd = { ...revised, record: { runtime: runtimeOf('web1', kernelArgs) } };
      expect(decodeRecord(encodeRecord(odd), from)).toEqual(odd);
    }),
  );
});

test('a record is text for people too: indented, its version first', () => {
  expect(text).toMatch(
    /^\{\n {2}"schemaVersion": 2,\n {2}"revision": "1-a",\n {2}"checksum": "sha256-[0-9a-f]{64}",\n {2}"record": \{\n/,
  );
  expect(text.endsWith('}\n')).toBe(true);
});

test('a record cut off at any byte is refused; only its last line feed may be missing', () => {
  const bytes = Buffer.from(text);
  const accepted = [...bytes.keys()].filter(
    (length) => errorOf(bytes.toString('utf8', 0, length)) === undefined,
  );
  expect(accepted).toEqual([bytes.length - 1]);
});

test('a record with any bit flipped is refused', () => {
  const bytes = Buffer.from(text);
  const accepted: string[] = [];
  for (const [index, byte] of bytes.entries()) {
    // All bits of the envelope, and one of each byte of what the checksum covers.
    const bits = index < 180 ? [0, 1, 2, 3, 4, 5, 6, 7] : [index % 8];
    for (const bit of bits) {
      bytes[index] = byte ^ (1 << bit);
      if (errorOf(bytes.toString()) === undefined) accepted.push(`byte ${index}, bit ${bit}`);
    }
    bytes[index] = byte;
  }
  expect(accepted).toEqual([]);
});

test('two records in one file are refused', () => {
  expect(errorOf(text + text)?.code).toBe('RECORD_CORRUPT');
});

test.for([
  ['nothing', '', 'is not JSON as it is written here ('],
  ['zeros, as a file system may leave them', '\0'.repeat(4096), 'is not JSON as it is written here ('],
  ['text', 'web1', 'is not JSON as it is written here ('],
  ['null', 'null', 'is not a runtime record'],
  ['a number', '1', 'is not a runtime record'],
  ['a list', '[]', 'is not a runtime record'],
  ['an empty object', '{}', 'is not a runtime record'],
  ['a version alone', '{"schemaVersion": 1}', 'is not a runtime record'],
  ['a record alone', '{"record": {}}', 'is not a runtime record'],
  ['no checksum', '{"schemaVersion": 1, "record": {}}', 'its checksum does not match its content'],
  ['a checksum of version 1', withVersion('1'), 'its checksum does not match its content'],
  [
    'two versions',
    text.replace('{', '{\n"schemaVersion": 1,'),
    'is not JSON as it is written here (has two members of one name in an object)',
  ],
  [
    'a name that stands twice further down',
    text.replace('"vcpus": 1', '"vcpus": 1, "vcpus": 1'),
    'is not JSON as it is written here (has two members of one name in an object)',
  ],
  ['version 0', withVersion('0'), 'has a schema version that never was'],
  ['a version that is a text', withVersion('"1"'), 'has a schema version that never was'],
  ['no version', withVersion('null'), 'has a schema version that never was'],
] as const)('%s is refused as corrupt', ([, content, reason]) => {
  const error = errorOf(content);
  expect(error).toMatchObject({ name: 'RecordError', code: 'RECORD_CORRUPT', path });
  expect(error?.message).toContain(`runtime record ${path}: ${reason}`);
  expect(error?.message).toContain('; the file was left as it is');
});

test.for(['3', '999'])('a record of schema version %s is refused as too new, with what to do', (version) => {
  const error = errorOf(withVersion(version));
  expect(error).toMatchObject({ name: 'RecordError', code: 'RECORD_TOO_NEW', path });
  expect(error?.message).toBe(
    `runtime record ${path}: has schema version ${version}, this kvmkit reads up to 2: use a newer one; ` +
      'the file was left as it is',
  );
});

test('keys named __proto__ are refused, and change nothing', () => {
  const odd = text.replace('"vcpus": 1', '"__proto__": {"polluted": true}');
  expect(errorOf(odd)).toMatchObject({ code: 'RECORD_CORRUPT' });
  expect(errorOf(odd)?.message).toContain('has a member named __proto__');
  expect('polluted' in {}).toBe(false);
});

test('a record of another instance is refused', () => {
  const other = encodeRecord({ ...revised, record: { runtime: runtimeOf('web2') } });
  expect(errorOf(other)).toMatchObject({ code: 'RECORD_CORRUPT' });
  expect(errorOf(other)?.message).toContain('is of the instance web2, expected web1');
});

const recorded = (version: number): string =>
  readFileSync(new URL(`../test/recordings/record-v${version}.json`, import.meta.url), 'utf8');

describe('a file that an earlier version wrote', () => {
  test('is read as today’s: version 1 had no revision but its checksum', () => {
    expect(decodeRecord(recorded(1), from)).toEqual({
      record: { runtime: runtimeOf('web1') },
      revision: 'sha256-8fe294fc8136c540ff797b075c140e927f71a0dbf140b7f010d34b111f547334',
    });
  });

  test('is refused where it was damaged, whatever its version', () => {
    for (const version of [1, 2]) {
      const damaged = recorded(version).replace('"vcpus": 1', '"vcpus": 2');
      expect(errorOf(damaged)?.message).toContain('its checksum does not match its content');
    }
  });

  test('of today’s version is what is written today', () => {
    expect(encodeRecord(revised)).toBe(recorded(2));
  });

  test('is there for every version that there was', () => {
    const files = readdirSync(new URL('../test/recordings', import.meta.url));
    expect(files.sort()).toEqual(
      Array.from({ length: schemaVersion }, (_, index) => `record-v${index + 1}.json`),
    );
  });
});

function withVersion(version: string): string {
  return text.replace('"schemaVersion": 2', `"schemaVersion": ${version}`);
}
