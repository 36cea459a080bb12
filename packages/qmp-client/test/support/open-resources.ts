import { readdirSync, readlinkSync } from 'node:fs';

/** What a client could leave behind: descriptors of sockets and handles; and timers, of which the test runner has one. */
export function openResources(): {
  readonly sockets: number;
  readonly handles: readonly string[];
  readonly timers: number;
} {
  const sockets = readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
    } catch {
      return false;
    }
  });
  const active = process.getActiveResourcesInfo();
  return {
    sockets: sockets.length,
    handles: active.filter((name) => name.endsWith('Wrap')).toSorted(),
    timers: active.filter((name) => name === 'Timeout').length,
  };
}
