import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine } from '../output.ts';
import type { GlobalOptions } from '../program.ts';

const done = { pause: 'paused', resume: 'resumed', cleanup: 'cleaned up' } as const;

export async function changeInstance(
  globals: GlobalOptions,
  verb: keyof typeof done,
  name: string,
): Promise<void> {
  const hypervisor = hypervisorOf(globals);
  if (verb === 'pause') await hypervisor.pauseInstance(name);
  else if (verb === 'resume') await hypervisor.resumeInstance(name);
  else await hypervisor.cleanupInstance(name);
  if (globals.json) printJson({ name, done: done[verb] });
  else printLine(`${name} ${done[verb]}`);
}
