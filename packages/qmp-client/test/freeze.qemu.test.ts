import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { connectGuestAgent } from '../src/guest-agent/connect-guest-agent.ts';
import { freezeFilesystems } from '../src/guest-agent/freeze-filesystems.ts';
import type { GuestAgent } from '../src/guest-agent/guest-agent.ts';
import { runInGuest } from '../src/guest-agent/run-in-guest.ts';
import { QmpFreezeLostError, QmpTimeoutError } from '../src/index.ts';
import { startLinuxGuest, type LinuxGuest } from './linux-guest.ts';
import { rejection } from './rejection.ts';

const holderScript = fileURLToPath(new URL('freeze-holder.ts', import.meta.url));

let guest: LinuxGuest;
let agent: GuestAgent;

beforeAll(async () => {
  guest = await startLinuxGuest();
  agent = await connectGuestAgent(guest.agentPath, { waitForSocket: true, timeoutMs: 50_000 });
  const script = 'mke2fs /dev/vda && mkdir /mnt && mount -t ext4 /dev/vda /mnt';
  await runInGuest(agent, { path: 'sh', args: ['-c', script] });
});
afterAll(async () => {
  await agent.close();
  await guest[Symbol.asyncDispose]();
});

async function status(): Promise<string> {
  return await agent.execute('guest-fsfreeze-status');
}

describe('the file systems of a guest', () => {
  test('are frozen inside the scope and thawed at its end', async () => {
    {
      await using frozen = await freezeFilesystems(agent, { deadlineMs: 10_000 });
      expect(frozen.frozenCount).toBe(1);
      expect(await status()).toBe('frozen');
      // The agent refuses nearly everything meanwhile, in other words in each version.
      await expect(agent.execute('guest-get-osinfo')).rejects.toMatchObject({
        code: 'QMP_COMMAND_FAILED',
        errorClass: 'CommandNotFound',
      });
      expect(await agent.supports('guest-exec')).toBe(false);
    }
    expect(await status()).toBe('thawed');
    expect(await agent.supports('guest-exec')).toBe(true);
  });

  test('are thawed when the scope throws', async () => {
    const error = new Error('the copy failed');
    const copying = async (): Promise<void> => {
      await using _ = await freezeFilesystems(agent, { deadlineMs: 10_000 });
      throw error;
    };
    expect(await rejection(copying())).toBe(error);
    expect(await status()).toBe('thawed');
  });

  test('are thawed at the deadline, and the scope that is still open then fails', async () => {
    const frozen = await freezeFilesystems(agent, { deadlineMs: 300 });
    await once(frozen.lost, 'abort');
    expect(await status()).toBe('thawed');
    expect(frozen.lost.reason).toBeInstanceOf(QmpFreezeLostError);
    const error = await rejection(frozen.thaw());
    expect(error).toMatchObject({ code: 'QMP_FREEZE_LOST', thawedBy: 'deadline' });
    expect(String(error)).toContain('300 ms after freezing began');
  });

  test('that someone else thawed make the scope fail', async () => {
    const frozen = await freezeFilesystems(agent, { deadlineMs: 10_000 });
    await agent.execute('guest-fsfreeze-thaw');
    expect(await rejection(frozen.thaw())).toMatchObject({ code: 'QMP_FREEZE_LOST', thawedBy: 'other' });
    expect(await rejection(frozen.thaw())).toMatchObject({ code: 'QMP_FREEZE_LOST' });
  });

  test('can be chosen by where they are mounted, and may be none', async () => {
    const chosen = await freezeFilesystems(agent, { deadlineMs: 10_000, mountpoints: ['/mnt'] });
    expect(chosen.frozenCount).toBe(1);
    await chosen.thaw();
    await using none = await freezeFilesystems(agent, { deadlineMs: 10_000, mountpoints: ['/elsewhere'] });
    expect(none.frozenCount).toBe(0);
  });

  test('are thawed over a new connection if the one that froze them is gone', async () => {
    const frozen = await freezeFilesystems(agent, { deadlineMs: 10_000 });
    await agent.close();
    await frozen.thaw();
    agent = await connectGuestAgent(guest.agentPath);
    expect(await status()).toBe('thawed');
  });

  test('do not stay frozen when freezing takes too long: the thaw is on its way behind it', async () => {
    await guest.shell('kill -STOP $(cat /run/qemu-ga.pid)');
    const freezing = rejection(freezeFilesystems(agent, { deadlineMs: 50 }));
    // Freezing has timed out by now, and its undoing waits for the agent.
    const later = rejection(agent.execute('guest-ping', {}, { timeoutMs: 100 }));
    expect(await later).toBeInstanceOf(QmpTimeoutError);
    await guest.shell('kill -CONT $(cat /run/qemu-ga.pid)');
    expect(await freezing).toMatchObject({ code: 'QMP_TIMEOUT', command: 'guest-fsfreeze-freeze' });
    expect(await status()).toBe('thawed');
  });
});

describe('a guard', () => {
  test('does nothing where the scope ends in order', async () => {
    {
      await using _ = await freezeFilesystems(agent, { deadlineMs: 10_000, guard: true });
      expect(await status()).toBe('frozen');
    }
    expect(await status()).toBe('thawed');
  });

  test.each([
    ['killed', '--conditions=@kvmkit/source'],
    ['killed, when built', '--conditions=default'],
  ])('thaws when the process that froze is %s', async (_title, condition) => {
    await agent.close();
    const holder = spawn(process.execPath, [condition, holderScript, guest.agentPath], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [word] = await once(holder.stdout, 'data');
    expect(String(word)).toBe('frozen\n');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    // Writing waits for the thaw; the agent serves the guard until then.
    expect(await guest.shell('touch /mnt/written && ls /mnt && rm /mnt/written')).toContain('written');
    agent = await connectGuestAgent(guest.agentPath);
    expect(await status()).toBe('thawed');
  });

  test('is refused for an address that only this process has', async () => {
    const error = await rejection(
      freezeFilesystems(Object.assign(Object.create(agent), { address: { stream: process.stdin } }), {
        deadlineMs: 1000,
        guard: true,
      }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(await status()).toBe('thawed');
  });
});
