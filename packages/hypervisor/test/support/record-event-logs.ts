/*
Records what QEMU writes into its event log when a guest ends in each way, for every QEMU that is here:
`node --conditions=@kvmkit/source packages/hypervisor/test/support/record-event-logs.ts` writes
`fixtures/event-logs/qemu-VERSION/WAY.events`. The tiny guest obeys one letter a time (tools/guests/README.md).
*/
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { readQemuVersions } from '@kvmkit-tools/qemu-versions';
import { connectQmp, type QmpClient } from '@kvmkit/qmp-client';

const images = resolve(import.meta.dirname, '../../../../examples/instances/images');
const fixtures = resolve(import.meta.dirname, '../../fixtures/event-logs');

interface Machine extends AsyncDisposable {
  readonly pid: number;
  readonly qmp: QmpClient;
  readonly serial: Socket;
  readonly exited: Promise<unknown>;
}

interface Way {
  readonly options?: readonly string[];
  readonly end: (machine: Machine, folder: string) => Promise<void>;
}

const ways: Readonly<Record<string, Way>> = {
  'guest-shutdown': { end: async ({ serial }) => void serial.write('q') },
  'guest-shutdown-after-reset': {
    end: async ({ serial, qmp }) => {
      const text = untilText(serial, 'TINY');
      await qmp.execute('system_reset');
      await text;
      serial.write('q');
    },
  },
  'guest-reset': { options: ['-no-reboot'], end: async ({ serial }) => void serial.write('r') },
  'triple-fault': { options: ['-no-reboot'], end: async ({ serial }) => void serial.write('t') },
  'guest-panic': { options: ['-device', 'pvpanic'], end: async ({ serial }) => void serial.write('p') },
  'host-shutdown': { end: async ({ qmp }) => void (await qmp.execute('system_powerdown')) },
  'button-ignored-then-quit': {
    end: async ({ qmp, serial }) => {
      serial.write('x');
      const pressed = untilText(serial, 'PWR');
      await qmp.execute('system_powerdown');
      await pressed;
      await qmp.execute('quit').catch(() => undefined);
    },
  },
  quit: { end: async ({ qmp }) => void (await qmp.execute('quit').catch(() => undefined)) },
  'host-reset': { options: ['-no-reboot'], end: async ({ qmp }) => void (await qmp.execute('system_reset')) },
  sigterm: { end: async ({ pid }) => void process.kill(pid, 'SIGTERM') },
  sigkill: { end: async ({ pid }) => void process.kill(pid, 'SIGKILL') },
  migrated: {
    end: async ({ qmp }, folder) => {
      const capabilities = [{ capability: 'events', state: true }] as const;
      await qmp.execute('migrate-set-capabilities', { capabilities });
      using done = qmp.subscribe(['MIGRATION'], ({ data }) => data.status === 'completed');
      const target = join(folder, 'target');
      await using other = await startMachine(folder, 'target', binaryOf.get(qmp) ?? '', [
        '-incoming',
        'defer',
      ]);
      await other.qmp.execute('migrate-incoming', { uri: `unix:${target}.migration` });
      await qmp.execute('migrate', { uri: `unix:${target}.migration` });
      await done.next({ timeoutMs: 10_000 });
      await qmp.execute('quit').catch(() => undefined);
    },
  },
};

const binaryOf = new WeakMap<QmpClient, string>();

for (const { binary, version } of readQemuVersions()) {
  const folder = await mkdtemp(join(tmpdir(), 'kvmkit-events-'));
  try {
    for (const [way, { options = [], end }] of Object.entries(ways)) {
      await using machine = await startMachine(folder, way, binary, options);
      const booted = untilText(machine.serial, 'TINY');
      await machine.qmp.execute('cont');
      await booted;
      await end(machine, folder);
      await machine.exited;
      const into = join(fixtures, `qemu-${version}`);
      await mkdir(into, { recursive: true });
      await copyFile(join(folder, `${way}.events`), join(into, `${way}.events`));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function startMachine(
  folder: string,
  way: string,
  binary: string,
  options: readonly string[],
): Promise<Machine> {
  const at = (suffix: string): string => join(folder, `${way}.${suffix}`);
  await writeFile(at('events.pipe.in'), '{"execute":"qmp_capabilities"}');
  await symlink('/dev/null', at('events.pipe.out'));
  await copyFile(join(images, 'tiny.img'), at('img'));
  const child = spawn(
    binary,
    words(
      '-accel tcg -machine pc -m 32 -nodefaults -display none -S -qmp chardev:events',
      `-chardev pipe,id=events,path=${at('events.pipe')},logfile=${at('events')},logappend=on`,
      `-qmp unix:${at('qmp')},server=on,wait=off -serial unix:${at('serial')},server=on,wait=off`,
      `-drive file=${at('img')},format=raw,if=virtio,file.locking=off`,
      ...options,
    ),
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const qmp = await connectQmp(at('qmp'), { waitForSocket: true, timeoutMs: 10_000 });
  binaryOf.set(qmp, binary);
  const serial = connect(at('serial'));
  serial.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    qmp,
    serial,
    exited,
    [Symbol.asyncDispose]: async () => {
      serial.destroy();
      await qmp.close();
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}

function words(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(' '));
}

async function untilText(serial: Socket, text: string): Promise<void> {
  let seen = '';
  for await (const chunk of serial.iterator({ destroyOnReturn: false })) {
    seen += String(chunk);
    if (seen.includes(text)) return;
  }
}
