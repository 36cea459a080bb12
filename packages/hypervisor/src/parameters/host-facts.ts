import { readdir, stat } from 'node:fs/promises';

import type { HostFacts, HostQuestions, InterfaceAddresses } from '@kvmkit/kvm-cmdline';

import { lookUpUser } from '../host/users.ts';
import { interfaceAddresses } from './interface-addresses.ts';

/** Finds out about this host what the checks of some parameters need to know. */
export async function collectHostFacts({
  paths,
  users,
  urls,
}: HostQuestions): Promise<Omit<HostFacts, 'capabilities'>> {
  const [kinds, known, answering, names] = await Promise.all([
    Promise.all(paths.map(kindOf)),
    Promise.all(users.map(lookUpUser)),
    Promise.all(urls.map(answers)),
    readdir('/sys/class/net'),
  ]);
  return {
    paths: Object.fromEntries(
      paths.flatMap((path, index) => {
        const kind = kinds[index];
        return kind === undefined ? [] : [[path, kind]];
      }),
    ),
    users: users.filter((_, index) => known[index] !== undefined),
    unreachableUrls: urls.filter((_, index) => answering[index] === false),
    interfaces: { ...withoutAddresses(names), ...interfaceAddresses() },
  };
}

async function kindOf(path: string): Promise<'file' | 'directory' | 'other' | undefined> {
  // A NUL in it is no path either.
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  if (info.isFile()) return 'file';
  return info.isDirectory() ? 'directory' : 'other';
}

const urlTimeoutMs = 5000;

/** Whether a HEAD request is answered; of what fetch does not speak, as FTP, nothing is known. */
async function answers(url: string): Promise<boolean | undefined> {
  if (!url.startsWith('http')) return undefined;
  return fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(urlTimeoutMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Interfaces of which nothing more is known: the operating system tells addresses of those that are up only. */
function withoutAddresses(names: readonly string[]): Record<string, InterfaceAddresses> {
  return Object.fromEntries(names.map((name) => [name, { ipv4: [], ipv6: [] }]));
}
