import { blockNames } from './known-names/block.ts';
import { controlNames } from './known-names/control.ts';
import { deviceNames } from './known-names/devices.ts';
import { displayNames } from './known-names/display.ts';
import { machineNames } from './known-names/machine.ts';
import { migrationNames } from './known-names/migration.ts';
import { networkNames } from './known-names/network.ts';

/**
 * QAPI's own names of the types that are used most, as QEMU tells only numbers. A key is a place: `command arguments`,
 * `command returns`, `EVENT data`, or a type's name with `.member`, `[case]` of a union, `|object`, `|enum` of an
 * alternate; the elements of an array stand at the place of the array. What is not here is named after its place
 * (names.ts).
 *
 * A case of a union is here an object with all members that the case has; QAPI's is one without the common ones.
 */
export const knownNames: Readonly<Record<string, string>> = {
  ...machineNames,
  ...controlNames,
  ...blockNames,
  ...networkNames,
  ...migrationNames,
  ...displayNames,
  ...deviceNames,
};
