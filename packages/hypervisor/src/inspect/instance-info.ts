import { existsSync } from 'node:fs';

import type { GuestProcess, InstancePaths, RuntimeRecord } from '@kvmkit/kvm-runtime-store';

import type { HypervisorContext } from '../context.ts';
import { reasonOf } from '../errors.ts';
import { findGuest } from '../find-guest.ts';
import type { CauseOfDeath } from '../watch/cause-of-death.ts';
import type { Answers } from './ask-guest.ts';
import { readProcessTimes } from './process-times.ts';

/** What is known of an instance; asked of QEMU where it lives. */
export interface InstanceInfo {
  readonly name: string;
  /** Unknown only where there is no record and no answer. */
  readonly uuid: string | undefined;
  readonly state: InstanceState;
  /** Why the state is what it is, where that is not plain. */
  readonly reason: string | undefined;
  /** How the last run has ended, where its QEMU's log of events tells; until a clean-up or the next start. */
  readonly causeOfDeath: CauseOfDeath | undefined;
  readonly pid: number | undefined;
  /** What the balloon leaves the guest now, in MiB; the specification's memory where QEMU can not be asked. */
  readonly memoryMiB: number | undefined;
  readonly vcpus: number | undefined;
  readonly machineType: string | undefined;
  readonly accelerator: 'kvm' | 'tcg' | undefined;
  readonly qemuVersion: string | undefined;
  /** Of QEMU with all its threads. */
  readonly cpuTimeMs: number | undefined;
  readonly upTimeMs: number | undefined;
}

/**
 * QEMU's own run state (`running`, `paused`, `prelaunch`: frozen before its first instruction, …) where it answers,
 * `in-doubt`: it stands still, for another host may have it; or `unreachable`: QEMU lives and does not answer. Without a QEMU, `user-shutdown`: the guest powered itself off, where
 * `user_shutdown` asks for that to be noted; `crashed`: it panicked, or QEMU ended without a word; else `stopped`.
 */
export type InstanceState =
  | 'running'
  | 'paused'
  | 'prelaunch'
  | 'stopped'
  | 'crashed'
  | 'user-shutdown'
  | 'unreachable'
  | 'in-doubt'
  | (string & {});

/** How long one instance may take to answer, so that a stuck one never holds up the others. */
const answerTimeoutMs = 2000;

// A list without guests needs no QMP client.
const ask = async (paths: InstancePaths, known: InstanceInfo): Promise<Answers> => {
  const { askGuest } = await import('./ask-guest.ts');
  return askGuest(paths, known, answerTimeoutMs);
};

/** One instance, or `undefined` when nothing is known of that name. Takes no lock. */
export async function getInstanceInfo(
  context: HypervisorContext,
  name: string,
): Promise<InstanceInfo | undefined> {
  return infoOf(context, name, await findGuest(context, name));
}

/**
 * Every instance that has a record or a running QEMU, asked side by side, sorted by name. What is wrong with one is
 * told as its state and keeps nobody from knowing the others.
 */
export async function getAllInstancesInfo(context: HypervisorContext): Promise<InstanceInfo[]> {
  const { store } = context;
  const [recorded, found] = await Promise.all([store.list(), store.scanGuests()]);
  const foundByName = new Map(found.map((guest) => [guest.name, guest]));
  const names = [...new Set([...recorded, ...foundByName.keys()])].sort();
  const infos = await Promise.all(
    // What was found by its command line needs no look at its pid file.
    names.map(async (name) => infoOf(context, name, foundByName.get(name) ?? (await store.findGuest(name)))),
  );
  return infos.filter((info) => info !== undefined);
}

/** The names of all instances that run, sorted (Ganeti's ListInstances). */
export async function listInstances({ store }: HypervisorContext): Promise<string[]> {
  const [recorded, found] = await Promise.all([store.list(), store.scanGuests()]);
  const names = new Set(found.map(({ name }) => name));
  for (const name of recorded) {
    if (!names.has(name) && (await store.findGuest(name)) !== undefined) names.add(name);
  }
  return [...names].sort();
}

