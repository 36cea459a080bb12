import { execFile } from 'node:child_process';
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { fixtureNames } from '../given-parameters.ts';

/** Where one case lives: its fixtures, its runtime directory, and how both are called in what was recorded. */
export interface CaseFolder extends AsyncDisposable {
  /** The runtime directory, which is not there yet. */
  readonly root: string;
  readonly certificates: { readonly caFile: string; readonly certFile: string; readonly keyFile: string };
  /** A pipe that nobody writes to. */
  readonly pipe: string;
  /** The case with real paths in place of its placeholders. */
  placed(given: object): object;
  /** A text with placeholders in place of real paths. */
  recorded(text: string): string;
}

const contents: Readonly<Record<string, string>> = {
  'pw/vnc': 'vncsecret\n',
  'pw/spice': 'spicesecret\n',
  'pw/two': 'first\nsecond\n',
  'pw/blank-lines': '\n\nonlyline\n\n',
  'pw/spaces': 'pass word \n',
  'pw/quotes': String.raw`a"b'c\d$e`,
};

/** Makes what the cases' README says is there; the paths of sockets have to stay below 108 bytes. */
export async function makeCaseFolder(): Promise<CaseFolder> {
  await using undo = new AsyncDisposableStack();
  const { path } = undo.use(await mkdtempDisposable(join(tmpdir(), 'kc')));
  const fixtures = join(path, 'f');
  const root = join(path, 'r');
  const certificates = {
    caFile: join(path, 'c', 'ca'),
    certFile: join(path, 'c', 'cert'),
    keyFile: join(path, 'c', 'key'),
  };
  const pipe = join(path, 'p');
  const directories = fixtureNames.directories.map((name) => join(fixtures, name));
  await Promise.all([...directories, dirname(pipe), join(path, 'c')].map(makeDirectory));
  await Promise.all([
    ...fixtureNames.files.map((name) => writeFile(join(fixtures, name), contents[name] ?? '')),
    ...Object.values(certificates).map((file) => writeFile(file, '')),
    promisify(execFile)('mkfifo', [pipe]),
  ]);
  // Ganeti's file of the certificate holds its key too.
  const names = [
    [certificates.caFile, '/var/lib/ganeti/spice-ca.pem'],
    [certificates.certFile, '/var/lib/ganeti/spice.pem'],
    [certificates.keyFile, '/var/lib/ganeti/spice.pem'],
    [root, '@RUN@/kvm-hypervisor'],
    [fixtures, '@FIX@'],
  ] as const;
  const owned = undo.move();
  return {
    root,
    certificates,
    pipe,
    placed: (given) => JSON.parse(JSON.stringify(given).replaceAll('@FIX@', fixtures)),
    recorded: (text) => names.reduce((changed, [real, name]) => changed.replaceAll(real, name), text),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function makeDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}
