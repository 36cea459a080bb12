import { open } from 'node:fs/promises';

import { tryLockFile } from '@kvmkit/host-fds';
import type { InstancePaths } from '@kvmkit/kvm-runtime-store';

import { factsIn } from './last-end.ts';
import { renderFacts } from './log-line.ts';

/*
QEMU bounds the rate of the events that a guest could repeat at will, but not all of them: each reboot of the guest
adds up to three lines of RESET, so that one which reboots for ever fills some 200 MB a day of a file system in memory.
A log beyond the limit is therefore cut by who comes by: to one line that says what is known of the run. QEMU appends
(`O_APPEND`), and goes on behind it.
*/

const logLimitBytes = 2 ** 20;

/** Cuts an event log that has grown too long; what QEMU writes in the very microseconds of it may be lost. */
export async function boundEventLog(
  { events }: Pick<InstancePaths, 'events'>,
  limitBytes: number = logLimitBytes,
): Promise<void> {
  await using log = await open(events, 'a+').catch(() => undefined);
  if (log === undefined) return;
  // Two that cut at once would cut what QEMU wrote in between.
  if ((await log.stat()).size <= limitBytes || !tryLockFile(log.fd, 'exclusive')) return;
  if ((await log.stat()).size <= limitBytes) return;
  const facts = await factsIn(events);
  await log.truncate();
  if (facts !== undefined) await log.write(renderFacts(facts));
}
