import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderOptions } from '../option-string.ts';

/** What the guest is, apart from the accelerator, which only the host that runs it knows. */
export interface Machine {
  readonly machineType: string;
  readonly accelerator: 'kvm' | 'tcg' | undefined;
}

/**
 * The accelerator is a part of `-machine`: with `-accel` beside it, a kvm_path that is a wrapper around `-enable-kvm`
 * would be refused ("The -accel and \"-machine accel=\" options are incompatible").
 */
export function machineArguments(
  { hvparams }: InstanceSpec,
  { machineType, accelerator }: Machine,
  capabilities: QemuCapabilities | undefined,
): Argument[] {
  const origin = 'hvparams.machine_version';
  const noAcpi = acpiFlag(hvparams.acpi, capabilities);
  if (capabilities?.features.machine === false) {
    return [...noAcpi, argument('-M', machineType, origin), ...oldAccelerator(accelerator, capabilities)];
  }
  const acpi = hvparams.acpi || noAcpi.length > 0 ? undefined : false;
  return [...noAcpi, argument('-machine', renderOptions(machineType, { acpi, accel: accelerator }), origin)];
}

/** Before 9.0 a flag; what takes its place is a part of `-machine`, and is in every QEMU that can be asked over QMP. */
function acpiFlag(acpi: boolean, capabilities: QemuCapabilities | undefined): Argument[] {
  return !acpi && capabilities?.features.noAcpi === true
    ? [argument('-no-acpi', undefined, 'hvparams.acpi')]
    : [];
}

/** Before `-machine` (0.15) an accelerator was a flag of its own. */
function oldAccelerator(accelerator: Machine['accelerator'], { features }: QemuCapabilities): Argument[] {
  if (accelerator === 'kvm') return [argument('-enable-kvm', undefined, 'hvparams.kvm_flag')];
  return accelerator === 'tcg' && features.disableKvm
    ? [argument('-disable-kvm', undefined, 'hvparams.kvm_flag')]
    : [];
}
