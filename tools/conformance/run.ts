/*
npm run conformance -- [--cases DIR] [--expected DIR] [--group NAME...] [--json]

Puts cases that the real Ganeti has answered to kvmkit and compares the answers by meaning. The cases are not part of
this repository: they are looked for beside it (../shared/conformance), or where KVMKIT_CONFORMANCE says.
Exit status: 0 no difference but wanted ones, or no cases here; 1 a difference; 2 bad usage.
*/
import { existsSync } from 'node:fs';

import { parseArguments, usage, type Request } from './src/arguments.ts';
import { conformanceHome } from './src/conformance-home.ts';
import { groups } from './src/groups.ts';
import { renderReport, summarize } from './src/report.ts';
import { runSuite } from './src/run-suite.ts';
import { openSuite } from './src/suite.ts';
import { wanted } from './src/wanted.ts';

try {
  // npm and pnpm change to the repository's folder and leave the caller's in INIT_CWD.
  const workingFolder = process.env['INIT_CWD'] ?? process.cwd();
  const request = parseArguments(process.argv.slice(2), { home: conformanceHome(), workingFolder });
  process.exitCode = await run(request);
} catch (error) {
  process.stderr.write(`conformance: ${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 2;
}

async function run(request: Request): Promise<number> {
  const { casesFolder, expectedFolder, folderIsNamed, json } = request;
  if (!existsSync(casesFolder)) {
    const absence = `no cases in ${casesFolder}`;
    if (folderIsNamed) throw new Error(absence);
    process.stderr.write(`conformance: skipped: ${absence}\n`);
    if (json) process.stdout.write(`${JSON.stringify(summarize([]))}\n`);
    return 0;
  }
  const suite = openSuite(casesFolder, expectedFolder);
  const known = await suite.groupNames();
  const strangers = (request.groups ?? []).filter((name) => !known.includes(name));
  if (strangers.length > 0) throw new Error(`${casesFolder} holds no group ${strangers.join(', ')}`);
  const outcomes = await runSuite(suite, request.groups ?? known, groups, wanted);
  const summary = summarize(outcomes);
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : renderReport(outcomes));
  return summary.differences.length === 0 ? 0 : 1;
}
