import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

import { QmpError } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { AgentError, InstanceError } from '../errors.ts';
import { renderFacts } from '../watch/log-line.ts';
import { withGuestAgent } from './with-guest-agent.ts';

/** An idle agent answers within 100 ms; one that is not there is not worth a wait. */
const agentTimeoutMs = 3000;
/** How long it may take to say that it can not. */
const quietMs = 500;

/**
 * Asks a guest by its agent to shut down; whether it was asked. QEMU tells a shutdown that the agent began as the
 * guest's own, so it is noted before in the log of events, for those who will ask for its cause.
 */
export async function askShutdown(context: HypervisorContext, name: string): Promise<boolean> {
  try {
    return await withGuestAgent(context, name, { agentTimeoutMs }, async (agent) => {
      await noteIntent(context, name);
      await agent.executeWithoutReply('guest-shutdown', { mode: 'powerdown' }, { quietMs });
      return true;
    });
  } catch (error) {
    if (error instanceof AgentError || error instanceof InstanceError || error instanceof QmpError)
      return false;
    throw error;
  }
}

/** In one write, as QEMU appends too. A guest without a log tells no cause either. */
async function noteIntent({ store }: HypervisorContext, name: string): Promise<void> {
  await using log = await open(store.paths(name).events, constants.O_WRONLY | constants.O_APPEND).catch(
    () => undefined,
  );
  await log?.write(renderFacts({ button: true }));
}
