import type { InstancePaths } from '@kvmkit/kvm-runtime-store';
import { connectQmp, QmpConnectionError, type QmpClient } from '@kvmkit/qmp-client/qmp';

export type Monitor = 'qmp' | 'job' | 'kvmd';

/** Short questions have a monitor of their own; a guest of Ganeti's has no third one. */
export const forQuestions: readonly Monitor[] = ['qmp', 'job', 'kvmd'];
/** What is done under the instance's lock. */
export const forChanges: readonly Monitor[] = ['job', 'qmp', 'kvmd'];

/** How a monitor is reached by the path of its socket. */
type Dial = (path: string, options: { timeoutMs: number; signal: AbortSignal }) => Promise<QmpClient>;

/** Over a connection that can carry descriptors. */
export async function dialWithDescriptors(
  path: string,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<QmpClient> {
  const { connectUnix, SystemCallError } = await import('@kvmkit/host-fds');
  const stream = await connectUnix(path).catch((cause: unknown) => {
    if (!(cause instanceof SystemCallError)) throw cause;
    const reason = cause.errnoName === 'ENOENT' ? 'absent' : 'unreachable';
    throw new QmpConnectionError(`can not connect to ${path}`, { reason, address: path, cause });
  });
  return connectQmp({ stream }, options);
}

/** How long a monitor may keep silent before the next is asked too; one that nobody holds greets within 1 ms. */
const silenceMs = 200;

/**
 * The first of QEMU's monitors that greets. One may be held by another client, and then says nothing; rarely one goes
 * deaf for good when its client drops (QEMU 7.2.22, 10.0.13): then another answers.
 * @throws {QmpError} the first one's, when none greets in time
 */
export async function connectMonitor(
  paths: Pick<InstancePaths, Monitor>,
  order: readonly Monitor[],
  { timeoutMs, dial = connectQmp }: { readonly timeoutMs: number; readonly dial?: Dial },
): Promise<QmpClient> {
  const over = new AbortController();
  const attempts: Promise<QmpClient>[] = [];
  const deadline = performance.now() + timeoutMs;
  let winner: QmpClient | undefined;
  try {
    for (const monitor of order) {
      const remainingMs = Math.max(1, Math.round(deadline - performance.now()));
      attempts.push(dial(paths[monitor], { timeoutMs: remainingMs, signal: over.signal }));
      winner = await firstWithin(Math.min(silenceMs, remainingMs), attempts);
      if (winner !== undefined) return winner;
    }
    winner = await firstOf(attempts);
    return winner ?? (await attempts[0]) ?? noMonitor();
  } finally {
    // With a reason: without one an exception is made, which is dear.
    over.abort(noLongerAwaited);
    closeAllBut(winner, attempts);
  }
}

const noLongerAwaited = 'the monitor is no longer awaited';

/** `undefined` when all of them have failed, or the time is over. */
async function firstWithin(
  patienceMs: number,
  attempts: readonly Promise<QmpClient>[],
): Promise<QmpClient | undefined> {
  const { promise: isOver, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, patienceMs, undefined).unref();
  try {
    return await Promise.race([firstOf(attempts), isOver]);
  } finally {
    clearTimeout(timer);
  }
}

/** `undefined` when all of them have failed. */
function firstOf(attempts: readonly Promise<QmpClient>[]): Promise<QmpClient | undefined> {
  return Promise.any(attempts).catch(() => undefined);
}

/** Two may greet at the same moment. */
function closeAllBut(winner: QmpClient | undefined, attempts: readonly Promise<QmpClient>[]): void {
  for (const attempt of attempts) {
    attempt.then(
      (client) => (client === winner ? undefined : client.close()),
      () => undefined,
    );
  }
}

function noMonitor(): never {
  throw new TypeError('no monitor was named');
}
