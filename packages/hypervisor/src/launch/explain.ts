import {
  buildArguments,
  buildCommandLine,
  diffCommandLines,
  parseCommandLine,
  parseInstanceSpec,
  tapFeatures,
  type Argument,
  type CommandLineDifference,
  type Execution,
  type InstanceRuntime,
  type InstanceSpec,
  type InstanceSpecInput,
  type NicTap,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';
import { parseUidPool } from '@kvmkit/kvm-runtime-store/run';

import type { HypervisorContext } from '../context.ts';
import { readCapabilities } from '../probe/read-capabilities.ts';
import { displayOf, planExecution, runtimePaths } from './execution-plan.ts';
import { placedRuntime, prepareRuntime } from './prepare.ts';

export interface ExplainOptions {
  /**
   * Those of a QEMU that need not be here: then nothing is asked of this host, and descriptors of taps are made up.
   * As JSON: capabilities, the replies of a QMP probe, or the texts `help`, `machines` and `devices`.
   */
  readonly capabilities?: unknown;
}

export interface Explanation {
  readonly argv: readonly string[];
  readonly arguments: readonly Argument[];
}

/** The command that a start would run, by the very functions that a start uses; only descriptors are made up. */
export async function explain(
  context: HypervisorContext,
  input: InstanceSpecInput,
  { capabilities }: ExplainOptions = {},
): Promise<Explanation> {
  const { runtime, execution } =
    capabilities === undefined
      ? await planHere(context, input)
      : await planFor(context, parseInstanceSpec(input), readCapabilities(capabilities));
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

interface CommandLineParts {
  readonly runtime: InstanceRuntime;
  readonly execution: Execution;
}

async function planHere(context: HypervisorContext, input: InstanceSpecInput): Promise<CommandLineParts> {
  const { runtime, execution } = await planExecution(context, await prepareRuntime(context, input));
  return { runtime, execution: withInventions(context, runtime.instance, execution) };
}

async function planFor(
  context: HypervisorContext,
  instance: InstanceSpec,
  capabilities: QemuCapabilities,
): Promise<CommandLineParts> {
  const { hvparams, name } = instance;
  const execution: Execution = {
    ...(hvparams.kvm_flag === '' ? {} : { accelerator: hvparams.kvm_flag === 'enabled' ? 'kvm' : 'tcg' }),
    paths: runtimePaths(context, name),
    sandbox: context.settings.sandbox && 'sandbox' in capabilities.commandLineOptions,
    capabilities,
    ...(await displayOf(context, hvparams)),
    spiceCertificates: context.settings.spiceCertificates,
  };
  return {
    runtime: placedRuntime(instance, capabilities),
    execution: withInventions(context, instance, execution),
  };
}

/** What only a start finds out: descriptors, and which uid of the pool is free; the first stands for it. */
function withInventions(
  { settings, store }: HypervisorContext,
  instance: InstanceSpec,
  execution: Execution,
): Execution {
  const { security_model: model, security_domain: domain, use_chroot: chroot } = instance.hvparams;
  const firstUid = parseUidPool(settings.uidPool)[0]?.[0] ?? 0;
  const user = model === 'pool' ? `${firstUid}:${firstUid}` : domain;
  return {
    ...execution,
    ...(execution.capabilities === undefined ? {} : { taps: inventedTaps(instance, execution.capabilities) }),
    ...(model === 'none' ? {} : { user }),
    ...(chroot ? { chroot: store.paths(instance.name).chroot } : {}),
  };
}

// After the standard streams and the guest's lock.
const firstDescriptor = 4;

function inventedTaps({ nics, hvparams }: InstanceSpec, capabilities: QemuCapabilities): NicTap[] {
  if (nics.length === 0) return [];
  const { queues, vhost } = tapFeatures(hvparams, capabilities);
  let next = firstDescriptor;
  const take = (count: number): number[] => Array.from({ length: count }, () => next++);
  return nics.map(() => ({ tapFds: take(queues), vhostFds: take(vhost ? queues : 0) }));
}
