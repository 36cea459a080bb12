import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

import { describe, expect, test } from 'vitest';

import { openTap } from '../src/index.ts';
import { linuxTapHost, type TapHost } from '../src/tap-host.ts';
import { openTapOn } from '../src/tap.ts';
import { checkForLeaks } from './leaks.ts';
import { networkNamespace } from './network-namespace.ts';
import { noRoot, skipBecauseOf } from './requirements.ts';

skipBecauseOf(noRoot());
checkForLeaks();

/** What the kernel says of a descriptor's tap (tun_chr_show_fdinfo), and its flags. */
const infoOf = (fd: number): string => readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8');

/** The kernel's taps, with /dev/vhost-net played by another file. */
function hostWithVhost(netns: string, vhostPath: string): TapHost {
  const host = linuxTapHost(netns);
  return { ...host, openDevice: (path) => host.openDevice(path === '/dev/vhost-net' ? vhostPath : path) };
}

describe('a tap', () => {
  test('lives as long as it is open, under the name that the kernel chose', async () => {
    const { path: netns, interfaces } = await networkNamespace();
    const tap = await openTap({ netns });
    expect(tap).toMatchObject({ name: 'tap0', vnetHdr: true, vhostFds: [] });
    expect(tap.tapFds).toHaveLength(1);
    expect(interfaces()).toEqual(['tap0']);
    tap.close();
    tap.close();
    expect(interfaces()).toEqual([]);
    expect(tap.tapFds).toEqual([]);
  });

  test('has the queues, the name and the headers that were asked for, all close-on-exec', async () => {
    const { path: netns, run } = await networkNamespace();
    using tap = await openTap({ netns, name: 'gnt.com.%d', queues: 4, vnetHdr: false });
    expect(tap).toMatchObject({ name: 'gnt.com.0', vnetHdr: false });
    expect(tap.tapFds).toHaveLength(4);
    for (const fd of tap.tapFds) {
      expect(infoOf(fd)).toContain('iff:\tgnt.com.0\n');
      // O_CLOEXEC | O_RDWR of fcntl.h
      expect(infoOf(fd)).toMatch(/^flags:\t0?2\d*2$/m);
    }
    expect(run('ip', '-d', 'link', 'show', 'gnt.com.0')).toMatch(
      /tun type tap pi off vnet_hdr off .*numqueues 4/,
    );
  });

  test('with 256 queues is the largest', async () => {
    const { path: netns } = await networkNamespace();
    using tap = await openTap({ netns, queues: 256 });
    expect(tap.tapFds).toHaveLength(256);
    for (const queues of [0, 257, 1.5, Number.NaN]) {
      await expect(openTap({ netns, queues })).rejects.toThrow(RangeError);
    }
  });

  test('that is persistent is joined, and outlives us', async () => {
    const { path: netns, run, interfaces } = await networkNamespace();
    run('ip', 'tuntap', 'add', 'kept', 'mode', 'tap');
    const tap = await openTap({ netns, name: 'kept' });
    expect(tap.name).toBe('kept');
    await expect(openTap({ netns, name: 'kept' })).rejects.toMatchObject({ code: 'TAP_CONFLICT' });
    tap.close();
    expect(interfaces()).toEqual(['kept']);
    run('ip', 'link', 'del', 'kept');
  });

  test('is opened in the namespace of the caller unless told otherwise', async () => {
    const program = new URL('open-tap.mjs', import.meta.url).pathname;
    const child = spawn('unshare', ['--net', process.execPath, '--conditions=@kvmkit/source', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(JSON.parse(output)).toEqual({
      name: 'own0',
      queues: 2,
      interfaces: ['lo', 'own0'],
      after: ['lo'],
    });
  });
});

describe('what can not be had leaves nothing behind:', () => {
  test('an interface that is no tap', async () => {
    const { path: netns } = await networkNamespace();
    await expect(openTap({ netns, name: 'lo' })).rejects.toMatchObject({
      code: 'TAP_CONFLICT',
      interfaceName: 'lo',
      cause: { syscall: 'ioctl', errnoName: 'EINVAL' },
    });
  });

  test('a tap with another kind of queues', async () => {
    const { path: netns, run } = await networkNamespace();
    run('ip', 'tuntap', 'add', 'single', 'mode', 'tap');
    await expect(openTap({ netns, name: 'single', queues: 2 })).rejects.toMatchObject({
      code: 'TAP_CONFLICT',
    });
    run('ip', 'link', 'del', 'single');
  });

  test('a name of 16 bytes, or with a slash', async () => {
    const { path: netns } = await networkNamespace();
    await expect(openTap({ netns, name: 'abcdefghijklmnop' })).rejects.toMatchObject({
      code: 'TAP_NAME_INVALID',
    });
    await expect(openTap({ netns, name: 'a/b' })).rejects.toMatchObject({ code: 'TAP_NAME_INVALID' });
  });

  test('a pattern that the kernel does not take', async () => {
    const { path: netns } = await networkNamespace();
    await expect(openTap({ netns, name: '%s' })).rejects.toMatchObject({ code: 'TAP_CONFLICT' });
  });

  test.for([
    ['no-such-namespace', { syscall: 'open', errnoName: 'ENOENT' }],
    ['/dev/null', { syscall: 'setns', errnoName: 'EINVAL' }],
    ['/proc/self/ns/mnt', { syscall: 'setns', errnoName: 'EINVAL' }],
  ] as const)('the namespace %s', async ([netns, facts]) => {
    await expect(openTap({ netns })).rejects.toMatchObject({ code: 'SYSTEM_CALL_FAILED', ...facts });
  });
});

describe('vhost', () => {
  test('comes with a descriptor for each queue', async () => {
    const { path: netns } = await networkNamespace();
    using host = hostWithVhost(netns, '/dev/null');
    using tap = await openTapOn(host, { queues: 2, vhost: true });
    expect(tap.vhostFds).toHaveLength(2);
    for (const fd of tap.vhostFds) expect(infoOf(fd)).toMatch(/^flags:\t0?2\d*2$/m);
  });

  test('that is missing is said before any interface appears', async () => {
    const { path: netns } = await networkNamespace();
    using host = hostWithVhost(netns, '/dev/no-vhost-net');
    await expect(openTapOn(host, { queues: 2, vhost: true })).rejects.toMatchObject({
      code: 'VHOST_UNAVAILABLE',
      cause: { syscall: 'open', errnoName: 'ENOENT' },
    });
  });

  test('that fails at a later queue takes the earlier ones with it', async () => {
    const { path: netns } = await networkNamespace();
    using host = hostWithVhost(netns, '/dev/null');
    let left = 2;
    const failing: TapHost = {
      ...host,
      openDevice: (path) =>
        host.openDevice(path === '/dev/vhost-net' && left-- === 0 ? '/dev/no-vhost-net' : path),
    };
    await expect(openTapOn(failing, { queues: 4, vhost: true })).rejects.toMatchObject({
      code: 'VHOST_UNAVAILABLE',
    });
  });
});
