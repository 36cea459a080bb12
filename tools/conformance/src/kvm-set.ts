import * as v from 'valibot';

import { placed } from './given-parameters.ts';

const kvmCase = v.object({
  env: v.optional(
    v.object({
      kvm: v.optional(v.union([v.string(), v.object({ paths: v.record(v.string(), v.string()) })]), '7.2'),
    }),
    {},
  ),
});

/** A case has nothing where it looks for a QEMU. */
export class NoSuchQemu extends Error {}

/** The name of the texts that the QEMU at `kvm_path` prints in a case. */
export function kvmSet(given: object, kvmPath: unknown): string {
  const { kvm } = v.parse(kvmCase, given).env;
  if (typeof kvm === 'string') return kvm;
  const found = Object.entries(kvm.paths).find(([path]) => placed(path) === kvmPath);
  if (found === undefined) throw new NoSuchQemu(`the case has no QEMU at ${String(kvmPath)}`);
  return found[1];
}
