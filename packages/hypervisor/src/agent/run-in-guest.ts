import { runInGuest as run, type GuestProgram, type GuestProgramResult } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { withGuestAgent, type AgentOptions } from './with-guest-agent.ts';

export interface RunInGuestOptions extends AgentOptions, Pick<GuestProgram, 'input' | 'env'> {
  /** How long the program may take; given up, it still runs. @default no limit */
  readonly timeoutMs?: number | undefined;
}

/**
 * Runs a program in a guest as its agent's user, and waits for its end, whatever its exit code.
 * @throws `INSTANCE_NOT_RUNNING`, `AGENT_UNREACHABLE`; `QMP_COMMAND_FAILED` when the agent can not or must not start
 * it, `QMP_TIMEOUT`
 */
export function runInGuest(
  context: HypervisorContext,
  name: string,
  [path, ...args]: readonly [program: string, ...args: readonly string[]],
  { timeoutMs, input, env, ...options }: RunInGuestOptions = {},
): Promise<GuestProgramResult> {
  return withGuestAgent(context, name, options, (agent) =>
    run(agent, { path, args, input, env, timeoutMs, signal: options.signal }),
  );
}
