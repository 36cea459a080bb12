import { buildArguments, buildCommandLine, type InstanceSpecInput } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import type { Explanation } from '../kvm-hypervisor.ts';
import { prepareInstance } from './prepare.ts';

/** The command that a start would run, by the very functions that a start uses. */
export async function explain(context: HypervisorContext, input: InstanceSpecInput): Promise<Explanation> {
  const { runtime, execution } = await prepareInstance(context, input);
  return { argv: buildCommandLine(runtime, execution), arguments: buildArguments(runtime, execution) };
}
