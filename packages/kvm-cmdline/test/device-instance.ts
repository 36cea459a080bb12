import { parseInstanceSpec, type HvParams, type InstanceSpec } from '../src/index.ts';

/** The third group, of which the device's id is made, counts. */
export function uuidOf(index: number): string {
  return `932df160-7a22-${String(index).padStart(4, '0')}-a566-7e0ca8386133`;
}

/**
 * An instance with some disks and NICs; parameters that this version starts no guest with yet are put in after
 * parsing.
 */
export function instanceWith(
  devices: {
    readonly disks?: number | readonly object[];
    readonly nics?: number;
  },
  hvparams: Partial<HvParams> = {},
): InstanceSpec {
  const { disks = 0, nics = 0 } = devices;
  const given = typeof disks === 'number' ? Array.from({ length: disks }, () => ({})) : disks;
  const instance = parseInstanceSpec({
    name: 'web1',
    uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
    disks: given.map((disk, index) => ({ uuid: uuidOf(index), link: `/srv/${index}.img`, ...disk })),
    nics: Array.from({ length: nics }, (_, index) => ({
      uuid: uuidOf(index),
      mac: `aa:00:00:35:d8:0${index}`,
    })),
  });
  return { ...instance, hvparams: { ...instance.hvparams, kernel_path: '', ...hvparams } };
}
