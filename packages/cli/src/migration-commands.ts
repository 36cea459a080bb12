import { buildCommand, type ApplicationContext, type Command, type TypedFlagParameter } from '@stricli/core';

import { globalFlags, instanceArgument, onFlag, textFlag } from './flags.ts';
import type { ProposedNames } from './command-parameters.ts';

const target = 'ssh://[USER@]HOST[:PORT][/ROOT], or command:COMMAND that runs "kvmkit agent" there';

/** What moves guests between hosts. */
export function migrationCommands({
  running,
  known,
}: ProposedNames): Readonly<Record<'migrate' | 'recover' | 'agent', Command<ApplicationContext>>> {
  return {
    migrate: buildCommand({
      docs: { brief: 'move a running guest to another host' },
      parameters: {
        flags: {
          to: targetFlag(target),
          check: onFlag('only say what is in the way; a twin of its machine is sent there'),
          cancel: onFlag('let the source keep its guest, if that is still in time'),
          stopped: onFlag('freeze the guest first, so that all of its memory is sent once'),
          postcopy: onFlag('let it run there before all of its memory has arrived, after one pass'),
          bandwidth: numberFlag('MiB/s', 'what the source may send; 0: all it can'),
          downtime: numberFlag('ms', 'how long the guest may stand still'),
          address: textFlag('host', 'where QEMU reaches the target (default: as the target says)'),
          plain: onFlag('send its memory as it is, for anybody on the way to read'),
          ...globalFlags,
        },
        positional: { kind: 'tuple', parameters: [instanceArgument(running)] },
      },
      loader: async () => (await import('./commands/migrate.ts')).migrate,
    }),
    recover: buildCommand({
      docs: { brief: 'settle who has a guest whose move nobody has seen the end of' },
      parameters: {
        flags: {
          to: targetFlag(`the other host of the move: ${target}`),
          keep: onFlag('the source shall have it, where it safely can'),
          give: onFlag('the target shall have it, where it safely can'),
          ...globalFlags,
        },
        positional: { kind: 'tuple', parameters: [instanceArgument(known)] },
      },
      loader: async () => (await import('./commands/migrate.ts')).recover,
    }),
    agent: buildCommand({
      docs: { brief: 'serve the moves of another host on standard input and output' },
      parameters: { flags: globalFlags },
      loader: async () => (await import('./commands/migrate.ts')).agent,
    }),
  };
}

function targetFlag(brief: string): TypedFlagParameter<string | undefined> {
  return { kind: 'parsed', parse: parseTarget, optional: true, placeholder: 'target', brief };
}

function parseTarget(text: string): string {
  if (/^(?:ssh:\/\/[^-]|command:)./.test(text)) return text;
  throw new Error(`ssh://[USER@]HOST[:PORT][/ROOT] or command:COMMAND is wanted, not "${text}"`);
}

function numberFlag(placeholder: string, brief: string): TypedFlagParameter<number | undefined> {
  return { kind: 'parsed', parse: parseNumber, optional: true, placeholder, brief };
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (!(value >= 0) || text.trim() === '') throw new Error(`a number is wanted, not "${text}"`);
  return value;
}
