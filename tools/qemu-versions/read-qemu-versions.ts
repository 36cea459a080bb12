import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A QEMU that can be run here. */
export interface QemuVersion {
  /** The Debian suite it is from; `QEMU_BIN` for the one that the environment names. */
  readonly suite: string;
  readonly binary: string;
  /** Such as `7.2`. */
  readonly version: string;
  /** Such as `7.2.22`. */
  readonly fullVersion: string;
}

/** A QEMU that cannot. */
export interface MissingQemu {
  readonly suite: string;
  /** The version expected there. */
  readonly version: string;
  readonly reason: string;
}

const home = join(import.meta.dirname, '../../.cache/qemu');

/** The QEMUs that tests run on, oldest first: those of tools/qemu-versions/suites.txt, or the one that `QEMU_BIN` names. */
export function readQemuVersions(): readonly QemuVersion[] {
  const named = process.env['QEMU_BIN'];
  if (named !== undefined && named !== '') return [describeBinary(named)];
  return readSuites().flatMap(({ suite }) => readSuite(suite) ?? []);
}

/** The QEMUs of suites.txt that could not be had, and why; none where `QEMU_BIN` is set. */
export function readMissingQemus(): readonly MissingQemu[] {
  if ((process.env['QEMU_BIN'] ?? '') !== '') return [];
  return readSuites()
    .filter(({ suite }) => readSuite(suite) === undefined)
    .map(({ suite, version }) => ({ suite, version, reason: reasonOf(suite) }));
}

function readSuites(): readonly { readonly suite: string; readonly version: string }[] {
  return readFileSync(join(import.meta.dirname, 'suites.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [suite = '', version = ''] = line.split(' ');
      return { suite, version };
    });
}

function readSuite(suite: string): QemuVersion | undefined {
  const tree = join(home, suite);
  if (!existsSync(join(tree, 'version')) || existsSync(`${tree}.unavailable`)) return undefined;
  const fullVersion = readFileSync(join(tree, 'version'), 'utf8').trim();
  return { suite, binary: join(tree, 'bin/qemu-system-x86_64'), version: shorten(fullVersion), fullVersion };
}

function reasonOf(suite: string): string {
  const file = join(home, `${suite}.unavailable`);
  return existsSync(file)
    ? readFileSync(file, 'utf8').trim()
    : 'not fetched yet: `npm test` does it, or tools/qemu-versions/fetch.sh';
}

function describeBinary(binary: string): QemuVersion {
  const stated = execFileSync(binary, ['--version'], { encoding: 'utf8' });
  const [, fullVersion] = /version (\d+\.\d+\.\d+)/.exec(stated) ?? [];
  if (fullVersion === undefined) {
    throw new Error(
      `QEMU_BIN is ${binary}, whose --version says no version of QEMU: ${stated.slice(0, 200)}`,
    );
  }
  return { suite: 'QEMU_BIN', binary, version: shorten(fullVersion), fullVersion };
}

function shorten(fullVersion: string): string {
  return fullVersion.split('.').slice(0, 2).join('.');
}
