import {
  buildRuntime,
  parseInstanceSpec,
  placeDevices,
  type Execution,
  type InstanceRuntime,
  type InstanceSpecInput,
} from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { chooseAccelerator } from '../probe/accelerator.ts';
import { probeCapabilities } from '../probe/capabilities.ts';
import { checkExecutable } from '../probe/executable.ts';
import { checkHostFiles, refuseNics } from './host-check.ts';

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
  refuseNics(instance);
  const { pidFile, monitor, serial, qmp, job, kvmd } = store.paths(instance.name);
  const { kvm_path: kvmPath, kvm_flag: kvmFlag } = instance.hvparams;
  await Promise.all([checkExecutable(kvmPath), checkHostFiles(instance)]);
  const capabilities = await probeCapabilities(kvmPath, cacheDirectory);
  const accelerator = await chooseAccelerator(kvmFlag, kvmPath, cacheDirectory);
  return {
    runtime: buildRuntime(instance, placeDevices(instance), capabilities),
    execution: {
      accelerator,
      paths: { pidFile, monitor, serial, qmp, job, kvmd },
      sandbox: 'sandbox' in capabilities.commandLineOptions,
    },
  };
}
