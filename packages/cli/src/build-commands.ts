import {
  buildCommand,
  buildRouteMap,
  type ApplicationContext,
  type FlagParametersForType,
  type RouteMap,
  type TypedFlagParameter,
  type TypedPositionalParameters,
} from '@stricli/core';

import type { ArgvOptions } from './commands/argv.ts';
import type { StopOptions } from './commands/stop.ts';
import type { GlobalOptions } from './global-options.ts';

/** The commands and their options; what they do is loaded when one is called. */
export function buildCommands(): RouteMap<ApplicationContext> {
  const ofInstance = { flags: globalFlags, positional: instanceName };
  const ofSpecification = { flags: globalFlags, positional: specificationFile };
  const ofHost = { flags: { 'kvm-path': kvmPath, ...globalFlags } };
  return buildRouteMap({
    docs: { brief: 'QEMU/KVM virtual machines on this host, without a daemon.' },
    routes: {
      start: buildCommand({
        docs: { brief: 'start an instance; it outlives this command' },
        parameters: {
          flags: {
            paused: {
              kind: 'boolean',
              optional: true,
              withNegated: false,
              brief: 'leave it frozen before its first instruction',
            },
            ...globalFlags,
          },
          positional: fileOrName,
        },
        loader: async () => (await import('./commands/start.ts')).start,
      }),
      stop: buildCommand({
        docs: { brief: 'press the power button, wait, then force; clean up' },
        parameters: { flags: { ...stopFlags, ...globalFlags }, positional: instanceName },
        loader: async () => (await import('./commands/stop.ts')).stop,
      }),
      reboot: buildCommand({
        docs: { brief: 'stop an instance and start the same machine again' },
        parameters: { flags: { ...stopFlags, ...globalFlags }, positional: instanceName },
        loader: async () => (await import('./commands/stop.ts')).reboot,
      }),
      reset: buildCommand({
        docs: { brief: "press the machine's reset button" },
        parameters: ofInstance,
        loader: async () => (await import('./commands/change-instance.ts')).reset,
      }),
      pause: buildCommand({
        docs: { brief: "freeze the guest's processors" },
        parameters: ofInstance,
        loader: async () => (await import('./commands/change-instance.ts')).pause,
      }),
      resume: buildCommand({
        docs: { brief: 'let a frozen guest run' },
        parameters: ofInstance,
        loader: async () => (await import('./commands/change-instance.ts')).resume,
      }),
      cleanup: buildCommand({
        docs: { brief: 'remove what a guest that ended by itself has left' },
        parameters: ofInstance,
        loader: async () => (await import('./commands/change-instance.ts')).cleanup,
      }),
      adopt: buildCommand({
        docs: { brief: 'take over a running guest that others have started' },
        parameters: ofInstance,
        loader: async () => (await import('./commands/change-instance.ts')).adopt,
      }),
      list: buildCommand({
        docs: { brief: 'all instances' },
        parameters: { flags: globalFlags },
        loader: async () => (await import('./commands/list.ts')).list,
      }),
      info: buildCommand({
        docs: { brief: 'one instance, as its QEMU tells it' },
        parameters: ofInstance,
        loader: async () => (await import('./commands/info.ts')).info,
      }),
      console: buildCommand({
        docs: { brief: "the guest's serial port on this terminal; Ctrl-] leaves" },
        parameters: ofInstance,
        loader: async () => (await import('./commands/console.ts')).openTerminal,
      }),
      watch: buildCommand({
        docs: { brief: 'print what happens to instances, as it happens; Ctrl-C ends' },
        parameters: {
          flags: {
            history: {
              kind: 'boolean',
              optional: true,
              withNegated: false,
              brief: 'begin with what is known of the runs of now',
            },
            ...globalFlags,
          },
          positional: {
            kind: 'array',
            parameter: { parse: String, placeholder: 'name', brief: 'only these instances (default: all)' },
          },
        },
        loader: async () => (await import('./commands/watch.ts')).watch,
      }),
      argv: buildCommand({
        docs: { brief: 'print the exact command of a start; starts no guest' },
        parameters: { flags: { ...argvFlags, ...globalFlags }, positional: specificationFile },
        loader: async () => (await import('./commands/argv.ts')).argv,
      }),
      check: buildCommand({
        docs: { brief: 'say whether a specification can be started here' },
        parameters: ofSpecification,
        loader: async () => (await import('./commands/check.ts')).check,
      }),
      verify: buildCommand({
        docs: { brief: 'say whether guests can run on this host, and how well' },
        parameters: ofHost,
        loader: async () => (await import('./commands/verify.ts')).verifyHost,
      }),
      'node-info': buildCommand({
        docs: { brief: "this host's memory, processors and QEMU" },
        parameters: ofHost,
        loader: async () => (await import('./commands/node-info.ts')).nodeInfo,
      }),
    },
  });
}

const globalFlags: FlagParametersForType<GlobalOptions> = {
  root: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'dir',
    brief: 'the runtime directory',
  },
  json: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'print JSON for programs instead of text for people',
  },
};

const stopFlags: FlagParametersForType<Pick<StopOptions, 'timeout' | 'force'>> = {
  timeout: {
    kind: 'parsed',
    parse: parseSeconds,
    optional: true,
    placeholder: 'seconds',
    brief: 'seconds the guest may take (default: 60)',
  },
  force: { kind: 'boolean', optional: true, withNegated: false, brief: 'do not ask the guest' },
};

const kvmPath: TypedFlagParameter<string | undefined> = {
  kind: 'parsed',
  parse: String,
  optional: true,
  placeholder: 'file',
  brief: 'the QEMU to ask (default: /usr/bin/kvm)',
};

const argvFlags: FlagParametersForType<ArgvOptions> = {
  explain: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'say of each option which setting it comes from',
  },
  diff: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'file',
    brief: 'say what is otherwise in another specification or command line',
  },
  capabilities: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'file',
    brief: 'for a QEMU that was asked elsewhere; asks nothing of this host',
  },
};

const instanceName: TypedPositionalParameters<[string], ApplicationContext> = {
  kind: 'tuple',
  parameters: [{ parse: String, placeholder: 'name', brief: 'the name of an instance' }],
};

const specificationFile: TypedPositionalParameters<[string], ApplicationContext> = {
  kind: 'tuple',
  parameters: [{ parse: String, placeholder: 'spec.json', brief: 'the specification of an instance' }],
};

const fileOrName: TypedPositionalParameters<[string], ApplicationContext> = {
  kind: 'tuple',
  parameters: [
    {
      parse: String,
      placeholder: 'spec.json|name',
      brief: 'the specification of an instance, or the name of one that has a record',
    },
  ],
};

function parseSeconds(text: string): number {
  const value = Number(text);
  if (!(value >= 0) || text.trim() === '') throw new Error(`a number of seconds is wanted, not "${text}"`);
  return value;
}
