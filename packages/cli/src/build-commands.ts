import { buildCommand, buildRouteMap, type ApplicationContext, type RouteMap } from '@stricli/core';

import {
  argvFlags,
  confirmedHost,
  consoleFlags,
  fileOrName,
  instanceName,
  kvmPath,
  shellName,
  specificationFile,
  stopFlags,
  type ProposedNames,
} from './command-parameters.ts';
import { globalFlags, onFlag } from './flags.ts';
import { buildHotplugCommands } from './hotplug-commands.ts';
import { migrationCommands } from './migration-commands.ts';
import { runningCommands } from './running-commands.ts';

// One table of all commands, hence its length.

/** The commands and their options; what they do is loaded when one is called. */
export function buildCommands({ running, known }: ProposedNames): RouteMap<ApplicationContext> {
  const ofInstance = { flags: globalFlags, positional: instanceName(known) };
  const ofGuest = { flags: globalFlags, positional: instanceName(running) };
  const ofSpecification = { flags: globalFlags, positional: specificationFile };
  const ofHost = { flags: { 'kvm-path': kvmPath, ...globalFlags } };
  return buildRouteMap({
    docs: {
      brief: 'QEMU/KVM virtual machines on this host, without a daemon.',
      hideRoute: { complete: true },
    },
    routes: {
      start: buildCommand({
        docs: { brief: 'start an instance; it outlives this command' },
        parameters: {
          flags: {
            paused: onFlag('leave it frozen before its first instruction'),
            ...globalFlags,
          },
          positional: fileOrName(known),
        },
        loader: async () => (await import('./commands/start.ts')).start,
      }),
      stop: buildCommand({
        docs: { brief: 'press the power button, wait, then force; clean up' },
        parameters: { flags: { ...stopFlags, ...globalFlags }, positional: instanceName(running) },
        loader: async () => (await import('./commands/stop.ts')).stop,
      }),
      reboot: buildCommand({
        docs: { brief: 'stop an instance and start the same machine again' },
        parameters: { flags: { ...stopFlags, ...globalFlags }, positional: instanceName(running) },
        loader: async () => (await import('./commands/stop.ts')).reboot,
      }),
      reset: buildCommand({
        docs: { brief: "press the machine's reset button" },
        parameters: ofGuest,
        loader: async () => (await import('./commands/change-instance.ts')).reset,
      }),
      pause: buildCommand({
        docs: { brief: "freeze the guest's processors" },
        parameters: ofGuest,
        loader: async () => (await import('./commands/change-instance.ts')).pause,
      }),
      resume: buildCommand({
        docs: { brief: 'let a frozen guest run' },
        parameters: ofGuest,
        loader: async () => (await import('./commands/change-instance.ts')).resume,
      }),
      cleanup: buildCommand({
        docs: { brief: 'remove what a guest that ended by itself has left' },
        parameters: ofInstance,
        loader: async () => (await import('./commands/change-instance.ts')).cleanup,
      }),
      adopt: buildCommand({
        docs: { brief: 'take over a running guest that others have started' },
        parameters: ofGuest,
        loader: async () => (await import('./commands/change-instance.ts')).adopt,
      }),
      hotplug: buildHotplugCommands(running),
      ...runningCommands(running),
      ...migrationCommands({ running, known }),
      list: buildCommand({
        docs: { brief: 'all instances' },
        parameters: { flags: globalFlags },
        loader: async () => (await import('./commands/list.ts')).list,
      }),
      info: buildCommand({
        docs: { brief: 'one instance, as its QEMU tells it' },
        parameters: {
          flags: {
            agent: onFlag('ask the agent in the guest too'),
            ...globalFlags,
          },
          positional: instanceName(known),
        },
        loader: async () => (await import('./commands/info.ts')).info,
      }),
      console: buildCommand({
        docs: { brief: "the guest's serial port on this terminal; Ctrl-] leaves" },
        parameters: {
          flags: { ...consoleFlags, ...globalFlags },
          positional: instanceName(running),
        },
        loader: async () => (await import('./commands/console.ts')).openConsole,
      }),
      watch: buildCommand({
        docs: { brief: 'print what happens to instances, as it happens; Ctrl-C ends' },
        parameters: {
          flags: {
            history: onFlag('begin with what is known of the runs of now'),
            ...globalFlags,
          },
          positional: {
            kind: 'array',
            parameter: {
              parse: String,
              placeholder: 'name',
              brief: 'only these instances (default: all)',
              proposeCompletions: known,
            },
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
      powercycle: buildCommand({
        docs: { brief: 'reset this host at once; nothing on it is told' },
        parameters: { flags: { confirm: confirmedHost, ...globalFlags } },
        loader: async () => (await import('./commands/powercycle.ts')).powercycle,
      }),
      completion: buildCommand({
        docs: { brief: 'print what makes a shell complete the words of this command' },
        parameters: { flags: globalFlags, positional: shellName },
        loader: async () => (await import('./commands/completion.ts')).completion,
      }),
      complete: buildCommand({
        docs: { brief: 'what the last of these words may become' },
        parameters: {
          flags: globalFlags,
          positional: {
            kind: 'array',
            parameter: { parse: String, placeholder: 'word', brief: 'a word of the command line' },
          },
        },
        loader: async () => (await import('./commands/complete.ts')).complete,
      }),
    },
  });
}
