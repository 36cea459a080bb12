import type { InstanceSpecInput } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';
import { lockAbsentGuest } from '../guest-lock.ts';
import { requireOurs } from '../migrate/open-moves.ts';
import { clearRun } from '../release/release-run.ts';
import {
  executeRuntime,
  type AfterFailure,
  type StartedInstance,
  type StartOptions,
} from './execute-runtime.ts';
import { planExecution, type ExecutionPlan } from './execution-plan.ts';
import { prepareRuntime } from './prepare.ts';
import { planAgain } from './saved-runtime.ts';

const words = { tried: 'start', doing: 'starting' };

/**
 * Starts an instance: from its specification, or by its name from the record that a guest has left which ended by
 * itself.
 * @throws `INSTANCE_RUNNING`, `INSTANCE_UNKNOWN`, and all that {@link prepareRuntime}, {@link planExecution} and
 * {@link executeRuntime} throw
 */
export async function startInstance(
  context: HypervisorContext,
  input: InstanceSpecInput | string,
  options: StartOptions = {},
): Promise<StartedInstance> {
  if (typeof input === 'string') return startAgain(context, input, options);
  const plan = await planExecution(context, await prepareRuntime(context, input));
  return startLocked(
    context,
    plan.runtime.instance.name,
    () => Promise.resolve(plan),
    options,
    'remove-record',
  );
}

function startAgain(
  context: HypervisorContext,
  name: string,
  options: StartOptions,
): Promise<StartedInstance> {
  const plan = async (): Promise<ExecutionPlan> => {
    const record = await context.store.read(name);
    if (record !== undefined) return planAgain(context, record.runtime);
    throw new InstanceError(
      'INSTANCE_UNKNOWN',
      name,
      `start of ${name} refused: it has no record in ${context.store.root}; a specification is needed`,
    );
  };
  return startLocked(context, name, plan, options, 'keep-record');
}

function startLocked(
  context: HypervisorContext,
  name: string,
  planOf: () => Promise<ExecutionPlan>,
  options: StartOptions,
  afterFailure: AfterFailure,
): Promise<StartedInstance> {
  const start = async (): Promise<StartedInstance> => {
    await using guestLock = await lockAbsentGuest(context, name, words);
    await requireOurs(context, name, words.tried);
    const plan = await planOf();
    // What a run before has left, of which nobody has taken care.
    await clearRun(context, name);
    return await executeRuntime(context, plan, guestLock, options, afterFailure);
  };
  return context.store.withLock(name, start, { doing: words.doing });
}
