// The specification of an instance
export { parseInstanceSpec } from './parse-instance-spec.ts';
export type {
  BeParams,
  DiskDevType,
  DiskSpec,
  HvInfo,
  InstanceSpec,
  InstanceSpecInput,
  NicSpec,
} from './instance-spec.ts';
export {
  defaultHvParams,
  hvParameters,
  type HostWork,
  type HvParameter,
  type HvParameterName,
  type HvParams,
} from './hv-parameters.ts';

export { wantedHostWork, type WantedWork } from './host-work.ts';

// The checks of its hypervisor parameters
export { checkParameterSyntax } from './parameters/check-parameter-syntax.ts';
export { validateParameters } from './parameters/validate-parameters.ts';
export {
  askedOfHost,
  type HostFacts,
  type HostQuestions,
  type InterfaceAddresses,
} from './parameters/host-facts.ts';
export { assessParameters, type AdviceTopic, type ParameterAdvice } from './parameters/assess-parameters.ts';
export { forceParameterTypes } from './parameters/force-parameter-types.ts';
export type { ParameterRule } from './parameters/parameter-rule.ts';

// What a QEMU can do
export {
  capabilitiesFromQmp,
  defaultMachineType,
  formatQemuVersion,
  type CapabilityReplies,
  type MachineType,
  type QemuCapabilities,
  type QemuVersion,
} from './capabilities.ts';
export type { QemuFeatures } from './qemu-features.ts';
export type { SchemaEntity } from './schema-facts.ts';
export { emittedDrivers } from './devices/emitted-drivers.ts';
export { parseCapabilities, type CapabilityTexts } from './qemu-texts/parse-capabilities.ts';
export { parseKvmVersion, type WrittenVersion } from './qemu-texts/kvm-version.ts';

// Who sits where
export { deviceId, type DeviceKind } from './devices/device-id.ts';
export {
  placeDevice,
  placeDevices,
  type DeviceRequest,
  type PlacedDevice,
  type Placement,
} from './devices/placement.ts';
export { busOccupants, type BusSettings, type Resident } from './devices/buses.ts';
export {
  addressOfHvInfo,
  addressProperties,
  type AddressProperties,
  type DeviceAddress,
  type PciAddress,
  type ScsiAddress,
} from './devices/device-address.ts';

// Disks
export { diskProperties } from './devices/disk-arguments.ts';
export { diskDriver } from './devices/disk-drivers.ts';
export { diskBlockNode, driveUri, type BlockNode } from './devices/block-node.ts';
export { parseStorageUri, type ProtocolNode } from './devices/storage-uri.ts';

// NICs
export { queueOptions, tapFeatures, type NetworkCapabilities, type TapFeatures } from './tap-features.ts';
export { nicArguments, nicProperties, type NicTap } from './devices/nic-arguments.ts';

// The machine
export { resolveMachineType } from './machine-type.ts';

// Memory
export { startMemoryMiB } from './start-memory.ts';

// The command line
export { buildRuntime, respellRuntime, type InstanceRuntime } from './runtime.ts';
export { buildArguments, buildCommandLine, type Execution } from './command-line.ts';
export { parseCommandLine } from './parse-command-line.ts';
export { diffCommandLines, type CommandLineDifference } from './diff-command-lines.ts';
export type { RuntimePaths } from './arguments/sockets.ts';
export type { SpiceCertificates } from './arguments/spice.ts';
export { resolveDisplayAddress, type DisplayAddress } from './display-address.ts';
export type { Argument } from './argument.ts';
export { renderNested, renderOptions, type OptionValue } from './option-string.ts';

// Errors
export {
  CapabilityError,
  KvmCmdlineError,
  PlacementError,
  SpecificationError,
  type SpecificationProblem,
} from './errors.ts';

// A machine with nothing behind its devices
export { buildTwin, type TwinExecution } from './rehearsal.ts';
