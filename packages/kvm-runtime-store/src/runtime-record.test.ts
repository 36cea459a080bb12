import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { runtimeOf } from '../test/runtime.ts';
import { RecordError } from './errors.ts';
import { decodeRecord, encodeRecord, type RuntimeRecord } from './runtime-record.ts';

const path = '/run/kvmkit/conf/web1.json';
const record: RuntimeRecord = { runtime: runtimeOf('web1') };
const text = encodeRecord(record);

function errorOf(content: string): RecordError | undefined {
  try {
    decodeRecord(content, path);
  } catch (error) {
    if (error instanceof RecordError) return error;
    throw error;
  }
  return undefined;
}

test('what was encoded is decoded', () => {
  expect(decodeRecord(text, path)).toEqual(record);
  expect(encodeRecord(decodeRecord(text, path))).toBe(text);
});

test('whatever text a record holds, it comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (kernelArgs) => {
      fc.pre(!kernelArgs.includes('\0'));
      const odd = { runtime: runtimeOf('web1', kernelArgs) };
      expect(decodeRecord(encodeRecord(odd), path)).toEqual(odd);
    }),
  );
});

test('a record is text for people too: indented, its version first', () => {
  expect(text).toMatch(
    /^\{\n {2}"schemaVersion": 1,\n {2}"checksum": "sha256-[0-9a-f]{64}",\n {2}"record": \{\n/,
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
    const bits = index < 150 ? [0, 1, 2, 3, 4, 5, 6, 7] : [index % 8];
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
  ['nothing', '', 'is not JSON ('],
  ['zeros, as a file system may leave them', '\0'.repeat(4096), 'is not JSON ('],
  ['text', 'web1', 'is not JSON ('],
  ['null', 'null', 'is not a runtime record'],
  ['a number', '1', 'is not a runtime record'],
  ['a list', '[]', 'is not a runtime record'],
  ['an empty object', '{}', 'is not a runtime record'],
  ['a version alone', '{"schemaVersion": 1}', 'is not a runtime record'],
  ['a record alone', '{"record": {}}', 'is not a runtime record'],
  ['no checksum', '{"schemaVersion": 1, "record": {}}', 'its checksum does not match its content'],
  ['version 0', withVersion('0'), 'has a schema version that never was'],
  ['a version that is a text', withVersion('"1"'), 'has a schema version that never was'],
  ['no version', withVersion('null'), 'has a schema version that never was'],
] as const)('%s is refused as corrupt', ([, content, reason]) => {
  const error = errorOf(content);
  expect(error).toMatchObject({ name: 'RecordError', code: 'RECORD_CORRUPT', path });
  expect(error?.message).toContain(`runtime record ${path}: ${reason}`);
  expect(error?.message).toContain('; the file was left as it is');
});

test.for(['2', '999'])('a record of schema version %s is refused as too new, with what to do', (version) => {
  const error = errorOf(withVersion(version));
  expect(error).toMatchObject({ name: 'RecordError', code: 'RECORD_TOO_NEW', path });
  expect(error?.message).toBe(
    `runtime record ${path}: has schema version ${version}, this kvmkit reads up to 1: use a newer one; ` +
      'the file was left as it is',
  );
});

test('keys named __proto__ change nothing but their own object', () => {
  const odd = JSON.parse('{"runtime": {"__proto__": {"polluted": true}}}') as RuntimeRecord;
  expect(encodeRecord(decodeRecord(encodeRecord(odd), path))).toBe(encodeRecord(odd));
  expect('polluted' in {}).toBe(false);
  expect(errorOf(`{"__proto__": ${text}}`)?.message).toContain('is not a runtime record');
});

function withVersion(version: string): string {
  return text.replace('"schemaVersion": 1', `"schemaVersion": ${version}`);
}
