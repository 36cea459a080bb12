import { stat } from 'node:fs/promises';

import {
  SpecificationError,
  type DiskSpec,
  type InstanceSpec,
  type SpecificationProblem,
} from '@kvmkit/kvm-cmdline';

/**
 * Looks for every file that the specification names on this host.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with the key of each file that is not there.
 */
export async function checkHostFiles({ hvparams, disks }: InstanceSpec): Promise<void> {
  const wanted: [key: string, path: string, devicesToo: boolean][] = [
    ['hvparams.kernel_path', hvparams.kernel_path, false],
    ['hvparams.initrd_path', hvparams.initrd_path, false],
    ['hvparams.floppy_image_path', hvparams.floppy_image_path, false],
    ['hvparams.cdrom_image_path', fileOrNone(hvparams.cdrom_image_path), true],
    ['hvparams.cdrom2_image_path', fileOrNone(hvparams.cdrom2_image_path), true],
    ...disks.map((disk, index): [string, string, boolean] => [`disks.${index}.link`, hostFileOf(disk), true]),
  ];
  const problems = await Promise.all(
    wanted
      .filter(([, path]) => path !== '')
      .map(([key, path, devicesToo]) => problemOf(key, path, devicesToo)),
  );
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new SpecificationError(found);
}

/** Empty for a URL, which QEMU reaches by itself. */
function fileOrNone(image: string): string {
  return image.startsWith('/') ? image : '';
}

/** Empty for a disk that QEMU reaches by itself. */
function hostFileOf({ link, params }: DiskSpec): string {
  return params?.access === 'userspace' ? '' : (link ?? '');
}

async function problemOf(
  key: string,
  path: string,
  devicesToo: boolean,
): Promise<SpecificationProblem | undefined> {
  const allowed = devicesToo ? 'a file or block device of this host' : 'a file of this host';
  const refuse = (what: string): SpecificationProblem => ({
    path: key,
    found: `${JSON.stringify(path)}, ${what}`,
    allowed,
  });
  try {
    const info = await stat(path);
    if (info.isFile() || (devicesToo && info.isBlockDevice())) return undefined;
    return refuse('which is neither');
  } catch (error) {
    return refuse(
      `which can not be looked at (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})`,
    );
  }
}
