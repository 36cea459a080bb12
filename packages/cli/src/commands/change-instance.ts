import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine, printWarnings } from '../output.ts';

export async function pause(globals: GlobalOptions, name: string): Promise<void> {
  await hypervisorOf(globals).pauseInstance(name);
  printChange(globals, name, 'paused');
}

export async function resume(globals: GlobalOptions, name: string): Promise<void> {
  await hypervisorOf(globals).resumeInstance(name);
  printChange(globals, name, 'resumed');
}

export async function adopt(globals: GlobalOptions, name: string): Promise<void> {
  const { pid } = await hypervisorOf(globals).adoptInstance(name);
  if (globals.json) printJson({ name, pid });
  else printLine(`${name} adopted (process ${pid})`);
}

export async function reset(globals: GlobalOptions, name: string): Promise<void> {
  await hypervisorOf(globals).resetInstance(name);
  printChange(globals, name, 'reset');
}

export async function cleanup(globals: GlobalOptions, name: string): Promise<void> {
  const warnings = await hypervisorOf(globals).cleanupInstance(name);
  printChange(globals, name, 'cleaned up');
  printWarnings(warnings);
}

function printChange({ json }: GlobalOptions, name: string, done: string): void {
  if (json) printJson({ name, done });
  else printLine(`${name} ${done}`);
}
