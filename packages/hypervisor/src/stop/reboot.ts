import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';
import { findGuest } from '../find-guest.ts';
import { reconcileBeforeEnd } from '../hotplug/reconcile-hotplug.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { executeRuntime, type StartedInstance } from '../launch/execute-runtime.ts';
import { planAgain } from '../launch/saved-runtime.ts';
import { requireOurs } from '../migrate/open-moves.ts';
import { clearRun } from '../release/release-run.ts';
import { endGuest, type StopOptions } from './stop.ts';

/**
 * Stops a guest as {@link endGuest} does and starts the same machine again, from its record. What could keep it from
 * starting is looked for first, as far as that goes; one that does not start again keeps its record.
 * @throws `INSTANCE_NOT_RUNNING`, `STOP_FAILED`, and what a start throws
 */
export function rebootInstance(
  context: HypervisorContext,
  instance: InstanceOrName,
  options: StopOptions = {},
): Promise<StartedInstance> {
  const { store } = context;
  const name = nameOf(instance);
  const reboot = async (): Promise<StartedInstance> => {
    await requireOurs(context, name, 'reboot');
    await reconcileBeforeEnd(context, name);
    const [guest, record] = await Promise.all([findGuest(context, name), store.read(name)]);
    if (guest === undefined || record === undefined) {
      const why = guest === undefined ? 'it does not run' : 'it has no record';
      throw new InstanceError(
        'INSTANCE_NOT_RUNNING',
        name,
        `reboot of ${name} refused: ${why}; nothing was changed`,
      );
    }
    const plan = await planAgain(
      context,
      record.runtime,
      typeof instance === 'string' ? undefined : instance,
    );
    const { guestLock } = await endGuest(context, name, options, 'rebooting');
    await using held = guestLock;
    await clearRun(context, name);
    return await executeRuntime(context, plan, held, {}, 'keep-record');
  };
  return store.withLock(name, reboot, { doing: 'rebooting' });
}
