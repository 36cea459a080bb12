import { expect, test } from 'vitest';

import { SocketPathError } from './errors.ts';
import { filesOfOneRun, instancePaths } from './instance-paths.ts';

test('every file of an instance has its place below the root', () => {
  expect(instancePaths('/run/kvmkit', 'web1')).toEqual({
    record: '/run/kvmkit/conf/web1.json',
    ganetiRuntime: '/run/kvmkit/conf/web1.runtime',
    pidFile: '/run/kvmkit/pid/web1',
    monitor: '/run/kvmkit/ctrl/web1.monitor',
    serial: '/run/kvmkit/ctrl/web1.serial',
    qmp: '/run/kvmkit/ctrl/web1.qmp',
    job: '/run/kvmkit/ctrl/web1.job',
    kvmd: '/run/kvmkit/ctrl/web1.kvmd',
    guestAgent: '/run/kvmkit/ctrl/web1.qga',
    events: '/run/kvmkit/ctrl/web1.events',
    eventsIn: '/run/kvmkit/ctrl/web1.events.pipe.in',
    eventsOut: '/run/kvmkit/ctrl/web1.events.pipe.out',
    shutdownMarker: '/run/kvmkit/ctrl/web1.shutdown',
    uidFile: '/run/kvmkit/uid/web1',
    nics: '/run/kvmkit/nic/web1',
    chroot: '/run/kvmkit/chroot/web1',
    chrootQuarantine: '/run/kvmkit/chroot-quarantine/web1',
    keymap: '/run/kvmkit/keymap/web1',
    consoleLog: '/run/kvmkit/console/web1.log',
    consoleLock: '/run/kvmkit/console/web1.lock',
    log: '/run/kvmkit/log/web1.log',
    journal: '/run/kvmkit/journal/web1',
    lock: '/run/kvmkit/lock/web1',
    recordLock: '/run/kvmkit/lock/.web1',
    guestLock: '/run/kvmkit/lock/web1.guest',
  });
});

test('the paths cannot be changed', () => {
  expect(Object.isFrozen(instancePaths('/run/kvmkit', 'web1'))).toBe(true);
});

test('the files that go with a run are all but the records, the journal and the locks', () => {
  const paths = instancePaths('/run/kvmkit', 'web1');
  const everything = new Set<string>(Object.values(paths));
  expect(everything.difference(new Set(filesOfOneRun(paths)))).toEqual(
    new Set([
      paths.record,
      paths.ganetiRuntime,
      paths.journal,
      paths.lock,
      paths.guestLock,
      paths.recordLock,
      paths.nics,
      paths.chroot,
      paths.chrootQuarantine,
    ]),
  );
});

test('no file of one instance is a file of another', () => {
  const names = ['web1', 'web1.json', 'web1.qmp', 'web1.log', 'web1.next', 'web1.monitor', 'web1.runtime'];
  const files = names.flatMap((name) => Object.values(instancePaths('/run/kvmkit', name)));
  expect(new Set(files).size).toBe(files.length);
});

test('a bad name never becomes a path', () => {
  expect(() => instancePaths('/run/kvmkit', '../x')).toThrow(
    expect.objectContaining({ code: 'INSTANCE_NAME_INVALID' }),
  );
});

// The longest socket is `/ctrl/NAME.monitor`: 14 bytes and the name after the root.
test.for([
  ['/r', 91],
  ['/run/kvmkit', 82],
  // Two bytes, one character.
  ['/ü', 90],
] as const)(
  'below %s a name of %i characters is the longest: its socket path has 107 bytes',
  ([root, length]) => {
    const longest = instancePaths(root, 'n'.repeat(length));
    expect(Buffer.byteLength(longest.monitor)).toBe(107);

    const tooLong = (): unknown => instancePaths(root, 'n'.repeat(length + 1));
    expect(tooLong).toThrow(SocketPathError);
    expect(tooLong).toThrow(
      expect.objectContaining({
        name: 'SocketPathError',
        code: 'SOCKET_PATH_TOO_LONG',
        lengthBytes: 108,
        path: `${root}/ctrl/${'n'.repeat(length + 1)}.monitor`,
      }),
    );
    expect(tooLong).toThrow(/would have 108 bytes, allowed: at most 107/);
  },
);
