import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { openTap, type Tap } from '../src/index.ts';
import { checkForLeaks } from './leaks.ts';
import { networkNamespace, type NetworkNamespace } from './network-namespace.ts';
import { startQemu } from './qemu.ts';
import { noQemu, noRoot, skipBecauseOf } from './requirements.ts';
import { temporaryFolder } from './temporary-folder.ts';

skipBecauseOf(noRoot(), noQemu());
checkForLeaks();

/** Where QEMU puts the frames that it reads from a tap. */
async function frameListener(): Promise<{ readonly path: string; has(bytes: Buffer): boolean }> {
  const path = join(temporaryFolder(), 'frames');
  let seen = Buffer.alloc(0);
  const server = createServer((socket: Socket) => {
    socket.on('data', (chunk) => (seen = Buffer.concat([seen, chunk])));
    onTestFinished(() => void socket.destroy());
  }).listen(path);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { path, has: (bytes) => seen.includes(bytes) };
}

/** Makes the kernel ask "who has 192.0.2.2?" on the interface; returns how such a frame goes on from its type. */
function askForNeighbour({ run }: NetworkNamespace, tap: Tap): Buffer {
  run('ip', 'address', 'add', '192.0.2.1/24', 'dev', tap.name);
  run('ip', 'link', 'set', tap.name, 'up');
  run('bash', '-c', 'echo > /dev/udp/192.0.2.2/9');
  // RFC 826: ARP, for Ethernet and IPv4, a request.
  return Buffer.from('08060001080006040001', 'hex');
}

const bridgedTo = (path: string, netdev: string): string[] => [
  '-netdev',
  `stream,id=out,server=off,addr.type=unix,addr.path=${path}`,
  '-netdev',
  'hubport,id=port1,hubid=0,netdev=out',
  '-netdev',
  `hubport,id=port2,hubid=0,netdev=${netdev}`,
];

describe('a real QEMU', () => {
  test('given a tap at its start reads the frames that the host sends there', async () => {
    const namespace = await networkNamespace();
    const frames = await frameListener();
    using tap = await openTap({ netns: namespace.path });
    const qemu = await startQemu(tap.tapFds, [
      '-netdev',
      'tap,id=net0,fd=3',
      ...bridgedTo(frames.path, 'net0'),
    ]);
    await qemu.execute('cont');
    const question = askForNeighbour(namespace, tap);
    // QEMU has its own copies by now.
    tap.close();
    await expect.poll(() => frames.has(question), { interval: 5, timeout: 5000 }).toBe(true);
  });

  test('given four queues at its start drives a device with them', async () => {
    const namespace = await networkNamespace();
    using tap = await openTap({ netns: namespace.path, queues: 4 });
    const qemu = await startQemu(tap.tapFds, [
      '-machine',
      'pc',
      '-netdev',
      'tap,id=net0,fds=3:4:5:6',
      '-device',
      'virtio-net-pci,netdev=net0,mq=on,vectors=10,id=nic0',
    ]);
    await expect(qemu.execute('human-monitor-command', { 'command-line': 'info network' })).resolves.toMatch(
      /nic0:.*\n.*net0: .*\n.*net0: .*\n.*net0: .*\n.*net0: /s,
    );
    tap.close();
    expect(namespace.interfaces()).toEqual(['tap0']);
  });

  test('given a tap while it runs reads the frames that the host sends there', async () => {
    const namespace = await networkNamespace();
    const frames = await frameListener();
    const qemu = await startQemu([], []);
    const tap = await openTap({ netns: namespace.path });
    await qemu.execute('getfd', { fdname: 'tap' }, tap.tapFds);
    await qemu.execute('netdev_add', { type: 'tap', id: 'net0', fd: 'tap' });
    await qemu.execute('netdev_add', {
      type: 'stream',
      id: 'out',
      server: false,
      addr: { type: 'unix', path: frames.path },
    });
    await qemu.execute('netdev_add', { type: 'hubport', id: 'port1', hubid: 0, netdev: 'out' });
    await qemu.execute('netdev_add', { type: 'hubport', id: 'port2', hubid: 0, netdev: 'net0' });
    await qemu.execute('cont');
    const question = askForNeighbour(namespace, tap);
    tap.close();
    await expect.poll(() => frames.has(question), { interval: 5, timeout: 5000 }).toBe(true);
  });

  test('given a disk while it runs opens it by its descriptor alone', async () => {
    const image = join(temporaryFolder(), 'disk');
    writeFileSync(image, Buffer.alloc(1024 * 1024));
    const qemu = await startQemu([], []);
    const fd = openSync(image, 'r+');
    await expect(qemu.execute('add-fd', { 'fdset-id': 1 })).rejects.toThrow('No file descriptor supplied');
    await qemu.execute('add-fd', { 'fdset-id': 1 }, [fd]);
    closeSync(fd);
    await qemu.execute('blockdev-add', { driver: 'file', 'node-name': 'disk0', filename: '/dev/fdset/1' });
    await expect(qemu.execute('query-named-block-nodes')).resolves.toMatchObject([
      { 'node-name': 'disk0', image: { 'virtual-size': 1024 * 1024 } },
    ]);
  });
});
