import { readFile } from 'node:fs/promises';

import type { Stage } from './stage.ts';

/** A Linux guest: start, boot on the console, list, info, stop. */
export async function tellLinuxLife(stage: Stage, guest: string): Promise<void> {
  await stage.kvmkit('start', `examples/instances/${guest}.json`, '--paused');
  await stage.bootOnTheConsole(guest, { last: 'GUEST-READY', key: '\u001D' });
  await stage.kvmkit('list');
  await stage.kvmkit('info', guest);
  const pid = await stage.pidOf(guest);
  await stage.kvmkit('stop', guest, '--timeout', '20');
  await stage.kvmkit('list');
  // A process that has ended but is not yet reaped has no command line any more.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (commandLine.includes(guest)) throw new Error(`process ${pid} is still there`);
}
