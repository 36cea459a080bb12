import type { ApplicationContext } from '@stricli/core';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine } from '../output.ts';
import { referenceOf } from './hotplug.ts';

export interface BalloonOptions extends GlobalOptions {
  readonly timeout?: number;
}

const reasons = {
  'guest-frozen': 'it is frozen',
  'no-response': 'it does not move: has it a balloon driver?',
  'too-slow': 'the time is over',
} as const;

export async function resize(
  globals: GlobalOptions,
  name: string,
  disk: string,
  sizeMiB: number,
): Promise<void> {
  await hypervisorOf(globals).resizeDisk(name, referenceOf(disk), sizeMiB);
  if (globals.json) printJson({ name, disk, sizeMiB });
  else printLine(`${name}: disk ${disk} has ${sizeMiB} MiB`);
}

/** Ends with status 1 where the guest does not follow. */
export async function balloon(
  this: ApplicationContext,
  { timeout, ...globals }: BalloonOptions,
  name: string,
  memoryMiB: number,
): Promise<void> {
  const options = timeout === undefined ? {} : { timeoutMs: timeout * 1000 };
  const found = await hypervisorOf(globals).balloonInstanceMemory(name, memoryMiB, options);
  if (globals.json) printJson(found);
  else if (found.reason === undefined) printLine(`${name} has ${found.actualMiB} MiB`);
  else printLine(`${name} has ${found.actualMiB} MiB, not ${memoryMiB}: ${reasons[found.reason]}`);
  if (!found.reached) this.process.exitCode = 1;
}

export async function pin(globals: GlobalOptions, name: string, mask: string): Promise<void> {
  await hypervisorOf(globals).pinInstance(name, mask);
  if (globals.json) printJson({ name, mask });
  else printLine(`${name} runs on CPUs ${mask}`);
}
