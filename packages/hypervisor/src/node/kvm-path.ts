import type { GivenParameters } from '../parameters/check-parameters.ts';

export interface KvmPathOption {
  /** The QEMU to ask. @default '/usr/bin/kvm' */
  readonly kvmPath?: string;
}

/** The QEMU that is asked where no instance says which: Ganeti's default `kvm_path`. */
const defaultKvmPath = '/usr/bin/kvm';

export function kvmPathOf({ kvmPath, kvm_path: fromParameters }: GivenParameters & KvmPathOption): string {
  if (kvmPath !== undefined) return kvmPath;
  return typeof fromParameters === 'string' && fromParameters !== '' ? fromParameters : defaultKvmPath;
}
