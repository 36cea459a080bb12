/**
 * A process of its own, started by guard.ts: it thaws a guest's file systems when the process that froze them dies.
 *
 * ```text
 *   holder                     guard
 *     │  {address, ...}\n  ──>  │   what to thaw
 *     │  <──  "ready\n"         │
 *     │  "done\n"          ──>  │   exits: the scope has ended in order
 *     ✕  (end of the pipe) ──>  │   connects to the agent and thaws, again and again until that is confirmed
 * ```
 *
 * The pipe is all that it shares with its holder, and the kernel closes that however the holder dies. It can not act
 * earlier: the agent serves one client, and that is the holder while it lives.
 */
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import type { QmpAddress } from '../transport/address.ts';
import { connectGuestAgent } from './connect-guest-agent.ts';

/** What the guard is told in its first line. */
export interface GuardOrder {
  readonly address: QmpAddress;
  /** When the file systems should be thawed at the latest, by Date.now(). */
  readonly deadlineAtMs: number;
}

/** The descriptor of the pipe. */
const pipeFd = 3;
/** How long it goes on trying, after the deadline or the holder's death, whichever is later. */
const graceMs = 60_000;
const attemptMs = 10_000;
const pauseMs = 100;

/** Reads all lines until the holder's end of the pipe closes; answers the first. */
async function readUntilEnd(pipe: Socket): Promise<readonly string[]> {
  let text = '';
  pipe.setEncoding('utf8');
  pipe.on('data', (chunk: string) => {
    const wasReady = text.includes('\n');
    text += chunk;
    if (!wasReady && text.includes('\n')) pipe.write('ready\n');
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  pipe.on('error', () => {});
  pipe.on('close', () => resolve());
  await promise;
  return text.split('\n');
}

async function thawUntilConfirmed(order: GuardOrder): Promise<void> {
  const giveUpAtMs = Math.max(order.deadlineAtMs, Date.now()) + graceMs;
  while (Date.now() < giveUpAtMs) {
    try {
      await using agent = await connectGuestAgent(order.address, { timeoutMs: attemptMs });
      await agent.execute('guest-fsfreeze-thaw');
      return;
    } catch {
      await delay(pauseMs);
    }
  }
}

const [firstLine = '', lastWord] = await readUntilEnd(new Socket({ fd: pipeFd }));
if (lastWord !== 'done') {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by guard.ts
  await thawUntilConfirmed(JSON.parse(firstLine) as GuardOrder);
}
