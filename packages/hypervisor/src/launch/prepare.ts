import {
  askedOfHost,
  buildRuntime,
  parseInstanceSpec,
  placeDevices,
  resolveMachineType,
  validateParameters,
  type InstanceRuntime,
  type InstanceSpec,
  type InstanceSpecInput,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { checkDisks } from './host-check.ts';

/** A runtime, and the capabilities of the QEMU that it was made for. */
export interface PreparedRuntime {
  readonly runtime: InstanceRuntime;
  readonly capabilities: QemuCapabilities;
}

/**
 * Specification -> parameters -> capabilities -> placement -> runtime; leaves no trace of the instance.
 * @throws `SPECIFICATION_INVALID`, `INSTANCE_NAME_INVALID`, `SOCKET_PATH_TOO_LONG`, `QEMU_UNUSABLE`,
 * `QEMU_UNSUITABLE`, `BUS_FULL`
 */
export async function prepareRuntime(
  context: HypervisorContext,
  input: InstanceSpecInput,
): Promise<PreparedRuntime> {
  const instance = parseInstanceSpec(input);
  // A name that can not become a path is refused before anything is looked at.
  context.store.paths(instance.name);
  const { hvparams, disks } = instance;
  const asked = [
    context.host.capabilities(hvparams.kvm_path),
    context.host.facts(askedOfHost(hvparams)),
    checkDisks(disks),
  ] as const;
  // A probe that goes on behind a refusal would write its answer down after it.
  await Promise.allSettled(asked);
  const [capabilities, facts] = await Promise.all(asked);
  validateParameters(hvparams, { ...facts, capabilities });
  return { runtime: placedRuntime(instance, capabilities), capabilities };
}

/** The host-independent part of a start, for a QEMU of these capabilities. */
export function placedRuntime(instance: InstanceSpec, capabilities: QemuCapabilities): InstanceRuntime {
  const machineType = resolveMachineType(instance.hvparams.machine_version, capabilities);
  return buildRuntime(instance, placeDevices(instance, machineType), capabilities);
}
