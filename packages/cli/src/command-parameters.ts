import {
  type ApplicationContext,
  type FlagParametersForType,
  type TypedFlagParameter,
  type TypedPositionalParameters,
} from '@stricli/core';

import type { ArgvOptions } from './commands/argv.ts';
import type { ConsoleOptions } from './commands/console.ts';
import type { Shell } from './commands/completion.ts';
import type { StopOptions } from './commands/stop.ts';
import {
  ArgumentValueError,
  instanceArgument,
  type InstanceNames,
  onFlag,
  secondsFlag,
  textFlag,
} from './flags.ts';
import type { GlobalOptions } from './global-options.ts';

/** Which names a shell may put in the place of an instance's. */
export interface ProposedNames {
  /** Those of guests that run. */
  readonly running: () => Promise<readonly string[]>;
  /** Those and the others that have a record. */
  readonly known: () => Promise<readonly string[]>;
}

export const stopFlags: FlagParametersForType<Pick<StopOptions, 'timeout' | 'force'>> = {
  timeout: secondsFlag('seconds the guest may take (default: 60)'),
  force: onFlag('do not ask the guest'),
};

export const consoleFlags: FlagParametersForType<Omit<ConsoleOptions, keyof GlobalOptions>> = {
  follow: onFlag('only print, from the beginning of its run; any number may'),
  'wait-for': {
    kind: 'parsed',
    parse: parsePattern,
    optional: true,
    placeholder: 'regex',
    brief: 'only wait until this was said since its start; status 1 if not',
  },
  timeout: secondsFlag('seconds to wait for that (default: 60)'),
  force: onFlag('take the console from whoever has it'),
};

export const confirmedHost: TypedFlagParameter<string> = {
  kind: 'parsed',
  parse: String,
  placeholder: 'host',
  brief: 'the name of this host, as `hostname` prints it',
};

export const kvmPath: TypedFlagParameter<string | undefined> = textFlag(
  'file',
  'the QEMU to ask (default: /usr/bin/kvm)',
);

export const argvFlags: FlagParametersForType<ArgvOptions> = {
  explain: onFlag('say of each option which setting it comes from'),
  diff: textFlag('file', 'say what is otherwise in another specification or command line'),
  capabilities: textFlag('file', 'for a QEMU that was asked elsewhere; asks nothing of this host'),
};

export function instanceName(names: InstanceNames): TypedPositionalParameters<[string], ApplicationContext> {
  return {
    kind: 'tuple',
    parameters: [instanceArgument(names)],
  };
}

export const specificationFile: TypedPositionalParameters<[string], ApplicationContext> = {
  kind: 'tuple',
  parameters: [{ parse: String, placeholder: 'spec.json', brief: 'the specification of an instance' }],
};

export function fileOrName(names: InstanceNames): TypedPositionalParameters<[string], ApplicationContext> {
  return {
    kind: 'tuple',
    parameters: [
      {
        parse: String,
        placeholder: 'spec.json|name',
        brief: 'the specification of an instance, or the name of one that has a record',
        proposeCompletions: names,
      },
    ],
  };
}

const shellNames: readonly Shell[] = ['bash', 'zsh', 'fish'];

export const shellName: TypedPositionalParameters<[Shell], ApplicationContext> = {
  kind: 'tuple',
  parameters: [
    {
      parse: parseShell,
      placeholder: 'bash|zsh|fish',
      brief: 'the shell',
      proposeCompletions: () => shellNames,
    },
  ],
};

function parseShell(text: string): Shell {
  const shell = shellNames.find((name) => name === text);
  if (shell !== undefined) return shell;
  throw new ArgumentValueError(`${text} is not one of ${shellNames.join(', ')}`);
}

function parsePattern(text: string): RegExp {
  return new RegExp(text, 'mu');
}
