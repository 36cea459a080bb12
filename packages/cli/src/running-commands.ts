import { buildCommand, type ApplicationContext, type Command } from '@stricli/core';

import { globalFlags, instanceArgument, type InstanceNames, parseMiB, secondsFlag } from './flags.ts';

/** What is changed of a running guest beside its devices. */
export function runningCommands(
  running: InstanceNames,
): Readonly<Record<'resize' | 'balloon' | 'pin', Command<ApplicationContext>>> {
  const instance = instanceArgument(running);
  return {
    resize: buildCommand({
      docs: { brief: 'let a running guest see that a disk has grown; grows an image that is a file' },
      parameters: {
        flags: globalFlags,
        positional: {
          kind: 'tuple',
          parameters: [
            instance,
            { parse: String, placeholder: 'disk', brief: 'the UUID of the disk, or its number from 0' },
            { parse: parseMiB, placeholder: 'MiB', brief: 'what it has by now, or shall have' },
          ],
        },
      },
      loader: async () => (await import('./commands/running.ts')).resize,
    }),
    balloon: buildCommand({
      docs: { brief: 'ask a running guest to give memory back, or take it again' },
      parameters: {
        flags: {
          timeout: secondsFlag('seconds the guest may take (default: 10)'),
          ...globalFlags,
        },
        positional: {
          kind: 'tuple',
          parameters: [instance, { parse: parseMiB, placeholder: 'MiB', brief: 'what it shall have' }],
        },
      },
      loader: async () => (await import('./commands/running.ts')).balloon,
    }),
    pin: buildCommand({
      docs: { brief: 'say which CPUs a running guest may use, and its next starts' },
      parameters: {
        flags: globalFlags,
        positional: {
          kind: 'tuple',
          parameters: [
            instance,
            {
              parse: String,
              placeholder: 'mask',
              brief: '0-3,^2 for all of it, 0:1:2-3 for each vCPU, or all',
            },
          ],
        },
      },
      loader: async () => (await import('./commands/running.ts')).pin,
    }),
  };
}
