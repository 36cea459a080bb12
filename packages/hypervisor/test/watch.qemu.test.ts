import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, watch as watchFolder } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { openPidfd } from '@kvmkit/host-fds';
import { openRuntimeStore, writeTapFile } from '@kvmkit/kvm-runtime-store';
import { connectQmp } from '@kvmkit/qmp-client';
import { describe, expect } from 'vitest';

import type { InstanceEvent } from '../src/index.ts';
import { openContext } from '../src/open-context.ts';
import { boundEventLog } from '../src/watch/bound-log.ts';
import type { CauseOfDeath } from '../src/watch/cause-of-death.ts';
import { causeOfDeath } from '../src/watch/last-end.ts';
import { startedTiny, test, type Lab } from './support/lab.ts';

const deadlineMs = 15_000;

type Guest = Awaited<ReturnType<typeof startedTiny>>;

interface Way {
  readonly name: string;
  readonly hvparams?: object;
  readonly end: (lab: Lab, guest: Guest, name: string) => unknown;
  readonly cause: CauseOfDeath;
}

const ways: readonly Way[] = [
  { name: 'poweroff', end: (_lab, { serial }) => serial.write('q'), cause: 'guest-shutdown' },
  { name: 'button', end: (lab, _guest, name) => tell(lab, name, 'system_powerdown'), cause: 'host-shutdown' },
  { name: 'quit', end: (lab, _guest, name) => tell(lab, name, 'quit'), cause: 'host-quit' },
  { name: 'term', end: (_lab, { pid }) => process.kill(pid, 'SIGTERM'), cause: 'host-quit' },
  { name: 'kill', end: (_lab, { pid }) => process.kill(pid, 'SIGKILL'), cause: 'killed' },
  {
    name: 'panic',
    hvparams: { kvm_extra: '-device pvpanic' },
    end: (_lab, { serial }) => serial.write('p'),
    cause: 'guest-panic',
  },
  {
    name: 'reboot',
    hvparams: { reboot_behavior: 'exit' },
    end: (_lab, { serial }) => serial.write('r'),
    cause: 'guest-reset',
  },
];

describeEachQemu('how guests end', ({ binary }) => {
  test('each end has its cause, and the guest’s own shutdown alone leaves the mark', async ({ lab }) => {
    const context = openContext({ root: lab.root });
    await using events = lab.hypervisor.watch();
    await events.listening;
    const guests = await Promise.all(
      ways.map(({ name, hvparams }) =>
        startedTiny(lab, name, { kvm_path: binary, user_shutdown: true, ...hvparams }),
      ),
    );
    const watcher = watcherPid(lab);
    for (const [index, { end, name }] of ways.entries()) {
      const guest = guests[index];
      if (guest !== undefined) await end(lab, guest, name);
    }
    const told = new Map<string, CauseOfDeath>();
    for await (const event of events) {
      if (event.event === 'ended') told.set(event.name, event.cause);
      if (told.size === ways.length) break;
    }
    const expected = new Map(ways.map(({ name, cause }) => [name, cause]));
    expect(told).toEqual(expected);
    for (const { name, cause } of ways) expect(await causeOfDeath(context, name)).toBe(cause);

    // With the last of them, the watcher's work is done.
    await processEnd(watcher);
    const marked = ways.filter(({ name }) => existsSync(context.store.paths(name).shutdownMarker));
    expect(marked.map(({ name }) => name)).toEqual(['poweroff']);
    expect(existsSync(join(lab.root, 'lock/.watcher'))).toBe(false);
    expect(readFileSync(join(lab.root, 'log/.watcher.log'), 'utf8')).toBe('');

    // The cause is known as long as nobody has cleaned up.
    await lab.hypervisor.cleanupInstance('poweroff');
    expect(await causeOfDeath(context, 'poweroff')).toBeUndefined();
  });

  test('QEMU writes its log from behind a chroot, as another user, and goes on when it is cut', async ({
    lab,
  }) => {
    const context = openContext({ root: lab.root });
    const confined = { use_chroot: true, security_model: 'user', security_domain: 'nobody' } as const;
    const { serial } = await startedTiny(lab, 'one', { kvm_path: binary, ...confined });
    await boundEventLog(context.store.paths('one'), 0);
    await using events = lab.hypervisor.watch();
    await events.listening;
    serial.write('q');
    const ended = await until(events, 'ended');
    expect(ended).toMatchObject({ name: 'one', cause: 'guest-shutdown' });
    expect(await causeOfDeath(context, 'one')).toBe('guest-shutdown');
  });
});

