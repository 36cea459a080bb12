import { describe, expect, test } from 'vitest';

import { capabilitiesFromQmp, parseCapabilities } from '../src/index.ts';
import { recordedQemus, recordedReplies, recordedTexts } from './fixtures.ts';

test('the four supported versions are recorded', () => {
  const minors = recordedQemus.map((version) => version.split('.').slice(0, 2).join('.'));
  expect(minors.toSorted()).toEqual(['10.0', '11.1', '5.2', '7.2']);
});

describe.for(recordedQemus)(
  'what QEMU %s prints of itself says the same as its answers over QMP',
  (version) => {
    const printed = parseCapabilities(recordedTexts(version));
    const answered = capabilitiesFromQmp(recordedReplies(version));

    test('version and package', () => {
      expect(printed.version).toEqual(answered.version);
      expect(`${printed.version.major}.${printed.version.minor}.${printed.version.micro}`).toBe(version);
    });

    test('features, but for SPICE, whose option is in the help without the module behind it too', () => {
      expect({ ...printed.features, spice: answered.features.spice }).toEqual(answered.features);
      expect(printed.features.spice).toBe(true);
    });

    test('machine types with aliases, default and deprecations', () => {
      const byName = new Map(answered.machineTypes.map((machine) => [machine.name, machine]));
      expect(printed.machineTypes.length).toBeGreaterThan(10);
      expect(new Map(printed.machineTypes.map((machine) => [machine.name, machine]))).toEqual(byName);
    });

    test('device types, but for those that nobody can ask for', () => {
      const known = new Set(answered.deviceTypes);
      expect(printed.deviceTypes.length).toBeGreaterThan(300);
      expect(printed.deviceTypes.filter((name) => !known.has(name))).toEqual([]);
    });

    test('the parameters of a tap', () => {
      expect(printed.tapParameters.toSorted()).toEqual([...answered.tapParameters, 'id'].toSorted());
    });

    test('the parameters of the sandbox', () => {
      const { sandbox = [] } = printed.commandLineOptions;
      expect([...sandbox, 'enable'].toSorted()).toEqual(answered.commandLineOptions['sandbox']?.toSorted());
    });
  },
);
