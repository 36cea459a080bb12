import {
  buildRuntime,
  parseInstanceSpec,
  placeDevices,
  resolveDisplayAddress,
  resolveMachineType,
  type Execution,
  type InstanceRuntime,
  type InstanceSpec,
  type InstanceSpecInput,
} from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { chooseAccelerator } from '../probe/accelerator.ts';
import { probeCapabilities } from '../probe/capabilities.ts';
import { checkExecutable } from '../probe/executable.ts';
import { interfaceAddresses } from '../parameters/interface-addresses.ts';
import { checkHostFiles } from './host-check.ts';
import { refuseUndoneWork } from './undone-work.ts';

/** All that a start needs, found out without leaving a trace of the instance. */
export interface PreparedInstance {
  readonly runtime: InstanceRuntime;
  readonly execution: Execution;
}

/**
 * Specification -> parameters -> capabilities -> placement -> runtime and execution.
 * @throws `SPECIFICATION_INVALID`, `INSTANCE_NAME_INVALID`, `SOCKET_PATH_TOO_LONG`, `QEMU_UNUSABLE`,
 * `QEMU_UNSUITABLE`, `BUS_FULL`
 */
export async function prepareInstance(
  { store, cacheDirectory }: HypervisorContext,
  input: InstanceSpecInput,
): Promise<PreparedInstance> {
  const instance = parseInstanceSpec(input);
  refuseUndoneWork(instance);
  const paths = runtimePaths(store, instance.name);
  const { kvm_path: kvmPath, kvm_flag: kvmFlag } = instance.hvparams;
  await Promise.all([checkExecutable(kvmPath), checkHostFiles(instance)]);
  const capabilities = await probeCapabilities(kvmPath, cacheDirectory);
  const machineType = resolveMachineType(instance.hvparams.machine_version, capabilities);
  const accelerator = await chooseAccelerator(kvmFlag, kvmPath, cacheDirectory);
  return {
    runtime: buildRuntime(instance, placeDevices(instance, machineType), capabilities),
    execution: {
      accelerator,
      paths,
      sandbox: 'sandbox' in capabilities.commandLineOptions,
      capabilities,
      ...displayOf(instance),
    },
  };
}

/**
 * The files that a QEMU makes for itself.
 * @throws `INSTANCE_NAME_INVALID`, `SOCKET_PATH_TOO_LONG`
 */
export function runtimePaths(store: HypervisorContext['store'], name: string): Execution['paths'] {
  const { pidFile, monitor, serial, qmp, job, kvmd, guestAgent } = store.paths(name);
  return { pidFile, monitor, serial, qmp, job, kvmd, guestAgent };
}

/** The address that VNC or SPICE listens on here, where the specification names an interface. */
export function displayOf({ hvparams }: InstanceSpec): Pick<Execution, 'display'> {
  const display = resolveDisplayAddress(hvparams, interfaceAddresses());
  return display === undefined ? {} : { display };
}
