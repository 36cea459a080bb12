import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { SpecificationError } from '../errors.ts';
import { hvParameters } from '../hv-parameters.ts';
import { forceParameterTypes } from './force-parameter-types.ts';

test.for<[name: string, given: unknown, forced: boolean | number | string | null]>([
  ['acpi', true, true],
  ['acpi', 'true', true],
  ['acpi', 'FALSE', false],
  ['acpi', '', false],
  ['acpi', null, false],
  ['acpi', 0, false],
  ['acpi', 2, true],
  ['cpu_cores', 4, 4],
  ['cpu_cores', '4', 4],
  ['cpu_cores', ' +08\n', 8],
  ['migration_port', '-5', -5],
  ['cpu_cores', true, 1],
  ['kernel_path', 'any text', 'any text'],
  ['kernel_path', '', ''],
  ['kernel_path', false, ''],
  ['root_path', null, null],
  ['root_path', false, ''],
  ['boot_order', 'nonsense', 'nonsense'],
])('%s: %j becomes %j', ([name, given, forced]) => {
  expect(forceParameterTypes({ [name]: given })).toEqual({ [name]: forced });
});

test.for<[name: string, given: unknown, allowed: string]>([
  ['acpi', 'yes', 'true or false, also as text'],
  ['acpi', '1', 'true or false, also as text'],
  ['acpi', [], 'true or false, also as text'],
  ['cpu_cores', 'x', 'a whole number, also as text'],
  ['cpu_cores', '', 'a whole number, also as text'],
  ['cpu_cores', null, 'a whole number, also as text'],
  ['cpu_cores', 1.5, 'a whole number, also as text'],
  ['cpu_cores', '1.5', 'a whole number, also as text'],
  ['cpu_cores', '0x10', 'a whole number, also as text'],
  ['cpu_cores', '1_0', 'a whole number, also as text'],
  ['cpu_cores', '9007199254740993', 'a whole number, also as text'],
  ['kernel_path', null, 'text'],
  ['kernel_path', true, 'text'],
  ['kernel_path', 7, 'text'],
  ['root_path', 7, 'text, or null'],
])('%s: %j has not its type', ([name, given, allowed]) => {
  expect(() => forceParameterTypes({ [name]: given })).toThrow(
    expect.objectContaining({
      code: 'SPECIFICATION_INVALID',
      problems: [expect.objectContaining({ path: `hvparams.${name}`, allowed, rule: 'type' })],
    }),
  );
});

test('problems come in the order of the given names, unknown ones among them', () => {
  expect(() => forceParameterTypes({ vga: 1, nope: 1, acpi: 'x' })).toThrow(
    expect.objectContaining({
      problems: ['vga', 'nope', 'acpi'].map((name) => expect.objectContaining({ path: `hvparams.${name}` })),
    }),
  );
});

test('the given object is left as it was', () => {
  const given = { cpu_cores: '4' };
  forceParameterTypes(given);
  expect(given).toEqual({ cpu_cores: '4' });
});

test('whatever is given, types that fit come out, and stay when forced again', () => {
  const names = fc.constantFrom(...Object.keys(hvParameters), 'nope');
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(names, fc.anything(), { maxKeys: 3 }), fc.anything()), (given) => {
      const forced = forcedOrRefused(given);
      expect(forcedOrRefused(forced)).toEqual(forced);
    }),
    { numRuns: 1000 },
  );
});

/** Nothing, where the values have not the types. */
function forcedOrRefused(given: unknown): object {
  try {
    return forceParameterTypes(given);
  } catch (error) {
    if (error instanceof SpecificationError) return {};
    throw error;
  }
}
