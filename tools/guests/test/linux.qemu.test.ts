import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureImages, imagesFolder } from './images.ts';
import { startQemu, type Port, type Qemu } from './qemu.ts';

// README.md says why each of these makes the boot faster under TCG.
const KERNEL_ARGUMENTS =
  'console=ttyS0 quiet panic=-1 nokaslr mitigations=off noreplace-smp no_timer_check tsc=reliable lpj=4000000 ' +
  'cryptomgr.notests random.trust_cpu=on';

await ensureImages();
const inLinuxFolder = (file: string): string => path.join(imagesFolder, 'linux', file);

async function bootLinux(options: {
  readonly initrd?: string;
  readonly switches?: string;
  readonly args?: readonly string[];
  readonly portNames?: readonly string[];
}): Promise<Qemu> {
  const args = ['-m', '128', '-kernel', inLinuxFolder('vmlinux')];
  args.push('-initrd', inLinuxFolder(options.initrd ?? 'initrd'));
  args.push('-append', `${KERNEL_ARGUMENTS} ${options.switches ?? ''}`, ...(options.args ?? []));
  const qemu = await startQemu(args, options.portNames);
  await qemu.serial.said.match(/GUEST-READY [\d.]+/);
  return qemu;
}

describe('one guest with a disk, an agent, a shell on a virtio port, a counter and a dirtier', () => {
  let qemu: Qemu;

  beforeAll(async () => {
    const disk = `file=${path.join(imagesFolder, 'disk.img')},format=raw,if=none,id=data,snapshot=on`;
    qemu = await bootLinux({
      initrd: 'initrd-agent',
      switches: 'g.count=1 g.dirty=8,40,r',
      args: ['-drive', disk, '-device', 'virtio-blk-pci,drive=data'],
      portNames: ['test.0', 'org.qemu.guest_agent.0'],
    });
    return async () => qemu[Symbol.asyncDispose]();
  });

  const shell = (): Port => qemu.port('test.0');

  test('the guest sees the virtio disk and its first sector', async () => {
    shell().type('head -n 1 /dev/vda\n');
    const [line] = await shell().said.match(/.*\n/);
    expect(line).toBe('kvmkit test disk: this is its first sector\n');
  });

  test('the agent answers guest-ping', async () => {
    const agent = qemu.port('org.qemu.guest_agent.0');
    agent.type('{"execute": "guest-ping"}\n');
    const [answer] = await agent.said.match(/.*\n/);
    expect(JSON.parse(answer)).toEqual({ return: {} });
  });

  test('a hot-added disk appears, and can be taken away again', async () => {
    await qemu.execute('blockdev-add', {
      driver: 'null-co',
      size: 1 << 20,
      'read-zeroes': true,
      'node-name': 'new',
    });
    await qemu.execute('device_add', { driver: 'virtio-blk-pci', drive: 'new', id: 'new' });
    // The guest waits, not we: the shell says nothing until the disk is there.
    shell().type('until [ -e /sys/block/vdb ]; do usleep 5000; done; cat /sys/block/vdb/size\n');
    await shell().said.match(/^2048\n/m);
    await qemu.execute('device_del', { id: 'new' });
    expect(await qemu.event('DEVICE_DELETED')).toMatchObject({
      path: expect.stringContaining('/machine/peripheral/new'),
    });
  });

  test('the console has a shell without a prompt or an echo', async () => {
    qemu.serial.type('echo $((6 * 7)) is the answer\n');
    await qemu.serial.said.match(/42 is the answer\n/);
    expect(qemu.serial.said.text).not.toContain('echo');
  });

  test('the counter goes up', async () => {
    const [, first] = await qemu.serial.said.match(/GUEST-COUNT (\d+)\n/);
    const [, third] = await qemu.serial.said.match(/GUEST-COUNT (\d+)\n/, 3);
    expect([first, third]).toEqual(['1', '3']);
  });

  test('the dirtier goes over its memory again and again and finds nothing corrupt', async () => {
    const [, pass] = await qemu.serial.said.match(/DIRTY pass (\d+) MB\/s \d+/, 2);
    expect(Number(pass)).toBeGreaterThan(2);
    expect(qemu.serial.said.text).not.toContain('CORRUPT');
  });

  test('it powers off on the power button', async () => {
    await qemu.execute('system_powerdown');
    expect(await qemu.event('SHUTDOWN')).toEqual({ guest: true, reason: 'guest-shutdown' });
    expect(await qemu.exited).toBe(0);
    expect(qemu.serial.said.text).toContain('GUEST-POWERDOWN');
    expect(qemu.serial.said.text).not.toContain('GUEST-ERROR');
  });
});

test('with g.nopwr=1 it ignores the power button', async () => {
  await using qemu = await bootLinux({ switches: 'g.nopwr=1' });
  await qemu.execute('system_powerdown');
  await qemu.event('POWERDOWN');
  qemu.serial.type('echo still here; reboot -f\n');
  await qemu.serial.said.match(/still here\n/);
  expect(await qemu.event('RESET')).toEqual({ guest: true, reason: 'guest-reset' });
});

test.each([
  ['poweroff', 'SHUTDOWN', { guest: true, reason: 'guest-shutdown' }],
  ['reboot', 'RESET', { guest: true, reason: 'guest-reset' }],
  ['panic', 'GUEST_PANICKED', { action: 'pause' }],
])('with g.do=%s the machine says %s', async (action, event, data) => {
  await using qemu = await bootLinux({
    switches: `g.do=${action}`,
    args: ['-device', 'pvpanic', '-action', 'panic=pause'],
  });
  expect(await qemu.event(event)).toMatchObject(data);
});
