import { expect, test } from 'vitest';

import { arrayOf, command, enumOf, object, recordingOf, union } from '../test/small-schema.ts';
import { generate } from './generate.ts';
import type { Knowledge } from './knowledge.ts';
import type { Recording } from './recording.ts';

const nothing: Knowledge = { names: {}, integers: {}, splits: [] };

/** The declarations of the types, without what is always there. */
function typesOf(recordings: readonly Recording[], known: Partial<Knowledge> = {}): string {
  const text = generate(recordings, { ...nothing, ...known }).get('types.gen.ts') ?? '';
  return text.slice(text.indexOf('\n', text.indexOf('export type Unlisted'))).trim();
}

function commandsOf(recordings: readonly Recording[], known: Partial<Knowledge> = {}): string {
  const text = generate(recordings, { ...nothing, ...known }).get('commands.gen.ts') ?? '';
  return text.slice(text.indexOf('export interface QmpCommands'));
}

test('a member is required only if each QEMU that has the object demands it', () => {
  const old = recordingOf('1.0', [
    command('set', '1', '0'),
    object('1', { always: 'str', sometimes: 'str?', gone: 'bool' }),
  ]);
  const young = recordingOf('2.0', [
    command('set', '5', '0'),
    object('5', { always: 'str', sometimes: 'str', added: 'str' }),
  ]);
  expect(typesOf([old, young])).toBe(`/** 1.0+ */
export interface SetArguments {
  /** 1.0+ */ readonly always: string;
  /** 1.0+ */ readonly sometimes?: string | undefined;
  /** 2.0+ */ readonly added?: string | undefined;
  /** 1.0 only */ readonly gone?: boolean | undefined;
}`);
});

test('a command says what it takes and returns, and if it may be executed out-of-band', () => {
  const old = recordingOf('1.0', [
    command('x-stop', '0', '0'),
    command('go', '1', '[str]'),
    object('1', { to: 'str' }),
    arrayOf('str'),
  ]);
  const young = recordingOf('2.0', [
    { ...command('x-stop', '0', '0'), 'allow-oob': true, features: ['unstable'] },
  ]);
  expect(commandsOf([old, young])).toBe(`export interface QmpCommands {
  /** 1.0 only */ go: { arguments: GoArguments; returns: readonly string[] };
  /** 1.0+, unstable, out-of-band 2.0+ */ 'x-stop': { arguments: NoArguments; returns: Empty };
}
`);
});

test('an enum is open, and tells which values are not in all QEMUs', () => {
  const old = recordingOf('1.0', [
    command('get', '0', '1'),
    object('1', { state: '2' }),
    enumOf('2', 'on', 'off'),
  ]);
  const young = recordingOf('2.0', [
    command('get', '0', '1'),
    object('1', { state: '2' }),
    enumOf('2', 'on', 'new'),
  ]);
  expect(typesOf([old, young], { names: { 'GetResult.state': 'State' } }))
    .toContain(`/** 1.0+; 2.0+: new; 1.0 only: off */
export type State = 'on' | 'new' | 'off' | (string & {});`);
});

test('a union is one interface for each kind of case, what they share, and a case for what is not listed', () => {
  const recording = recordingOf('1.0', [
    command('add', '1', '0'),
    union('1', { id: 'str?', driver: '2' }, 'driver', { file: '3', device: '3', none: '0' }),
    enumOf('2', 'file', 'device', 'none'),
    object('3', { filename: 'str' }),
  ]);
  expect(typesOf([recording], { names: { 'add arguments': 'Options' } })).toBe(`/** 1.0+ */
export type Options = OptionsFile | OptionsNone | OptionsUnlisted;

/** What all cases of Options have */
export interface OptionsBase {
  /** 1.0+ */ readonly id?: string | undefined;
}

/** 1.0+ */
export interface OptionsFile extends OptionsBase {
  /** 1.0+ */ readonly driver: 'device' | 'file';
  /** 1.0+ */ readonly filename: string;
}

/** 1.0+ */
export interface OptionsNone extends OptionsBase {
  /** 1.0+ */ readonly driver: 'none';
}

/** A case that is not listed */
export interface OptionsUnlisted extends OptionsBase {
  /** 1.0+ */ readonly driver: Unlisted;
  readonly [member: string]: unknown;
}`);
});