async function infoOf(
  context: HypervisorContext,
  name: string,
  guest: GuestProcess | undefined,
): Promise<InstanceInfo | undefined> {
  const { store } = context;
  const record = await store.read(name).catch((error: unknown) => new UnreadableRecord(error));
  const known = knownOf(name, record);
  if (guest === undefined) {
    if (record === undefined) return undefined;
    // A QEMU whose pid file is not there yet, or no longer, still holds its lock.
    if (await store.guestExists(name)) {
      return { ...known, state: 'unreachable', reason: 'a QEMU holds its lock and has written no pid file' };
    }
    return { ...known, ...(await endOf(context, name)) };
  }
  const answers = await ask(store.paths(name), { ...known, accelerator: guest.accelerator });
  const times = readProcessTimes(guest.pid);
  if (answers.state !== 'unreachable') {
    const doubt = await doubtOf(context, name, answers.state);
    return { ...known, ...answers, ...doubt, ...times, pid: guest.pid };
  }
  // It may have ended while we asked.
  const now = await findGuest(context, name);
  if (now?.startTimeTicks === guest.startTimeTicks) return { ...known, ...answers, ...times, pid: guest.pid };
  return record === undefined ? undefined : { ...known, ...(await endOf(context, name)) };
}

/** Of a guest that does not run: whether another host may have it. */
async function doubtOf(
  { store }: HypervisorContext,
  name: string,
  state: InstanceState,
): Promise<Partial<Pick<InstanceInfo, 'state' | 'reason'>>> {
  if (state === 'running' || !existsSync(store.paths(name).journal)) return {};
  const { readOpenMoves } = await import('../migrate/open-moves.ts');
  const { outgoing, incoming } = await readOpenMoves(store.journal(name));
  const settles = `kvmkit recover ${name} settles who has it`;
  if (outgoing?.stage === 'given-away')
    return { state: 'in-doubt', reason: `it was given to another host; ${settles}` };
  return incoming === undefined ? {} : { reason: `it is awaited from another host, or was; ${settles}` };
}

/** It is told of as a state of its instance. */
class UnreadableRecord {
  readonly reason: string;
  constructor(error: unknown) {
    this.reason = reasonOf(error);
  }
}

function knownOf(name: string, record: RuntimeRecord | UnreadableRecord | undefined): InstanceInfo {
  const runtime = record instanceof UnreadableRecord ? undefined : record?.runtime;
  return {
    name,
    uuid: runtime?.instance.uuid,
    state: 'stopped',
    reason: record instanceof UnreadableRecord ? record.reason : undefined,
    causeOfDeath: undefined,
    pid: undefined,
    memoryMiB: runtime?.instance.beparams.maxmem,
    vcpus: runtime?.instance.beparams.vcpus,
    machineType: runtime?.machineType,
    accelerator: undefined,
    qemuVersion: undefined,
    cpuTimeMs: undefined,
    upTimeMs: undefined,
  };
}

async function endOf(
  context: HypervisorContext,
  name: string,
): Promise<Pick<InstanceInfo, 'state' | 'causeOfDeath'>> {
  const [{ causeOfDeath }, { isMarkedShutdown }] = await Promise.all([
    import('../watch/last-end.ts'),
    import('@kvmkit/kvm-runtime-store/run'),
  ]);
  const cause = await causeOfDeath(context, name);
  if (await isMarkedShutdown(context.store.paths(name)))
    return { state: 'user-shutdown', causeOfDeath: cause };
  return { state: cause !== undefined && crashes.has(cause) ? 'crashed' : 'stopped', causeOfDeath: cause };
}

const crashes: ReadonlySet<CauseOfDeath> = new Set(['killed', 'guest-panic', 'watchdog']);