describe('watch', () => {
  test('tells what another process does to an instance, from its start to its removal', async ({ lab }) => {
    await using events = lab.hypervisor.watch({ names: ['one'] });
    await events.listening;
    await otherProcess(
      lab,
      `await hypervisor.startInstance(specification);
       await hypervisor.pauseInstance('one');
       await hypervisor.resumeInstance('one');
       await hypervisor.resetInstance('one');
       await hypervisor.stopInstance('one', { force: true });`,
    );
    const seen: InstanceEvent[] = [];
    for await (const event of events) {
      seen.push(event);
      if (event.event === 'removed') break;
    }
    const words = seen.map(({ event }) => event).filter((event) => event !== 'reset');
    expect(words).toEqual(['started', 'resumed', 'paused', 'resumed', 'shutdown', 'ended', 'removed']);
    expect(seen).toContainEqual(expect.objectContaining({ event: 'reset', by: 'host' }));
    expect(seen.find(({ event }) => event === 'ended')).toMatchObject({ cause: 'host-quit' });
  });

  test('begins with now, or with all that the logs hold', async ({ lab }) => {
    const { serial } = await startedTiny(lab, 'one');
    await using events = lab.hypervisor.watch();
    await using all = lab.hypervisor.watch({ history: true });
    await events.listening;
    serial.write('q');
    expect(await events.next()).toMatchObject({ value: { event: 'shutdown', cause: 'guest-shutdown' } });
    expect(await all.next()).toMatchObject({ value: { event: 'started' } });
  });

  test('ends by its signal with the signal’s reason, and by close() without one', async ({ lab }) => {
    const over = new AbortController();
    const aborted = lab.hypervisor.watch({ signal: over.signal }).next();
    const events = lab.hypervisor.watch();
    const closed = events.next();
    over.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    await events.close();
    await expect(closed).resolves.toEqual({ done: true, value: undefined });
    await expect(events.next()).resolves.toEqual({ done: true, value: undefined });
  });

  test('fails when the runtime directory is removed, rather than wait for ever', async ({ lab }) => {
    await using events = lab.hypervisor.watch();
    await events.listening;
    const failure = events.next().catch((error: unknown) => error);
    await rm(lab.root, { recursive: true });
    expect(await failure).toMatchObject({ code: 'ROOT_REMOVED' });
  });
});

describe('the watcher', () => {
  test('killed, it loses nothing: the next one finds in the log what has happened meanwhile', async ({
    lab,
  }) => {
    const { store } = openContext({ root: lab.root });
    const { serial } = await startedTiny(lab, 'one', { user_shutdown: true });
    // What a clean-up of the NICs is to take away.
    await writeTapFile(store.paths('one'), 0, 'none');
    const first = watcherPid(lab);
    process.kill(first, 'SIGKILL');
    await processEnd(first);
    await using events = lab.hypervisor.watch();
    await events.listening;
    serial.write('q');
    await until(events, 'ended');
    expect(existsSync(store.paths('one').shutdownMarker)).toBe(false);

    await lab.hypervisor.startInstance(await lab.tiny('two', { user_shutdown: true }));
    await untilSo(store.paths('one').shutdownMarker, () => existsSync(store.paths('one').shutdownMarker));
    await untilSo(store.paths('one').nics, () => !existsSync(store.paths('one').nics));
    expect(watcherPid(lab)).not.toBe(first);
  });

  test('there is one for a root; a second one ends at once', async ({ lab }) => {
    await startedTiny(lab, 'one', { user_shutdown: true });
    const first = watcherPid(lab);
    const commandLine = readFileSync(`/proc/${first}/cmdline`, 'utf8').split('\0').slice(1, -1);
    const second = spawn(process.execPath, commandLine, { stdio: 'inherit' });
    expect(await once(second, 'exit')).toEqual([0, null]);
    expect(watcherPid(lab)).toBe(first);
  });

  test('it stays while a guest needs it that was started when it was just about to end', async ({ lab }) => {
    const { serial } = await startedTiny(lab, 'one', { user_shutdown: true });
    const next = await lab.tiny('two', { user_shutdown: true });
    serial.write('q');
    await lab.hypervisor.startInstance(next);
    const console = await lab.hypervisor.openConsole('two');
    console.write('q');
    const { shutdownMarker } = openRuntimeStore({ root: lab.root }).paths('two');
    await untilSo(shutdownMarker, () => existsSync(shutdownMarker));
  });

  test('an instance without user_shutdown has none, and is stopped by the host without a mark', async ({
    lab,
  }) => {
    await startedTiny(lab, 'one');
    expect(existsSync(join(lab.root, 'lock/.watcher'))).toBe(false);
    await lab.hypervisor.stopInstance('one');
    expect(await lab.files()).toEqual([]);
  });
});

async function tell(lab: Lab, name: string, command: 'quit' | 'system_powerdown'): Promise<void> {
  await using qmp = await connectQmp(join(lab.root, `ctrl/${name}.qmp`));
  // QEMU may be gone before it answers.
  await qmp.execute(command).catch(() => undefined);
}

async function until(
  events: AsyncIterable<InstanceEvent>,
  kind: InstanceEvent['event'],
): Promise<InstanceEvent> {
  const iterator = events[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await iterator.next();
    if (done === true) throw new Error(`no ${kind}`);
    if (value.event === kind) return value;
  }
}

/** From its lock, where it stands when a start returns. */
function watcherPid(lab: Lab): number {
  const { pid } = JSON.parse(readFileSync(join(lab.root, 'lock/.watcher'), 'utf8')) as { pid: number };
  return pid;
}

async function processEnd(pid: number): Promise<void> {
  try {
    using pidfd = openPidfd(pid);
    expect(await pidfd.waitForExit({ timeoutMs: deadlineMs })).toBe(true);
  } catch (error) {
    if ((error as { errnoName?: string }).errnoName !== 'ESRCH') throw error;
  }
}

/** Looks whenever something changes beside a file. */
async function untilSo(path: string, holds: () => boolean): Promise<void> {
  const folder = watchFolder(dirname(path));
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    while (!holds()) await once(folder, 'change', { signal: deadline });
  } finally {
    folder.close();
  }
}

async function otherProcess(lab: Lab, work: string): Promise<void> {
  const program = `
    import { openHypervisor } from ${JSON.stringify(join(import.meta.dirname, '../src/index.ts'))};
    const { root, specification } = JSON.parse(process.env.TASK);
    const hypervisor = openHypervisor({ root });
    ${work}
  `;
  const child = spawn(
    process.execPath,
    ['--conditions=@kvmkit/source', '--input-type=module-typescript', '--eval', program],
    {
      env: { ...process.env, TASK: JSON.stringify({ root: lab.root, specification: await lab.tiny('one') }) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  expect(await once(child, 'exit')).toEqual([0, null]);
}
