import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { conformanceHome } from '../src/conformance-home.ts';
import { groups } from '../src/groups.ts';
import { summarize } from '../src/report.ts';
import { runSuite } from '../src/run-suite.ts';
import { openSuite } from '../src/suite.ts';
import { wanted } from '../src/wanted.ts';

const casesFolder = join(conformanceHome(), 'cases');

test.for(groups)(
  'kvmkit answers the group $name as Ganeti does, but for what is wanted',
  async (group, { skip }) => {
    const file = join(casesFolder, `${group.name}.json`);
    skip(!existsSync(file), `the recorded cases are not here: no ${file}`);
    const suite = openSuite(casesFolder, join(conformanceHome(), 'expected'));
    const outcomes = await runSuite(suite, [group.name], groups, wanted);
    const { total, unsupported, differences } = summarize(outcomes);
    expect(differences).toEqual([]);
    expect(total - unsupported).toBeGreaterThan(0);
  },
);
