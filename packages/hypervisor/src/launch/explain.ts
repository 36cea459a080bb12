import {
  buildArguments,
  buildCommandLine,
  buildRuntime,
  diffCommandLines,
  parseCommandLine,
  parseInstanceSpec,
  placeDevices,
  resolveMachineType,
  tapFeatures,
  type CommandLineDifference,
  type Execution,
  type HostWork,
  type InstanceSpec,
  type InstanceSpecInput,
  type NicTap,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import type { Explanation } from '../kvm-hypervisor.ts';
import { readCapabilities } from '../probe/read-capabilities.ts';
import { displayOf, prepareInstance, runtimePaths, type PreparedInstance } from './prepare.ts';
import { refuseUndoneWork } from './undone-work.ts';

export interface ExplainOptions {
  /**
   * Those of a QEMU that need not be here: then nothing is asked of this host, and descriptors of taps are made up.
   * As JSON: capabilities, the replies of a QMP probe, or the texts `help`, `machines` and `devices`.
   */
  readonly capabilities?: unknown;
}

/** The command that a start would run, by the very functions that a start uses. */
export async function explain(
  context: HypervisorContext,
  input: InstanceSpecInput,
  { capabilities }: ExplainOptions = {},
): Promise<Explanation> {
  const { runtime, execution } =
    capabilities === undefined
      ? await prepareInstance(context, input)
      : prepareFor(context, parseInstanceSpec(input), readCapabilities(capabilities));
  return { argv: buildCommandLine(runtime, execution), arguments: buildArguments(runtime, execution) };
}

/** What another instance's command line, or one that was written down, says otherwise to QEMU. */
export async function diffCommandLine(
  context: HypervisorContext,
  input: InstanceSpecInput,
  other: InstanceSpecInput | string,
  options?: ExplainOptions,
): Promise<CommandLineDifference[]> {
  const { argv } = await explain(context, input, options);
  const words =
    typeof other === 'string' ? parseCommandLine(other) : (await explain(context, other, options)).argv;
  return diffCommandLines(argv, words);
}

function prepareFor(
  { store }: HypervisorContext,
  instance: InstanceSpec,
  capabilities: QemuCapabilities,
): PreparedInstance {
  const { hvparams, name } = instance;
  refuseUndoneWork(instance, hvparams.security_model === 'pool' ? [...knownToHosts, 'user'] : knownToHosts);
  const machineType = resolveMachineType(hvparams.machine_version, capabilities);
  const execution: Execution = {
    ...(hvparams.kvm_flag === '' ? {} : { accelerator: hvparams.kvm_flag === 'enabled' ? 'kvm' : 'tcg' }),
    paths: runtimePaths(store, name),
    sandbox: 'sandbox' in capabilities.commandLineOptions,
    capabilities,
    taps: inventedTaps(instance, capabilities),
    ...(hvparams.security_model === 'user' ? { user: hvparams.security_domain } : {}),
    ...displayOf(instance),
  };
  return { runtime: buildRuntime(instance, placeDevices(instance, machineType), capabilities), execution };
}

// What stands on the command line and nobody but a host can tell; so it is with the user of a pool.
const knownToHosts: readonly HostWork[] = ['chroot', 'spice-certificates'];

// After the standard streams and the guest's lock.
const firstDescriptor = 4;

function inventedTaps({ nics, hvparams }: InstanceSpec, capabilities: QemuCapabilities): NicTap[] {
  if (nics.length === 0) return [];
  const { queues, vhost } = tapFeatures(hvparams, capabilities);
  let next = firstDescriptor;
  const take = (count: number): number[] => Array.from({ length: count }, () => next++);
  return nics.map(() => ({ tapFds: take(queues), vhostFds: take(vhost ? queues : 0) }));
}
