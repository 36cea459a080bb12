import { afterAll, beforeAll, expect, test } from 'vitest';

import { connectGuestAgent, runInGuest, type GuestAgent, type QgaCommands } from '../src/index.ts';
import { isRecord } from '../src/wire/json.ts';
import { startLinuxGuest, type LinuxGuest } from './linux-guest.ts';
import { answers } from './qga-answers.ts';
import { sampleArguments } from './qga-arguments.ts';
import { rejection } from './rejection.ts';

/** What the agent of the test guest (QEMU 7.2) could not show, and why: no test checks it. */
const unseen: Readonly<Record<string, readonly string[]>> = {
  'the command came later, see `absent`': ['guest-network-get-route', 'guest-get-load'],
  'the member came later': ['guest-get-fsinfo.total-bytes-privileged'],
  'the guest has no passwd or chpasswd program': ['guest-set-user-password'],
  'the guest has no hwclock program': ['guest-set-time'],
  'the guest has no os-release file': [
    'guest-get-osinfo.id',
    'guest-get-osinfo.name',
    'guest-get-osinfo.pretty-name',
    'guest-get-osinfo.version',
    'guest-get-osinfo.version-id',
    'guest-get-osinfo.variant',
    'guest-get-osinfo.variant-id',
  ],
  'nobody logs in to the guest': [
    'guest-get-users.user',
    'guest-get-users.login-time',
    'guest-get-users.domain',
  ],
  'the guest has no udev, which keeps serial numbers': [
    'guest-get-disks.address.serial',
    'guest-get-fsinfo.disk.serial',
  ],
  'the guest has no device mapper, and no file system that can not be trimmed': [
    'guest-get-disks.alias',
    'guest-fstrim.paths.error',
  ],
};

/** Commands that ask, and change nothing. */
const questions = [
  'guest-ping',
  'guest-info',
  'guest-get-osinfo',
  'guest-get-host-name',
  'guest-get-time',
  'guest-get-timezone',
  'guest-get-users',
  'guest-network-get-interfaces',
  'guest-get-vcpus',
  'guest-get-memory-blocks',
  'guest-get-memory-block-info',
  'guest-get-cpustats',
  'guest-get-disks',
  'guest-get-diskstats',
  'guest-get-fsinfo',
  'guest-fsfreeze-status',
] as const;

/**
 * Commands that the agent of the test guest (QEMU 7.2) does not have. They, and all arguments, were compared by hand
 * with the agents of QEMU 5.2, 10.0 and 11.1 as well.
 */
const absent = ['guest-network-get-route', 'guest-get-load'];

let guest: LinuxGuest;
let agent: GuestAgent;

beforeAll(async () => {
  guest = await startLinuxGuest();
  agent = await connectGuestAgent(guest.agentPath, { waitForSocket: true, timeoutMs: 50_000 });
});
afterAll(async () => {
  await agent.close();
  await guest[Symbol.asyncDispose]();
});

test('the commands that the agent does not have are the ones that we list', async () => {
  const has = await Promise.all(
    Object.keys(sampleArguments).map(async (name) => ((await agent.supports(name)) ? [] : [name])),
  );
  expect(has.flat()).toEqual(absent);
});

test('every argument that we type exists in the agent, by that name and type', async () => {
  const wrong: unknown[] = [];
  const check = async (name: string, args: object, complaint: string): Promise<void> => {
    // Nothing is ever carried out: one of the arguments can not be parsed.
    const error = await rejection(agent.executeWithoutReply(name, { ...args }));
    if (!String(error).includes(complaint)) wrong.push([name, args, String(error)]);
  };
  for (const [name, args] of Object.entries(sampleArguments)) {
    if (absent.includes(name)) continue;
    await check(name, { ...args, zz: 1 }, "Parameter 'zz' is unexpected");
    for (const member of Object.keys(args)) {
      await check(name, { ...args, [member]: {} }, `Invalid parameter type for '${member}'`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Lists the members of `answer` as paths; those of a list's elements together. */
function membersOf(answer: unknown, path: string): string[] {
  if (Array.isArray(answer)) return answer.flatMap((element) => membersOf(element, path));
  if (!isRecord(answer)) return [];
  return Object.entries(answer).flatMap(([name, value]) => [
    `${path}.${name}`,
    ...membersOf(value, `${path}.${name}`),
  ]);
}

/** Runs every command that the guest can carry out; answers what was answered, as paths. */
async function seeAnswers(): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const run = async (name: keyof QgaCommands, args: object = {}): Promise<unknown> => {
    const answer = await agent.execute<string>(name, { ...args });
    for (const member of [name, ...membersOf(answer, name)]) seen.add(member);
    return answer;
  };
  for (const name of questions) await run(name);
  await run('guest-fsfreeze-freeze');
  await run('guest-fsfreeze-thaw');
  await run('guest-fsfreeze-freeze-list', { mountpoints: ['/mnt'] });
  await run('guest-fsfreeze-thaw');
  await run('guest-fstrim');
  await run('guest-sync', { id: 1 });
  await run('guest-set-vcpus', { vcpus: [] });
  const blocks = [0, 999].map((index) => ({ 'phys-index': index, online: true }));
  await run('guest-set-memory-blocks', { 'mem-blks': blocks });
  const keys = ['ssh-ed25519 AAAA x'];
  await run('guest-ssh-add-authorized-keys', { username: 'root', keys });
  await run('guest-ssh-get-authorized-keys', { username: 'root' });
  await run('guest-ssh-remove-authorized-keys', { username: 'root', keys });
  const handle = await run('guest-file-open', { path: '/run/file', mode: 'w+' });
  await run('guest-file-write', { handle, 'buf-b64': 'aGVsbG8=' });
  await run('guest-file-flush', { handle });
  await run('guest-file-seek', { handle, offset: 1, whence: 'set' });
  await run('guest-file-read', { handle });
  await run('guest-file-close', { handle });
  for (const script of ['echo out; echo err >&2', 'kill -9 $$']) {
    const started = await run('guest-exec', { path: 'sh', arg: ['-c', script], 'capture-output': true });
    const { pid } = started as QgaCommands['guest-exec']['returns'];
    const hasEnded = async (): Promise<unknown> => await run('guest-exec-status', { pid });
    // Each question is a round trip, so that the guest goes on meanwhile.
    while (!membersOf(await hasEnded(), '').some((member) => /exitcode|signal/.test(member)));
  }
  return seen;
}

test('every member that the agent answers is typed, and every typed one was seen or is listed with the reason', async () => {
  const script =
    'mke2fs /dev/vda && mkdir -p /mnt /etc && mount -t ext4 /dev/vda /mnt; echo root:x:0:0::/root:/bin/sh >/etc/passwd';
  await runInGuest(agent, { path: 'sh', args: ['-c', script] });
  const seen = await seeAnswers();
  const typed = Object.entries(answers).flatMap(([name, shape]) => [name, ...membersOf(shape, name)]);
  expect([...seen].filter((member) => !typed.includes(member))).toEqual([]);
  const listed = Object.values(unseen).flat();
  const isListed = (member: string): boolean =>
    listed.includes(member) || listed.includes(member.split('.')[0] ?? '');
  expect(typed.filter((member) => !seen.has(member) && !isListed(member))).toEqual([]);
  expect(listed.filter((member) => seen.has(member))).toEqual([]);
});