test('what a case has is not sure in a QEMU that told no cases yet, unless it is only sent', () => {
  const types = [object('1', { type: 'str' })];
  const newTypes = [
    union('1', { type: '2' }, 'type', { mirror: '3' }),
    enumOf('2', 'mirror'),
    object('3', { synced: 'bool' }),
  ];
  const received = command('get', '0', '1');
  expect(
    typesOf([recordingOf('1.0', [received, ...types]), recordingOf('2.0', [received, ...newTypes])]),
  ).toContain('readonly synced?: boolean | undefined;');
  const sent = command('set', '1', '0');
  expect(typesOf([recordingOf('1.0', [sent, ...types]), recordingOf('2.0', [sent, ...newTypes])])).toContain(
    'readonly synced: boolean;',
  );
});

test('a string that became an enum stays open, and keeps the values', () => {
  const old = recordingOf('1.0', [command('set', '1', '0'), object('1', { mode: 'str' })]);
  const young = recordingOf('2.0', [
    command('set', '1', '0'),
    object('1', { mode: '2' }),
    enumOf('2', 'fast'),
  ]);
  expect(typesOf([old, young])).toContain('readonly mode: SetArgumentsMode;');
});

test('an integer from QEMU is what known-integers.ts says, one that is only sent may be a bigint', () => {
  const recording = recordingOf('1.0', [
    command('get', '0', '1'),
    command('set', '2', '0'),
    object('1', { bytes: 'int', port: 'int' }),
    object('2', { port: 'int' }),
  ]);
  const integers = { GetResult: { wide: 'bytes', narrow: 'port' } };
  const text = typesOf([recording], { integers });
  expect(text).toContain('readonly bytes: number | bigint;');
  expect(text).toMatch(/GetResult \{[^}]*readonly port: number;/);
  expect(text).toMatch(/SetArguments \{[^}]*readonly port: number \| bigint;/);
});

test('an integer that nobody has reviewed is refused, and so is a review of none', () => {
  const recording = recordingOf('1.0', [command('get', '0', '1'), object('1', { bytes: 'int' })]);
  const integers = { GetResult: { wide: 'octets' } };
  expect(() => typesOf([recording], { integers })).toThrow(
    'wide or narrow: GetResult bytes; it lists without need: GetResult octets',
  );
});

test('types are called as people know them, else after the place that is nearest to a command', () => {
  const recording = recordingOf('1.0', [
    command('query-disks', '0', '[1]'),
    arrayOf('1'),
    object('1', { 'last-error': '2', image: '3' }),
    object('2', { text: 'str' }),
    object('3', { backing: '3?', text: 'str' }),
  ]);
  const names = { 'query-disks returns': 'DiskInfo', 'DiskInfo.image': 'ImageInfo' };
  const found = typesOf([recording], { names }).match(/(?<=interface )\w+/g);
  expect(found).toEqual(['DiskInfo', 'DiskInfoLastError', 'ImageInfo']);
});

test('a name that is of no use is refused', () => {
  const recording = recordingOf('1.0', [command('get', '0', '0')]);
  expect(() => typesOf([recording], { names: { 'get returns': 'Thing' } })).toThrow('at no place');
});

test('two types of one name are refused', () => {
  const recording = recordingOf('1.0', [
    command('a-b', '0', '1'),
    command('a_b', '0', '2'),
    object('1', { x: 'str' }),
    object('2', { y: 'str' }),
  ]);
  expect(() => typesOf([recording])).toThrow('2 types would be called ABResult');
});
