import { once } from 'node:events';
import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { connectGuestAgent } from '../src/guest-agent/connect-guest-agent.ts';
import type { GuestAgent } from '../src/guest-agent/guest-agent.ts';
import { runInGuest } from '../src/guest-agent/run-in-guest.ts';
import { connectQmp, QmpCommandError, QmpTimeoutError } from '../src/index.ts';
import { startLinuxGuest, type LinuxGuest } from './linux-guest.ts';
import { rejection } from './rejection.ts';

let guest: LinuxGuest;
/** One for all tests: while no client is there the agent sleeps 100 ms at a time. */
let agent: GuestAgent;

beforeAll(async () => {
  guest = await startLinuxGuest();
  // The guest is still booting: connecting waits for its agent.
  agent = await connectGuestAgent(guest.agentPath, { waitForSocket: true, timeoutMs: 50_000 });
});
afterAll(async () => {
  await agent.close();
  await guest[Symbol.asyncDispose]();
});

describe('commands', () => {
  test('are answered with what the agent says, nanoseconds to the last digit', async () => {
    expect(await agent.execute('guest-ping')).toEqual({});
    expect(await agent.execute('guest-get-osinfo')).toMatchObject({ machine: 'x86_64' });
    const time = await agent.execute('guest-get-time');
    expect(typeof time).toBe('bigint');
    expect(Math.abs(Number(time) / 1e6 - Date.now())).toBeLessThan(60_000);
  });

  test('are refused by the agent with its words', async () => {
    const error = await rejection(agent.execute('guest-nonsense'));
    expect(error).toBeInstanceOf(QmpCommandError);
    expect(error).toMatchObject({ errorClass: 'CommandNotFound', command: 'guest-nonsense' });
    expect(String(error)).toContain('the guest agent refused guest-nonsense');
  });

  test('are executed one after the other: 50 at once get each its own answer', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => 2n ** 60n + BigInt(index));
    expect(await Promise.all(ids.map(async (id) => await agent.execute('guest-sync', { id })))).toEqual(ids);
  });

  test('are supported if the agent has them and may execute them', async () => {
    expect(await agent.supports('guest-exec')).toBe(true);
    // Windows only: listed, and disabled.
    expect(await agent.supports('guest-get-devices')).toBe(false);
    expect(await agent.supports('guest-nonsense')).toBe(false);
  });
});

describe('synchronisation', () => {
  test('gets past what an earlier client left behind: answers of its commands, half a command, garbage', async () => {
    for (const rest of [
      '{"execute":"guest-pi',
      '{"execute":"guest-sync-delimited","arguments":{"id":7}}',
      ']]}"\n',
    ]) {
      await agent.close();
      const dropped = connect(guest.agentPath);
      await once(dropped, 'connect');
      dropped.write(
        Buffer.concat([Buffer.of(0xff), Buffer.from('{"execute":"guest-info"}\n'.repeat(20) + rest)]),
      );
      await once(dropped, 'data');
      dropped.destroy();
      agent = await connectGuestAgent(guest.agentPath);
      expect(await agent.execute('guest-sync', { id: 1 })).toBe(1);
    }
  });

  test('follows a command given up: its late answer is not taken for that of the next', async () => {
    guest.process.kill('SIGSTOP');
    const late = rejection(agent.execute('guest-sync', { id: 1 }, { timeoutMs: 20 }));
    const queued = rejection(
      agent.execute('guest-exec', { path: '/bin/touch', arg: ['/run/never'] }, { timeoutMs: 10 }),
    );
    const controller = new AbortController();
    const aborted = rejection(agent.execute('guest-get-time', {}, { signal: controller.signal }));
    controller.abort('enough');
    expect(await late).toMatchObject({ code: 'QMP_TIMEOUT', command: 'guest-sync', timeoutMs: 20 });
    expect(String(await queued)).toContain(
      'guest-exec was not sent: the guest agent was still busy with guest-sync',
    );
    expect(await aborted).toBe('enough');
    const unsynchronised = await rejection(agent.execute('guest-ping', {}, { timeoutMs: 20 }));
    expect(String(unsynchronised)).toContain(
      'guest-ping was not sent: the guest agent (busy with guest-sync',
    );
    guest.process.kill('SIGCONT');
    expect(await agent.execute('guest-sync', { id: 2 })).toBe(2);
    expect(await guest.shell('ls /run')).not.toContain('never');
  });

  test('follows a restart of the agent', async () => {
    expect(await agent.supports('guest-exec')).toBe(true);
    const start =
      '/usr/sbin/qemu-ga -d -m virtio-serial -p /dev/virtio-ports/org.qemu.guest_agent.0 -t /run/state -f /run/qemu-ga.pid';
    await guest.shell('kill -STOP $(cat /run/qemu-ga.pid)');
    const unanswered = rejection(agent.execute('guest-ping', {}, { timeoutMs: 50 }));
    expect(await unanswered).toBeInstanceOf(QmpTimeoutError);
    await guest.shell(`kill -9 $(cat /run/qemu-ga.pid); rm /run/qemu-ga.pid; ${start} -b guest-exec`);
    expect(await agent.execute('guest-sync', { id: 3 })).toBe(3);
    expect(await agent.supports('guest-exec')).toBe(false);
    await guest.shell(
      `kill $(cat /run/qemu-ga.pid); while [ -e /run/qemu-ga.pid ]; do usleep 1000; done; ${start}`,
    );
  });
});

