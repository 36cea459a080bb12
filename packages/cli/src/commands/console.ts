import { once } from 'node:events';
import type { Duplex } from 'node:stream';

import { hypervisorOf } from '../hypervisor.ts';
import type { GlobalOptions } from '../global-options.ts';
import { printNote } from '../output.ts';
import { Refusal } from '../refusal.ts';

export interface ConsoleOptions extends GlobalOptions {
  readonly follow?: boolean;
  readonly force?: boolean;
  readonly 'wait-for'?: RegExp;
  readonly timeout?: number;
}

export async function openConsole(options: ConsoleOptions, name: string): Promise<void> {
  const { follow = false, 'wait-for': pattern } = options;
  if (pattern === undefined && !follow) {
    await openTerminal(options, name);
    return;
  }
  const { followConsole } = await import('./follow-console.ts');
  await followConsole(options, name);
}

/** Ctrl-], as in telnet and virsh. */
const escapeByte = 0x1d;

/** Of those that would end us, the ones before which a terminal has to be put right. */
const endings = ['SIGTERM', 'SIGHUP'] as const;

async function openTerminal({ force = false, ...globals }: ConsoleOptions, name: string): Promise<void> {
  const serial = await hypervisorOf(globals).openConsole(name, { force });
  const { stdin, stdout } = process;
  const closed = once(serial, 'close');
  serial.pipe(stdout, { end: false });
  const end = (signal: NodeJS.Signals): void =>
    void serial.destroy(new Refusal(`console of ${name} left: ${signal}`));
  const forward = (bytes: Buffer): void => forwardUntilEscape(bytes, serial);
  try {
    for (const signal of endings) process.on(signal, end);
    if (stdin.isTTY) {
      printNote(`connected to ${name}; Ctrl-] leaves`);
      stdin.setRawMode(true);
    }
    stdin.on('data', forward);
    await closed;
  } finally {
    stdin.off('data', forward);
    if (stdin.isTTY) stdin.setRawMode(false);
    stdin.pause();
    for (const signal of endings) process.off(signal, end);
    if (stdin.isTTY) printNote(`\nleft ${name}`);
  }
}

function forwardUntilEscape(bytes: Buffer, serial: Duplex): void {
  const escape = bytes.indexOf(escapeByte);
  serial.write(escape === -1 ? bytes : bytes.subarray(0, escape));
  if (escape !== -1) serial.end(() => serial.destroy());
}
