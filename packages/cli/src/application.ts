import {
  buildApplication,
  type Application,
  type ApplicationContext,
  type StricliIntegration,
} from '@stricli/core';

import { buildCommands } from './build-commands.ts';
import type { ProposedNames } from './command-parameters.ts';
import { wording } from './wording.ts';

/** `names`: what a shell may be told of this host; nothing where it does not ask. */
export function assembleApplication(names: ProposedNames = noNames): Application<ApplicationContext> {
  return buildApplication(
    buildCommands(names),
    {
      name: 'kvmkit',
      scanner: {
        allowArgumentEscapeSequence: true,
        // Near misses alone: the parser's own threshold finds `list` near `fly`.
        distanceOptions: {
          threshold: 3,
          weights: { insertion: 1, deletion: 3, substitution: 2, transposition: 0 },
        },
      },
      documentation: { disableAnsiColor: true },
      localization: { text: wording },
    },
    { help, version, usage },
  );
}

const noNames: ProposedNames = { running: async () => [], known: async () => [] };

const help: StricliIntegration<ApplicationContext> = {
  flag: {
    brief: 'print this help',
    aliases: ['h'],
    global: true,
    async run(...asked) {
      const { helpText } = await import('./help.ts');
      this.process.stdout.write(helpText(...asked));
    },
  },
};

const version: StricliIntegration<ApplicationContext> = {
  flag: {
    brief: 'print the version',
    aliases: ['V'],
    global: true,
    async run() {
      const { readVersion } = await import('./version.ts');
      this.process.stdout.write(`${await readVersion()}\n`);
    },
  },
};

/** What the parser turns to when there is no command: the same help, as a refusal. */
const usage: StricliIntegration<ApplicationContext> = {
  flag: {
    brief: 'print the help as an error',
    hidden: true,
    defaultForRouteMap: true,
    async run(...asked) {
      const { helpText } = await import('./help.ts');
      this.process.stderr.write(helpText(...asked));
      this.process.exitCode = 2;
    },
  },
};
