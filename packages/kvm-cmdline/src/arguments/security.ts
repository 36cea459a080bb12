import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import { renderOptions } from '../option-string.ts';

/** Whom QEMU becomes, and what it sees, before the guest runs. */
export interface Confinement {
  /** The user that QEMU changes to: a name, or `uid:gid`. */
  readonly user?: string | undefined;
  /** The directory that becomes QEMU's root. */
  readonly chroot?: string | undefined;
  /** Whether QEMU confines itself with seccomp (`-sandbox`). */
  readonly sandbox: boolean;
}

/** `-run-with` where QEMU has it with both (9.1); `-runas` and `-chroot` before. */
export function privilegeArguments(
  { user, chroot }: Confinement,
  capabilities: QemuCapabilities | undefined,
): Argument[] {
  if (user === undefined && chroot === undefined) return [];
  if (capabilities === undefined)
    throw new TypeError('a user or a chroot is set, and capabilities are missing');
  const userOrigin = 'hvparams.security_model';
  const chrootOrigin = 'hvparams.use_chroot';
  if (capabilities.features.runWith) {
    const value = renderOptions(undefined, { user, chroot });
    return [argument('-run-with', value, user === undefined ? chrootOrigin : userOrigin)];
  }
  return [
    ...(user === undefined ? [] : [argument('-runas', user, userOrigin)]),
    ...(chroot === undefined ? [] : [argument('-chroot', chroot, chrootOrigin)]),
  ];
}

/**
 * Nothing that a guest's QEMU does in its life needs what is denied here. A QEMU that is to change its user has to be
 * able to: with `elevateprivileges=deny` it dies of it (5.2 to 11.1; docs/decisions/0003-detached-start.md).
 */
export function sandboxArguments({ user, sandbox }: Confinement): Argument[] {
  if (!sandbox) return [];
  const elevation = user === undefined ? 'elevateprivileges=deny,' : '';
  const value = `on,obsolete=deny,${elevation}spawn=deny,resourcecontrol=deny`;
  return [argument('-sandbox', value, 'sandbox')];
}
