import { expect, test } from 'vitest';

import { parseArguments, type Request } from './arguments.ts';

const places = { home: '/shared/conformance', workingFolder: '/home/me' };
const byDefault: Request = {
  casesFolder: '/shared/conformance/cases',
  expectedFolder: '/shared/conformance/expected',
  folderIsNamed: false,
  groups: undefined,
  json: false,
};

test.for<[args: readonly string[], request: Partial<Request>]>([
  [[], {}],
  [['--json'], { json: true }],
  [['--', '--json'], { json: true }],
  [['--group', 'opentap', 'cpumask', '--json'], { groups: ['opentap', 'cpumask'], json: true }],
  [['--group', 'opentap', '--group', 'cpumask'], { groups: ['opentap', 'cpumask'] }],
  [['--expected', 'head'], { expectedFolder: '/home/me/head' }],
  [
    ['--cases', 'other/cases'],
    { casesFolder: '/home/me/other/cases', expectedFolder: '/home/me/other/expected', folderIsNamed: true },
  ],
])('%j asks for %j', ([args, request]) => {
  expect(parseArguments(args, places)).toEqual({ ...byDefault, ...request });
});

test.for([[['opentap']], [['--frob']], [['--group']], [['--json=1']]])('%j is bad usage', ([args]) => {
  expect(() => parseArguments(args ?? [], places)).toThrow(Error);
});
