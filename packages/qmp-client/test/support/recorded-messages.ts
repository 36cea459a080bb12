import { readdirSync, readFileSync } from 'node:fs';

import { parseTranscript } from '../../src/testing/index.ts';

const folder = new URL('../fixtures/recorded/', import.meta.url);

const fromServers: readonly string[] = readdirSync(folder).flatMap((file) =>
  parseTranscript(readFileSync(new URL(file, folder), 'utf8'))
    .filter(({ from }) => from === 'server')
    .map(({ text }) => text),
);

/** What real QEMUs said once: whatever a fault slips in between is one of these. */
export const recorded: {
  readonly greetings: readonly string[];
  readonly replies: readonly string[];
  readonly events: readonly string[];
} = {
  greetings: fromServers.filter((text) => 'QMP' in JSON.parse(text)),
  replies: fromServers.filter((text) => 'id' in JSON.parse(text)),
  events: fromServers.filter((text) => 'event' in JSON.parse(text)),
};
