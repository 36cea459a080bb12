import type { FileLock } from '@kvmkit/kvm-runtime-store';
import { markShutdown } from '@kvmkit/kvm-runtime-store/run';
import { LockTimeoutError } from '@kvmkit/kvm-runtime-store/store';

import { boundConsoleLog } from '../console/console-log.ts';
import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';
import { lockAbsentGuest } from '../guest-lock.ts';
import { releaseNics } from '../release/release-run.ts';
import { boundEventLog } from './bound-log.ts';
import type { CauseOfDeath } from './cause-of-death.ts';
import { followInstances } from './follow-instances.ts';
import { causeOfDeath } from './last-end.ts';
import type { InstanceEvent } from './instance-event.ts';
import { inheritWatcherLock, lockWatcher } from './watcher-lock.ts';
import { isWatchingNeeded, wantsWatching } from './watching-need.ts';

/*
What Ganeti's kvmd is: for guests with `user_shutdown` it notes that a guest has shut down by itself, and takes down
the NICs of one that ended without the host. It holds nothing that it could lose: killed and started again, it finds in
the logs what has happened meanwhile, and does what was not done.
*/

/** Watches a root as long as a guest needs it; returns at once where another watcher does. */
export async function runWatcher(context: HypervisorContext): Promise<void> {
  const { root } = context.store;
  // A start may rely on us until we have given up the lock: only after it can be known whether one has.
  const lockAgain = async (): Promise<FileLock | undefined> =>
    (await isWatchingNeeded(context)) ? lockWatcher(root) : undefined;
  const first = inheritWatcherLock(root) ?? (await lockWatcher(root));
  for (let lock = first; lock !== undefined; lock = await lockAgain()) {
    await using held = lock;
    await watchWhileNeeded(context);
    await held.removeFile();
  }
}

async function watchWhileNeeded(context: HypervisorContext): Promise<void> {
  const over = new AbortController();
  const need = new Checks(async () => {
    try {
      if (!(await isWatchingNeeded(context))) over.abort(over);
    } catch (error) {
      over.abort(error);
    }
  });
  const cleanUps = new Set<Promise<void>>();
  need.request();
  try {
    for await (const event of followInstances(context, { history: true }, over.signal)) {
      if (event === 'listening') continue;
      await noteShutdown(context, event);
      if (event.event === 'ended' && endsOfItself.has(event.cause)) {
        const cleanUp = takeDownNics(context, event.name).finally(() => cleanUps.delete(cleanUp));
        cleanUps.add(cleanUp);
      }
      if (event.event === 'ended' || event.event === 'removed') need.request();
    }
  } catch (error) {
    if (error !== over) throw error;
  }
  await Promise.all(cleanUps);
  // Several may have ended at once, and the last of them before we had read of the others.
  for (const name of await context.store.list()) await settleEnd(context, name);
}

/** QEMU says so before it ends, and so the mark is there when it is gone. */
async function noteShutdown(context: HypervisorContext, event: InstanceEvent): Promise<void> {
  if (!('monitorEvent' in event)) return;
  const paths = context.store.paths(event.name);
  await boundEventLog(paths);
  await boundConsoleLog(paths);
  if (event.event !== 'shutdown' || event.cause !== 'guest-shutdown') return;
  if (await wantsWatching(context, event.name)) await markShutdown(paths);
}

/** Ends that no manager waits for, to clean up. */
const endsOfItself: ReadonlySet<CauseOfDeath> = new Set([
  'guest-shutdown',
  'guest-reset',
  'guest-panic',
  'watchdog',
  'killed',
]);

/** What is to be done for a guest that is gone, where nobody has done it yet. */
async function settleEnd(context: HypervisorContext, name: string): Promise<void> {
  const cause = await causeOfDeath(context, name);
  if (cause === undefined || !endsOfItself.has(cause)) return;
  await whenGone(context, name, async () => {
    if (cause === 'guest-shutdown') await markShutdown(context.store.paths(name));
    await releaseNicsOf(context, name);
  });
}

function takeDownNics(context: HypervisorContext, name: string): Promise<void> {
  return whenGone(context, name, () => releaseNicsOf(context, name));
}

async function releaseNicsOf(context: HypervisorContext, name: string): Promise<void> {
  const warnings = await releaseNics(context, name);
  for (const warning of warnings) process.stderr.write(`${name}: ${warning}\n`);
}

/** Under both locks; not where a manager is at it, has cleaned up, or has started the guest again. */
async function whenGone(
  context: HypervisorContext,
  name: string,
  change: () => Promise<void>,
): Promise<void> {
  if (!(await wantsWatching(context, name))) return;
  const words = { tried: 'clean-up of the NICs', doing: 'taking down the NICs of a guest that has ended' };
  const locked = async (): Promise<void> => {
    await using held = new AsyncDisposableStack();
    held.use(await lockAbsentGuest(context, name, words));
    if (await wantsWatching(context, name)) await change();
  };
  try {
    await context.store.withLock(name, locked, { doing: words.doing });
  } catch (error) {
    if (!(error instanceof InstanceError || error instanceof LockTimeoutError)) throw error;
  }
}

/** One check at a time, and one more for requests that came meanwhile. */
class Checks {
  /** Rejects never. */
  readonly #check: () => Promise<void>;
  #requested = false;
  #running = false;

  constructor(check: () => Promise<void>) {
    this.#check = check;
  }

  request(): void {
    this.#requested = true;
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#requested) {
      this.#requested = false;
      await this.#check();
    }
    this.#running = false;
  }
}
