import { defaultMachineType, type QemuCapabilities } from './capabilities.ts';
import { CapabilityError } from './errors.ts';

/**
 * The versioned name of a machine type; none asked for is this QEMU's default.
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when this QEMU has no such machine.
 */
export function resolveMachineType(wanted: string, capabilities: QemuCapabilities): string {
  const setting = 'hvparams.machine_version';
  const { machineTypes } = capabilities;
  const asked = wanted === '' ? defaultMachineType(capabilities) : wanted;
  const found = machineTypes.find(({ name, alias }) => name === asked || alias === asked);
  if (found === undefined) {
    const offered = machineTypes.map(({ name }) => name).join(', ');
    throw new CapabilityError(setting, `found ${JSON.stringify(wanted)}, this QEMU offers: ${offered}`);
  }
  if (!isPc(found.name)) {
    const allowed = 'pc, q35 and their versions (this version places devices on no other)';
    throw new CapabilityError(setting, `found ${JSON.stringify(wanted)}, allowed: ${allowed}`);
  }
  return found.name;
}

/** `pc` itself is what it was called before it had versions (0.10). */
function isPc(machineType: string): boolean {
  return machineType === 'pc' || machineType.startsWith('pc-');
}
