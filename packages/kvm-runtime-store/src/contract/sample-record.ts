import type { RuntimeRecord } from '../runtime-record.ts';

/** A record that differs from others by its tag. */
export function sampleRecord(name: string, tag = ''): RuntimeRecord {
  const instance = {
    name,
    uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
    hvparams: { kernel_args: 'ro "quoted" \u00E9\u2028' },
    beparams: { vcpus: 1, minmem: 128, maxmem: 128 },
    disks: [],
    nics: [],
    tags: [tag],
  };
  const runtime = {
    instance,
    placement: { disks: [], nics: [] },
    machineType: 'pc-i440fx-7.2',
    arguments: [{ option: '-name', value: name, origin: 'name' }],
    diskArguments: [],
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a store looks at nothing but the name
  return { runtime } as unknown as RuntimeRecord;
}
