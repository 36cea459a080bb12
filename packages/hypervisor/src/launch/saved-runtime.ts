import {
  parseInstanceSpec,
  respellRuntime,
  type InstanceRuntime,
  type InstanceSpecInput,
} from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { checkDisks } from './host-check.ts';
import { planExecution, type ExecutionPlan } from './execution-plan.ts';

/**
 * A plan for the machine that a record describes, whatever the specification says by now; only what is not part of
 * the machine (passwords, user, chroot, keymap) is taken from the instance as it is now.
 * @throws as {@link planExecution}; `QEMU_UNSUITABLE` when the QEMU of today can not build that machine
 */
export async function planAgain(
  context: HypervisorContext,
  saved: InstanceRuntime,
  now?: InstanceSpecInput,
): Promise<ExecutionPlan> {
  const capabilities = await context.host.capabilities(saved.instance.hvparams.kvm_path);
  const runtime = respellRuntime(saved, capabilities);
  await checkDisks(runtime.instance.disks);
  const hvparams = now === undefined ? undefined : parseInstanceSpec(now).hvparams;
  return planExecution(context, { runtime, capabilities }, hvparams);
}
