import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderImplied } from '../option-string.ts';

export function nameArguments({ name }: InstanceSpec): Argument[] {
  return [argument('-name', renderImplied('guest', name, {}), 'name')];
}

/** A QEMU that is too old for `-uuid` gives its guests none: they cannot tell the difference. */
export function uuidArguments({ uuid }: InstanceSpec, { features }: QemuCapabilities): Argument[] {
  return features.uuid ? [argument('-uuid', uuid, 'uuid')] : [];
}
