import { access, constants, stat } from 'node:fs/promises';

import { QemuError } from '../errors.ts';

/** @throws {QemuError} `QEMU_UNUSABLE` when the file is missing, no file, or not executable by us. */
export async function checkExecutable(kvmPath: string): Promise<void> {
  const refuse = (found: string): never => {
    throw new QemuError(
      'QEMU_UNUSABLE',
      kvmPath,
      `hvparams.kvm_path: found ${kvmPath}, ${found}; expected a QEMU system emulator`,
    );
  };
  const info = await stat(kvmPath).catch(() => undefined);
  if (info === undefined) return refuse('which does not exist');
  if (!info.isFile()) return refuse('which is not a file');
  await access(kvmPath, constants.X_OK).catch(() => refuse('which is not executable'));
}
