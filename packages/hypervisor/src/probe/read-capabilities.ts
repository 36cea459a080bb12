import {
  CapabilityError,
  capabilitiesFromQmp,
  parseCapabilities,
  type CapabilityReplies,
  type CapabilityTexts,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';

/**
 * Capabilities that were written down as JSON: themselves, the replies of a QMP probe, or the texts that a QEMU prints
 * (`help`, `machines`, `devices`).
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when it is none of them.
 */
export function readCapabilities(value: unknown): QemuCapabilities {
  if (typeof value === 'object' && value !== null) {
    if ('features' in value && 'machineTypes' in value && 'commandLineOptions' in value) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- told by what only they have
      return value as QemuCapabilities;
    }
    if ('schema' in value && 'commands' in value && 'machines' in value) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      return capabilitiesFromQmp(value as CapabilityReplies);
    }
    if ('help' in value && 'machines' in value && 'devices' in value) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      return parseCapabilities(value as CapabilityTexts);
    }
  }
  throw new CapabilityError(
    'capabilities',
    'found neither capabilities nor replies of a QMP probe nor the texts help, machines and devices',
  );
}
