import { stat } from 'node:fs/promises';

import { SpecificationError, type DiskSpec, type SpecificationProblem } from '@kvmkit/kvm-cmdline';

/**
 * Looks for the file or block device of every disk on this host.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with the key of each that is not there.
 */
export async function checkDisks(disks: readonly DiskSpec[]): Promise<void> {
  const problems = await Promise.all(
    disks.map((disk, index) => problemOf(`disks.${index}.link`, hostFileOf(disk))),
  );
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new SpecificationError(found);
}

/** `undefined` for a disk that QEMU reaches by itself. */
function hostFileOf({ link, params }: DiskSpec): string | undefined {
  return params?.access === 'userspace' ? undefined : (link ?? undefined);
}

async function problemOf(key: string, path: string | undefined): Promise<SpecificationProblem | undefined> {
  if (path === undefined) return undefined;
  const refuse = (what: string): SpecificationProblem => ({
    path: key,
    found: `${JSON.stringify(path)}, ${what}`,
    allowed: 'a file or block device of this host',
  });
  try {
    const info = await stat(path);
    return info.isFile() || info.isBlockDevice() ? undefined : refuse('which is neither');
  } catch (error) {
    return refuse(
      `which can not be looked at (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})`,
    );
  }
}
