import { once } from 'node:events';
import type { Duplex } from 'node:stream';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printNote } from '../output.ts';

/** Ctrl-], as in telnet and virsh. */
const escapeByte = 0x1d;

export async function openTerminal(globals: GlobalOptions, name: string): Promise<void> {
  const serial = await hypervisorOf(globals).openConsole(name);
  const { stdin, stdout } = process;
  const closed = once(serial, 'close');
  serial.pipe(stdout, { end: false });
  if (stdin.isTTY) {
    printNote(`connected to ${name}; Ctrl-] leaves`);
    stdin.setRawMode(true);
  }
  const forward = (bytes: Buffer): void => forwardUntilEscape(bytes, serial);
  stdin.on('data', forward);
  try {
    await closed;
  } finally {
    stdin.off('data', forward);
    if (stdin.isTTY) stdin.setRawMode(false);
    stdin.pause();
    if (stdin.isTTY) printNote(`\nleft ${name}`);
  }
}

function forwardUntilEscape(bytes: Buffer, serial: Duplex): void {
  const escape = bytes.indexOf(escapeByte);
  serial.write(escape === -1 ? bytes : bytes.subarray(0, escape));
  if (escape !== -1) serial.end(() => serial.destroy());
}