test('a guest without an agent is a time-out that says so', async () => {
  const error = await rejection(connectGuestAgent(guest.deafPath, { timeoutMs: 50 }));
  expect(error).toBeInstanceOf(QmpTimeoutError);
  expect(String(error)).toMatch(
    /no guest agent answered on .*deaf \(the guest may have none running, or not yet\) within 50 ms/,
  );
});

describe('a program in the guest', () => {
  test('gives its output, its error output and its exit code', async () => {
    const args = ['-c', 'cat; echo "$A" >&2; exit 3'];
    const result = await runInGuest(agent, { path: '/bin/sh', args, input: 'in\0put', env: { A: 'x y' } });
    expect(result).toMatchObject({ exitCode: 3, signal: undefined, stdoutTruncated: false });
    expect(result.stdout.toString()).toBe('in\0put');
    expect(result.stderr.toString()).toBe('x y\n');
  });

  test('that a signal ended has no exit code', async () => {
    const result = await runInGuest(agent, { path: 'sh', args: ['-c', 'kill -9 $$'] });
    expect(result).toMatchObject({ exitCode: undefined, signal: 9 });
  });

  test('goes on when the wait for it is given up, and its pid is told', async () => {
    const error = await rejection(runInGuest(agent, { path: 'sleep', args: ['100'], timeoutMs: 200 }));
    const [, pid] =
      /sleep \(pid (\d+) in the guest, where it still runs\) did not end within 200 ms/.exec(String(error)) ??
      [];
    expect(await guest.shell(`kill ${pid} && echo killed`)).toContain('killed');
    const controller = new AbortController();
    const aborted = rejection(runInGuest(agent, { path: 'sleep', args: ['1'], signal: controller.signal }));
    controller.abort('enough');
    expect(await aborted).toBe('enough');
  });

  test('that can not be started is refused', async () => {
    await expect(runInGuest(agent, { path: '/no/such' })).rejects.toThrow(QmpCommandError);
  });
});

describe('a command without an answer', () => {
  test('is not for execute', async () => {
    await expect(agent.execute('guest-shutdown')).rejects.toThrow(TypeError);
  });

  test('still reports its error', async () => {
    const error = await rejection(
      agent.executeWithoutReply('guest-shutdown', { mode: 'sideways' as 'halt' }),
    );
    expect(error).toMatchObject({ code: 'QMP_COMMAND_FAILED', command: 'guest-shutdown' });
    expect(await agent.execute('guest-ping')).toEqual({});
  });

  test('guest-suspend-ram succeeds by silence, and the woken guest answers again', async () => {
    await using qmp = await connectQmp(guest.qmpPath);
    using suspended = qmp.subscribe(['SUSPEND']);
    expect(await agent.executeWithoutReply('guest-suspend-ram', {}, { quietMs: 100 })).toBe('silent');
    await suspended.next({ timeoutMs: 10_000 });
    await qmp.execute('system_wakeup');
    expect(await agent.execute('guest-sync', { id: 4 })).toBe(4);
  });

  // The last test: it ends the guest.
  test('guest-shutdown ends the guest, which is its success, and then nothing can be sent', async () => {
    expect(await agent.executeWithoutReply('guest-shutdown')).toBe('ended');
    await guest.exited;
    expect(await agent.closed).toMatchObject({ by: 'peer', error: { code: 'QMP_CONNECTION_CLOSED' } });
    await expect(agent.execute('guest-ping')).rejects.toMatchObject({
      reason: 'closed',
      pendingCommands: ['guest-ping'],
    });
  });
});
