import { parseInstanceSpec, type InstanceSpec, type InstanceSpecInput } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { givenParameters, placed } from './given-parameters.ts';

const device = v.record(v.string(), v.unknown());
const instanceCase = v.object({
  instance: v.optional(v.record(v.string(), v.unknown()), {}),
  beparams: v.optional(v.record(v.string(), v.unknown()), {}),
  disks: v.optional(v.array(device), []),
  nics: v.optional(v.array(device), []),
});

const ordinaryInstance = {
  name: 'inst1.example.com',
  uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
  network_port: 11_000,
  tags: [],
};
// Ganeti's BEC_DEFAULTS.
const ordinaryBeParams = { vcpus: 1, minmem: 128, maxmem: 128 };

// What Ganeti knows of a device and a command line does not: replication and provisioning.
const ofGanetiAlone = new Set([
  'logical_id',
  'children',
  'spindles',
  'serial_no',
  'ctime',
  'mtime',
  'iv_name',
]);

/**
 * The instance of a case.
 * @param overrides hypervisor parameters that the side which builds its machine has otherwise.
 */
export function instanceOf(given: object, overrides: Readonly<Record<string, unknown>> = {}): InstanceSpec {
  return parseInstanceSpec(specificationOf(given, overrides));
}

/** The same, as a caller writes it down. */
export function specificationOf(
  given: object,
  overrides: Readonly<Record<string, unknown>> = {},
): InstanceSpecInput {
  const { instance, beparams, disks, nics } = v.parse(instanceCase, given);
  const own = Object.fromEntries(Object.entries(overrides).map(([name, value]) => [name, placed(value)]));
  const specification = {
    ...ordinaryInstance,
    ...instance,
    hvparams: { ...givenParameters(given), ...own },
    beparams: { ...ordinaryBeParams, ...beparams },
    disks: disks.map(deviceOf),
    nics: nics.map(deviceOf),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is wrong with it is found by kvmkit
  return specification as unknown as InstanceSpecInput;
}

export function deviceOf(given: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => !ofGanetiAlone.has(key))
      .map(([key, value]) => [key, placed(value)]),
  );
}
