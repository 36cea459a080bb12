import { defaultHvParams } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

/** What every case with hypervisor parameters may hold: Ganeti's defaults, with changes. */
const parametersCase = v.object({
  hvparams: v.optional(v.record(v.string(), v.unknown()), {}),
  hvparams_del: v.optional(v.array(v.string()), []),
});

// Where the files of cases are said to lie; nothing looks there.
const fixtureFolder = '/fixtures';

const files = `
  bin/kvm, bin/qemu-alt, bin/socat, boot/vmlinuz, boot/initrd.img, disk/d0, disk/d1, disk/d2, disk/d3, iso/cd1.iso,
  iso/cd2.iso, iso/cd with space.iso, img/floppy.img, pw/vnc, pw/spice, pw/empty, pw/two, pw/blank-lines, pw/spaces,
  pw/quotes`
  .split(',')
  .map((name) => name.trim())
  .concat('disk/d,comma', 'img/floppy,comma.img', 'iso/cd,comma.iso');
const directories = ['bin', 'boot', 'disk', 'hugepages', 'img', 'iso', 'pw', 'x509'];

/** What the cases' README says is there, below the folder of fixtures. */
export const fixtureNames: { readonly files: readonly string[]; readonly directories: readonly string[] } = {
  files,
  directories,
};

/** The same by path. */
export const fixturePaths: Readonly<Record<string, 'file' | 'directory'>> = Object.fromEntries([
  ...files.map((name) => [`${fixtureFolder}/${name}`, 'file'] as const),
  ...directories.map((name) => [`${fixtureFolder}/${name}`, 'directory'] as const),
  [fixtureFolder, 'directory'] as const,
]);

/** The hypervisor parameters of a case. */
export function givenParameters(given: object): Readonly<Record<string, unknown>> {
  const { hvparams, hvparams_del: removed } = v.parse(parametersCase, given);
  const all = Object.entries({ ...defaultHvParams, ...hvparams });
  return Object.fromEntries(
    all.filter(([name]) => !removed.includes(name)).map(([name, value]) => [name, placed(value)]),
  );
}

/** A value with its placeholder filled in. */
export function placed(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('@FIX@', fixtureFolder) : value;
}
