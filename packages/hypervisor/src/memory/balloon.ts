import { QmpCommandError, type QmpClient, type QmpSubscription } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { BalloonError } from '../errors.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest } from '../running-guest.ts';

export interface BalloonOptions {
  /** How long the guest may take to follow; 0: it is only asked. @default 10 000 */
  readonly timeoutMs?: number;
}

export interface BalloonedInstance {
  readonly name: string;
  /** What the guest has by now. */
  readonly actualMiB: number;
  readonly reached: boolean;
  /** Why it was not reached: a frozen guest executes no driver; one that has moved not at all may have none. */
  readonly reason?: 'guest-frozen' | 'no-response' | 'too-slow';
}

const mib = 2 ** 20;

/**
 * Asks a guest to have so much memory, and watches whether it follows.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `BALLOON_REFUSED`
 */
export function balloonInstanceMemory(
  context: HypervisorContext,
  instance: InstanceOrName,
  memoryMiB: number,
  { timeoutMs = 10_000 }: BalloonOptions = {},
): Promise<BalloonedInstance> {
  if (!Number.isSafeInteger(memoryMiB * mib) || memoryMiB < 1) {
    throw new RangeError(`memoryMiB is ${memoryMiB}, expected whole MiB, from 1 on`);
  }
  const name = nameOf(instance);
  return changeRunningGuest(context, name, { tried: 'balloon', doing: 'ballooning' }, async ({ qmp }) => {
    try {
      return { name, ...(await follow(qmp, memoryMiB * mib, timeoutMs)) };
    } catch (cause) {
      if (cause instanceof QmpCommandError) throw new BalloonError(name, cause.message, { cause });
      throw cause;
    }
  });
}

async function follow(
  qmp: QmpClient,
  wanted: number,
  timeoutMs: number,
): Promise<Omit<BalloonedInstance, 'name'>> {
  using changes = qmp.subscribe(['BALLOON_CHANGE']);
  const { actual: before } = await qmp.execute('query-balloon');
  await qmp.execute('balloon', { value: wanted });
  const { running } = await qmp.execute('query-status');
  if (running) await untilBalloon(qmp, changes, { wanted, timeoutMs });
  const { actual } = await qmp.execute('query-balloon');
  const actualMiB = Math.floor(actual / mib);
  if (actual === wanted) return { actualMiB, reached: true };
  const reason = !running ? 'guest-frozen' : actual === before ? 'no-response' : 'too-slow';
  return { actualMiB, reached: false, reason };
}

/** Events are only a hint to ask: QEMU tells at most one of them a second (monitor/monitor.c). */
async function untilBalloon(
  qmp: QmpClient,
  changes: QmpSubscription<unknown>,
  { wanted, timeoutMs }: { readonly wanted: number; readonly timeoutMs: number },
): Promise<void> {
  const signal = AbortSignal.timeout(Math.max(1, timeoutMs));
  while ((await qmp.execute('query-balloon')).actual !== wanted) {
    try {
      await changes.next({ signal });
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
  }
}
