import { QmpConnectionError } from '../errors.ts';
import { connectGuestAgent } from './connect-guest-agent.ts';
import type { GuestAgent } from './guest-agent.ts';

/**
 * Thaws and answers how many file systems were frozen until then, over a new connection if this one is gone.
 *
 * @throws As `GuestAgent.execute` and `connectGuestAgent` do, when the thaw could not be confirmed.
 */
export async function thawFilesystems(agent: GuestAgent, timeoutMs: number): Promise<number> {
  try {
    return await agent.execute('guest-fsfreeze-thaw', {}, { timeoutMs });
  } catch (error) {
    const { address } = agent;
    const reachable = typeof address === 'string' || !('stream' in address);
    if (!(error instanceof QmpConnectionError) || !reachable) throw error;
    await using another = await connectGuestAgent(address, { timeoutMs });
    return await another.execute('guest-fsfreeze-thaw', {}, { timeoutMs });
  }
}
