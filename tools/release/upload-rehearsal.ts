import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { ownEnvironment } from './own-environment.ts';
import { plannedTarballs } from './pack.ts';
import type { ReportRow } from './report.ts';
import { startStandInRegistry } from './stand-in-registry.ts';

interface Rehearsal {
  readonly repository: string;
  readonly packDirectory: string;
  readonly scratch: string;
}

/** Publishes with the workflow's own command, to a registry of our own, and compares what arrives byte for byte. */
export async function rehearseUpload({ repository, packDirectory, scratch }: Rehearsal): Promise<ReportRow> {
  const began = performance.now();
  await using registry = await startStandInRegistry();
  const home = join(scratch, 'home');
  const userConfig = join(home, '.npmrc');
  await mkdir(home);
  // Not expanded here: the package manager takes it from the environment, as in the workflow.
  const token = '${NPM_TOKEN}';
  await writeFile(userConfig, `registry=http://${registry.host}/\n//${registry.host}/:_authToken=${token}\n`);
  const changeset = join(repository, 'node_modules/.bin/changeset');
  const { failed, all } = await execa(
    changeset,
    ['publish', '--from-pack-dir', packDirectory, '--no-git-tag'],
    {
      cwd: repository,
      stdin: 'ignore',
      all: true,
      reject: false,
      extendEnv: false,
      env: {
        ...ownEnvironment(),
        HOME: home,
        NPM_TOKEN: 'rehearsal',
        npm_config_userconfig: userConfig,
        npm_config_registry: `http://${registry.host}/`,
        PNPM_CONFIG_REGISTRY: `http://${registry.host}/`,
      },
    },
  );
  const planned = await plannedTarballs(packDirectory);
  const problems = await Promise.all(
    [...planned].map(async ([name, path]) => {
      const upload = registry.uploads.find((candidate) => candidate.name === name);
      if (upload === undefined) return [`${name} was not uploaded`];
      if (!upload.tarball.equals(await readFile(path))) return [`${name}: other bytes than were packed`];
      return upload.authorization === 'Bearer rehearsal' ? [] : [`${name}: uploaded without the token`];
    }),
  );
  return {
    package: 'all together',
    tried: 'upload',
    problems: [...(failed ? [all] : []), ...problems.flat()],
    notes: [`${registry.uploads.length} tarballs to a registry on this machine, the bytes compared`],
    seconds: (performance.now() - began) / 1000,
  };
}
