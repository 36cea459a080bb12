/*
bench:hotplug: what our hot-plug adds to the QMP commands that it takes, and how soon it ends once the guest has let go.

By hand means: the descriptor opened, for a NIC its tap and the same script too, and the commands that QEMU needs over
one socket; no lock, no note of what is begun, no record. Each addition is to a QEMU that was just started.
*/
import { execFile } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { chmod, copyFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { connectUnix, openTap } from '@kvmkit/host-fds';
import { openHypervisor, type InstanceSpecInput } from '@kvmkit/hypervisor';
import { connectQmp } from '@kvmkit/qmp-client';
import Table from 'cli-table3';

import { median, runPairs } from './pairs.ts';

const repository = resolve(import.meta.dirname, '../..');
const images = join(repository, 'examples/instances/images');
const turns = Number(process.argv[2] ?? 20);
// On a file system in memory, so that the disk's own time is no part of either side.
const folder = await mkdtemp('/dev/shm/kvmkit-bench-');
const root = join(folder, 'root');
const nicScript = join(folder, 'nic-script');
await writeFile(nicScript, '#!/bin/sh\n[ "$ACTION" = down ] || ip link set "$1" up\n');
await chmod(nicScript, 0o755);
const image = join(folder, 'data.img');
await copyFile(join(images, 'tiny.img'), image);
const hypervisor = openHypervisor({ root, nicScript });
const guest: InstanceSpecInput = {
  name: 'bench',
  uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
  hvparams: {
    kvm_path: '/usr/bin/qemu-system-x86_64',
    kernel_path: '',
    kvm_flag: 'disabled',
    vhost_net: false,
  },
  beparams: { maxmem: 32 },
};
const disk = { uuid: '000000d0-d15c-4000-8000-00000000abc0', link: image };
const nic = { uuid: '932df160-7a22-4067-a566-7e0ca8386133', mac: 'aa:00:00:35:d8:00' };
const addDisk = (): Promise<unknown> => hypervisor.hotAddDevice('bench', 'disk', disk);
const addNic = (): Promise<unknown> => hypervisor.hotAddDevice('bench', 'nic', nic);

try {
  const startAnew = async (): Promise<void> => {
    await hypervisor.stopInstance('bench', { force: true });
    await hypervisor.startInstance(guest, { startupPaused: true });
  };
  await hypervisor.startInstance(guest, { startupPaused: true });
  const commands = {
    disk: await commandsOf(addDisk, ['add-fd', 'blockdev-add', 'remove-fd', 'device_add']),
    nic: await commandsOf(addNic, ['getfd', 'netdev_add', 'device_add']),
  };
  await startAnew();
  await runPairs(
    [
      {
        what: 'hot-add of a disk : the same QMP commands by hand',
        goal: 1.3,
        ours: async () => void (await addDisk()),
        baseline: async () => {
          await using opened = await open(image, 'r+');
          await tellByHand(commands.disk, opened.fd);
        },
        after: startAnew,
      },
      {
        what: 'hot-add of a NIC : the same tap, script and QMP commands by hand',
        goal: 1.3,
        ours: async () => void (await addNic()),
        baseline: async () => {
          const tap = await openTap({ vnetHdr: true });
          await promisify(execFile)(nicScript, [tap.name], { env: { ...process.env, ACTION: 'up' } });
          await tellByHand(commands.nic, tap.tapFds[0] ?? -1);
          tap.close();
        },
        after: startAnew,
      },
    ],
    turns,
  );
  await hypervisor.stopInstance('bench', { force: true });
  await benchRemoval();
} finally {
  await hypervisor.stopInstance('bench', { force: true }).catch(() => undefined);
  await rm(folder, { recursive: true });
}

interface Command {
  readonly execute: string;
  readonly text: string;
}

/** What we send QEMU for a change, of that what it can not be without. */
async function commandsOf(
  change: () => Promise<unknown>,
  needed: readonly string[],
): Promise<readonly Command[]> {
  const sent: Command[] = [];
  const note = (message: unknown): void => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the channel's own shape
    const { direction, text } = message as { readonly direction: string; readonly text: string };
    if (direction !== 'sent') return;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what we sent
    const { execute } = JSON.parse(text) as { readonly execute: string };
    if (needed.includes(execute)) sent.push({ execute, text });
  };
  subscribe('kvmkit:qmp:message', note);
  await change();
  unsubscribe('kvmkit:qmp:message', note);
  return sent;
}

/** Over one socket, each command once the one before it is answered. */
async function tellByHand(commands: readonly Command[], fd: number): Promise<void> {
  const monitor = await connectUnix(join(root, 'ctrl/bench.job'));
  const lines = createInterface(monitor)[Symbol.asyncIterator]();
  const answer = async (): Promise<void> => {
    for (;;) {
      const line = String((await lines.next()).value);
      if (line.includes('"error"')) throw new Error(line);
      if (line.includes('"return"') || line.includes('"QMP"')) return;
    }
  };
  await answer();
  monitor.write('{"execute":"qmp_capabilities"}');
  await answer();
  for (const { execute, text } of commands) {
    if (execute === 'add-fd' || execute === 'getfd') await monitor.sendWithFds(text, [fd]);
    else monitor.write(text);
    await answer();
  }
  monitor.destroy();
}

/** From the event that tells that the guest has let go, as another client hears it, to the end of ours. */
async function benchRemoval(): Promise<void> {
  const linux = { kernel_path: join(images, 'linux/vmlinux'), initrd_path: join(images, 'linux/initrd') };
  const specification = {
    ...guest,
    hvparams: { ...guest.hvparams, ...linux, root_path: '', kernel_args: 'quiet panic=-1' },
    beparams: { maxmem: 128 },
  };
  await hypervisor.startInstance(specification, { startupPaused: true });
  const serial = await hypervisor.openConsole('bench');
  await hypervisor.resumeInstance('bench');
  for await (const line of createInterface(serial)) if (line.startsWith('GUEST-READY')) break;
  serial.destroy();
  await using observer = await connectQmp(join(root, 'ctrl/bench.kvmd'));
  const table = new Table({
    head: ['', 'the guest ms', 'after its release ms', 'goal', 'of that QEMU’s own ms'],
    style: { head: [], border: [] },
  });
  const times = { guest: [] as number[], ours: [] as number[], qemu: [] as number[] };
  subscribe('kvmkit:qmp:command', (message) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the channel's own shape
    const { command, wireMs } = message as { readonly command: string; readonly wireMs: number };
    if (command === 'blockdev-del' || command === 'netdev_del') times.qemu.push(wireMs);
  });
  for (const [what, add, remove] of [
    ['disk', addDisk, () => hypervisor.hotDelDevice('bench', 'disk', disk)],
    ['NIC', addNic, () => hypervisor.hotDelDevice('bench', 'nic', nic)],
  ] as const) {
    for (const each of Object.values(times)) each.length = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      await add();
      using released = observer.subscribe(['DEVICE_DELETED'], ({ data }) => data.device !== undefined);
      const began = performance.now();
      const heard = released.next({ timeoutMs: 30_000 }).then(() => performance.now());
      await remove();
      const ended = performance.now();
      times.guest.push((await heard) - began);
      times.ours.push(ended - (await heard));
    }
    table.push([
      `hot-del of a ${what}`,
      median(times.guest).toFixed(1),
      median(times.ours).toFixed(1),
      '<= 10',
      median(times.qemu).toFixed(1),
    ]);
  }
  process.stdout.write(`${table.toString()}\n`);
}
