import { expect, test } from 'vitest';

import { command, object, recordingOf } from '../test/small-schema.ts';
import { joinTypes } from './join.ts';

// One QEMU has one type for the answers of both commands, the other has two.
const before = recordingOf('1.0', [
  command('a', '0', '1'),
  command('b', '0', '1'),
  object('1', { x: 'str' }),
]);
const split = (second: Readonly<Record<string, string>>): ReturnType<typeof recordingOf> =>
  recordingOf('2.0', [
    command('a', '0', '7'),
    command('b', '0', '8'),
    object('7', { x: 'str' }),
    object('8', second),
  ]);

test('types that stand at the same place are one, whatever their numbers', () => {
  const { sets } = joinTypes(
    [
      recordingOf('1.0', [command('a', '1', '0'), object('1', { x: 'str' })]),
      recordingOf('2.0', [command('a', '9', '0'), object('9', { x: 'str' })]),
    ],
    [],
  );
  expect(sets.map((set) => set.map(({ key }) => key))).toEqual([['0:1', '1:9']]);
});

test('types of one QEMU become one if they are alike', () => {
  expect(joinTypes([before, split({ x: 'str' })], []).sets).toHaveLength(1);
});

test('types of one QEMU that are not alike are refused, and the error says where they stand', () => {
  expect(() => joinTypes([before, split({ x: 'str', y: 'str' })], [])).toThrow(
    'two types of QEMU 2.0 would become one: the one at "a returns" and the one at "b returns"',
  );
});

test('a split keeps them apart', () => {
  const splits = [{ placeEnd: 'b returns', meaning: 'the other', because: 'it has y since 2.0' }];
  const { sets } = joinTypes([before, split({ x: 'str', y: 'str' })], splits);
  expect(sets.map((set) => set.map(({ key }) => key))).toEqual([
    ['0:1', '1:7'],
    ['0:1 the other', '1:8 the other'],
  ]);
});

test('the empty object, which all commands without arguments share, joins nothing', () => {
  const first = recordingOf('1.0', [command('a', '0', '0'), command('b', '0', '0')]);
  const second = recordingOf('2.0', [
    command('a', '1', '0'),
    command('b', '2', '0'),
    object('1', { x: 'str?' }),
    object('2', { y: 'str?' }),
  ]);
  expect(joinTypes([first, second], []).sets).toHaveLength(2);
});
