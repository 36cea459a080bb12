import { freezeFilesystems, type FrozenFilesystems } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { withGuestAgent, type AgentOptions } from './with-guest-agent.ts';

export interface FreezeGuestOptions extends AgentOptions {
  /** How long freezing and staying frozen may take together; then they are thawed. @default 10 000 */
  readonly deadlineMs?: number | undefined;
  /** Only what is mounted there. @default everything that can be frozen */
  readonly mountpoints?: readonly string[] | undefined;
  /** Thaw also when this process is killed. @default true */
  readonly guard?: boolean | undefined;
}

/**
 * Calls a function while a guest's file systems are frozen, to copy its disks; thawed afterwards, whatever happens.
 * @throws `INSTANCE_NOT_RUNNING`, `AGENT_UNREACHABLE`; `QMP_FREEZE_LOST` when they did not stay frozen: what was
 * copied is not consistent; what the function throws
 */
export function freezeGuest<T>(
  context: HypervisorContext,
  name: string,
  whileFrozen: (frozen: Pick<FrozenFilesystems, 'frozenCount' | 'lost'>) => Promise<T>,
  { deadlineMs = 10_000, guard = true, mountpoints, ...options }: FreezeGuestOptions = {},
): Promise<T> {
  return withGuestAgent(context, name, options, async (agent) => {
    const { signal } = options;
    await using frozen = await freezeFilesystems(agent, {
      deadlineMs,
      guard,
      mountpoints,
      ...(signal === undefined ? {} : { signal }),
    });
    return await whileFrozen(frozen);
  });
}
