import { closeSync, openSync } from 'node:fs';

import { addon } from './addon.ts';
import { checkResult } from './system-call.ts';
import { waitOnThread } from './thread-wait.ts';

/** What opening a tap needs of a host. */
export interface TapHost extends Disposable {
  /** Opens a device for reading and writing, close-on-exec. */
  openDevice(path: string): number;
  closeDevice(fd: number): void;
  /** What TUNSETIFF takes; 0 where the kernel does not tell. */
  readFeatures(fd: number): number;
  /** Joins a queue to an interface, which is made if need be; an empty name or one with `%d`: the kernel chooses. */
  attach(fd: number, name: string, flags: number): Promise<string>;
}

/** The running kernel, as seen from a network namespace (default: that of this thread). */
export function linuxTapHost(netns: string | undefined): TapHost {
  const namespace = netns === undefined ? -1 : openNamespace(netns);
  return {
    openDevice(path) {
      const fd = addon().openDevice(path, namespace);
      if (fd <= -setnsFailed)
        checkResult(fd + setnsFailed, 'setns', `entering the network namespace ${netns}`);
      return checkResult(fd, 'open', `opening ${path}`);
    },
    closeDevice: (fd) => void addon().closeOwned(fd),
    readFeatures: (fd) => Math.max(0, addon().tunFeatures(fd)),
    async attach(fd, name, flags) {
      const what = `joining a queue to the tap ${name}`;
      checkResult(
        await waitOnThread((done) => addon().startTunAttach(fd, name, flags, done), {}),
        'ioctl',
        what,
      );
      const given = addon().tunName(fd);
      return typeof given === 'string' ? given : String(checkResult(given, 'ioctl', what));
    },
    [Symbol.dispose]() {
      if (namespace !== -1) closeSync(namespace);
    },
  };
}

/** How openDevice tells the two calls apart that it makes. */
const setnsFailed = 65_536;

function openNamespace(netns: string): number {
  // ip-netns(8): a name is a file in /run/netns.
  const path = netns.includes('/') ? netns : `/run/netns/${netns}`;
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (!(error instanceof Error && 'errno' in error && typeof error.errno === 'number')) throw error;
    return checkResult(error.errno, 'open', `opening the network namespace ${path}`);
  }
}
