import { connectGuestAgent, QmpError, type GuestAgent } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { AgentError, InstanceError } from '../errors.ts';
import { findGuest } from '../find-guest.ts';

export interface AgentOptions {
  /** How long the agent may take to its first answer; one that is idle takes 100 ms. @default 5000 */
  readonly agentTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls a function with the agent in a guest, which serves one client at a time.
 * @throws {InstanceError} `INSTANCE_NOT_RUNNING`; {@link AgentError} `AGENT_UNREACHABLE`; what the function throws
 */
export async function withGuestAgent<T>(
  context: HypervisorContext,
  name: string,
  { agentTimeoutMs = 5000, signal }: AgentOptions,
  use: (agent: GuestAgent) => Promise<T>,
): Promise<T> {
  await using agent = await connect(context, name, { timeoutMs: agentTimeoutMs, signal });
  return await use(agent);
}

async function connect(
  context: HypervisorContext,
  name: string,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): Promise<GuestAgent> {
  try {
    return await connectGuestAgent(context.store.paths(name).guestAgent, options);
  } catch (cause) {
    if (!(cause instanceof QmpError)) throw cause;
    if ((await findGuest(context, name)) !== undefined) throw new AgentError(name, { cause });
    const message = `the agent of ${name} was not asked: it does not run`;
    throw new InstanceError('INSTANCE_NOT_RUNNING', name, message);
  }
}
