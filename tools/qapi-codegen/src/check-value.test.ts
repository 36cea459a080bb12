import { expect, test } from 'vitest';

import { arrayOf, command, enumOf, object, recordingOf, union } from '../test/small-schema.ts';
import { ValueChecker } from './check-value.ts';
import { mergeSchemas } from './merge.ts';
import { nameTypes } from './names.ts';

const schema = mergeSchemas(
  [
    recordingOf('1.0', [
      command('get', '0', '[1]'),
      arrayOf('1'),
      union('1', { state: '2', kind: '3', bytes: 'int', port: 'int?' }, 'kind', { big: '4', small: '0' }),
      enumOf('2', 'on', 'off'),
      enumOf('3', 'big', 'small'),
      object('4', { extra: 'str' }),
    ]),
  ],
  [],
);
const checker = new ValueChecker(nameTypes(schema, {}), { GetResult: { wide: 'bytes', narrow: 'port' } });
const good = { state: 'on', kind: 'small', bytes: 1 };

function check(value: unknown): readonly string[] {
  return checker.check([value], schema.commands[0]?.returns ?? [], 'get');
}

test('an answer that is as it should be has no problems', () => {
  expect(check(good)).toEqual([]);
  expect(check({ ...good, kind: 'big', extra: 'x', bytes: 2n ** 60n, port: 5 })).toEqual([]);
});

test.for([
  ['get.state: burning is no value of the enum', { ...good, state: 'burning' }],
  ['get.more: unknown', { ...good, more: 1 }],
  ['get.extra: unknown', { ...good, extra: 'of another case' }],
  ['get.extra: missing', { ...good, kind: 'big' }],
  ['get.kind: "huge" is no case', { ...good, kind: 'huge' }],
  ['get.port: bigint 1152921504606846976 is no int', { ...good, port: 2n ** 60n }],
  ['get.bytes: number 1.5 is no int', { ...good, bytes: 1.5 }],
  ['get.state: missing', { kind: 'small', bytes: 1 }],
  ['get: no object', 'text'],
] as const)('what is wrong is told: %s', ([problem, value]) => {
  expect(check(value)).toEqual([problem]);
});
