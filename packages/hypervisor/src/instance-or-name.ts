import type { InstanceSpecInput } from '@kvmkit/kvm-cmdline';

/** The instance itself, which says what it is by now, or only its name. */
export type InstanceOrName = InstanceSpecInput | string;

export function nameOf(instance: InstanceOrName): string {
  return typeof instance === 'string' ? instance : instance.name;
}
