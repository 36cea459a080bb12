import { join } from 'node:path';

import { describe, expect } from 'vitest';

import type { CauseOfDeath } from '../src/index.ts';
import { images, startedTiny, test, type Lab } from './support/lab.ts';

const kernelArguments =
  'panic=-1 rdinit=/init quiet nokaslr mitigations=off no_timer_check tsc=reliable lpj=4000000 random.trust_cpu=on';

/** Starts a Linux guest with an agent, and waits until it runs. */
async function startLinux(lab: Lab): Promise<void> {
  const { hypervisor } = lab;
  const tiny = await lab.tiny('web1', {
    kernel_path: join(images, 'linux/vmlinux'),
    initrd_path: join(images, 'linux/initrd-agent'),
    root_path: '',
    kernel_args: kernelArguments,
    use_guest_agent: true,
    user_shutdown: true,
  });
  await hypervisor.startInstance({ ...tiny, beparams: { maxmem: 128 } });
  let seen = '';
  const signal = AbortSignal.timeout(25_000);
  for await (const { bytes } of hypervisor.followConsole('web1', { signal })) {
    seen += bytes.toString();
    if (seen.includes('GUEST-READY')) break;
  }
}

test('the agent in a guest tells of it, runs programs, freezes its disks, and is who shuts it down', async ({
  lab,
}) => {
  const { hypervisor } = lab;
  await using events = hypervisor.watch();
  await events.listening;
  await startLinux(lab);

  const info = await hypervisor.getGuestInfo('web1', { agentTimeoutMs: 20_000 });
  expect(info).toMatchObject({
    agentVersion: expect.stringMatching(/^\d+\.\d+/),
    os: { kernelRelease: expect.stringMatching(/^\d+\.\d+/), machine: 'x86_64' },
  });
  expect(info.interfaces?.find(({ name }) => name === 'lo')?.addresses).toContain('127.0.0.1/8');

  const ran = await hypervisor.runInGuest('web1', ['sh', '-c', 'cat; exit 3'], { input: 'hello' });
  expect({ exitCode: ran.exitCode, stdout: ran.stdout.toString() }).toEqual({ exitCode: 3, stdout: 'hello' });

  const script = 'mke2fs /dev/vda && mkdir /mnt && mount -t ext4 /dev/vda /mnt';
  expect(await hypervisor.runInGuest('web1', ['sh', '-c', script])).toMatchObject({ exitCode: 0 });
  expect(await hypervisor.freezeGuest('web1', async ({ frozenCount }) => frozenCount)).toBe(1);
  const failed = hypervisor.freezeGuest('web1', () => Promise.reject(new Error('the copy failed')));
  await expect(failed).rejects.toThrow('the copy failed');
  // Thawed: while it is frozen the agent would refuse.
  expect(await hypervisor.runInGuest('web1', ['true'])).toMatchObject({ exitCode: 0 });

  expect(await hypervisor.stopInstance('web1', { timeoutMs: 20_000 })).toMatchObject({ by: 'guest-agent' });
  const told: [monitorEvent: string, cause: CauseOfDeath][] = [];
  for await (const event of events) {
    if (event.event === 'power-button') told.push([event.monitorEvent, 'host-shutdown']);
    if (event.event === 'shutdown') told.push([event.monitorEvent, event.cause]);
    if (event.event === 'shutdown' || event.event === 'removed') break;
  }
  // No button was pressed, and yet it is the host's doing.
  expect(told).toEqual([['SHUTDOWN', 'host-shutdown']]);
});

describe('a guest without an agent', () => {
  test('is stopped by its power button at once', async ({ lab }) => {
    const { serial } = await startedTiny(lab, 'web1', { use_guest_agent: true });
    const before = performance.now();
    expect(await lab.hypervisor.stopInstance('web1')).toMatchObject({ by: 'power-button' });
    // It would take the agent's deadline of 3 s to find out by asking.
    expect(performance.now() - before).toBeLessThan(2500);
    serial.destroy();
  });

  test('does not keep who asks for it waiting longer than they want', async ({ lab }) => {
    const { serial } = await startedTiny(lab, 'web1', { use_guest_agent: true });
    const asked = lab.hypervisor.getGuestInfo('web1', { agentTimeoutMs: 50 });
    await expect(asked).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE', instance: 'web1' });
    await expect(lab.hypervisor.getGuestInfo('web2')).rejects.toMatchObject({ code: 'INSTANCE_NOT_RUNNING' });
    serial.destroy();
  });
});
