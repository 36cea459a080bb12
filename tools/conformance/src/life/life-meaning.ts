import * as v from 'valibot';

import { argvMeaning } from '../argv-meaning.ts';
import { changingCommands } from './changing-commands.ts';

/*
What of a life is compared: what the guest, an administrator or a script of theirs can tell, in its order.

  open_tap      its name and features; and what QEMU inherits of it
  nic_script    up or down, the tap, and the environment; ACTION is the one or the other there, and no word of Ganeti 3.1
  exec          that QEMU is run, by the argv that is compared beside it
  qmp           what changes something: passwords, balloon, run state, power button, devices and their back ends
  affinity      which threads run where; in no particular order
  kill          that the guest is made to end, by `quit` or by a signal: both let QEMU write out its disks
  daemon_util   that somebody watches for shutdowns by the guest
  write, mkdir  of the notes of a running guest: its taps, its user, its chroot; in no particular order, for all are
                there when it runs

How it is done is nobody's business: the order of other writes, folders that are made, descriptors that are closed,
processes that are looked for, questions over QMP, sleeps. What a stop or a clean-up removes is told by what is left.
*/

const effect = v.looseTuple([v.string()]);
const lifeResult = v.looseObject({
  argv: v.optional(v.array(v.unknown())),
  effects: v.optional(v.array(effect), []),
  alive: v.optional(v.boolean()),
  files: v.optional(v.array(v.string())),
});

/** One thing that is seen from outside, as a list that begins with what it is. */
export type Seen = readonly [what: string, ...facts: readonly unknown[]];

export interface LifeMeaning {
  readonly argv: unknown;
  readonly seen: readonly Seen[];
  /** Path to content. */
  readonly notes: Readonly<Record<string, unknown>>;
  readonly alive: boolean | undefined;
  readonly files: ReadonlySet<string> | undefined;
}

/** A life by what is compared of it. */
export function lifeMeaning(result: object): LifeMeaning {
  const { argv, effects, alive, files } = v.parse(lifeResult, result);
  return {
    argv: argv === undefined ? undefined : argvMeaning(argv),
    seen: effects.flatMap(seenOf).reduce(pinnedTogether, []),
    notes: Object.fromEntries(effects.flatMap(notedBy)),
    alive,
    files: files === undefined ? undefined : new Set(files.flatMap(kindOfFile)),
  };
}

const tapEffect = v.tuple([
  v.literal('open_tap'),
  v.string(),
  v.object({ vhost: v.boolean(), vnet_hdr: v.boolean(), mq: v.tuple([v.boolean(), v.number()]) }),
]);
const scriptEffect = v.tuple([
  v.literal('nic_script'),
  v.array(v.string()),
  v.record(v.string(), v.string()),
]);
const execEffect = v.tuple([v.literal('exec'), v.string(), v.object({ keep_fds: v.array(v.string()) })]);
const qmpEffect = v.looseTuple([v.literal('qmp'), v.string(), v.unknown()]);
const affinityEffect = v.tuple([v.literal('affinity'), v.number(), v.array(v.number())]);

function seenOf(one: readonly [string, ...unknown[]]): Seen[] {
  switch (one[0]) {
    case 'open_tap': {
      const [, name, { vhost, vnet_hdr: vnetHdr, mq }] = v.parse(tapEffect, one);
      return [['tap', name, { vhost, vnetHdr, queues: mq[1] }]];
    }
    case 'nic_script': {
      const [, args, { ACTION: action = 'up', ...told }] = v.parse(scriptEffect, one);
      return [[`script ${action}`, args, told]];
    }
    case 'exec':
      return [['qemu', new Set(v.parse(execEffect, one)[2].keep_fds)]];
    case 'qmp': {
      const [, command, args] = v.parse(qmpEffect, one);
      return changingCommands.has(command) ? [['qmp', command, args]] : [];
    }
    case 'affinity': {
      const [, tid, cpus] = v.parse(affinityEffect, one);
      return [['pinned', new Set([`${tid} on ${cpus.toSorted((a, b) => a - b).join()}`])]];
    }
    case 'kill':
      return [['ended']];
    case 'daemon_util':
      return [['watched']];
    default:
      return [];
  }
}

/** Threads that are pinned one after the other are pinned at once. */
function pinnedTogether(seen: readonly Seen[], next: Seen): Seen[] {
  const last = seen.at(-1);
  const [before, now] = [last?.[1], next[1]];
  if (next[0] !== 'pinned' || last?.[0] !== 'pinned' || !(before instanceof Set) || !(now instanceof Set)) {
    return [...seen, next];
  }
  return [...seen.slice(0, -1), ['pinned', new Set([...before, ...now])]];
}

function notedBy([kind, path, content]: readonly [string, ...unknown[]]): (readonly [string, unknown])[] {
  const [, folder = '', rest = ''] = /^@RUN@\/kvm-hypervisor\/([^/]+)\/(.+)$/.exec(String(path)) ?? [];
  if (kind === 'write' && /^(?:nic|uid)$/.test(folder)) return [[`${folder}/${rest}`, content]];
  return kind === 'mkdir' && folder === 'chroot' ? [[`${folder}/${rest}`, content]] : [];
}

/** A socket that is left says nothing: which ones there are is QEMU's affair. */
function kindOfFile(file: string): string[] {
  const [, folder = '', rest = ''] = /^kvm-hypervisor\/([^/]+)\/(.+)$/.exec(file) ?? [];
  switch (folder) {
    case 'conf':
      return ['record'];
    case 'ctrl':
      return [rest.endsWith('.shutdown') ? 'mark of a shutdown' : 'sockets'];
    case 'pid':
    case 'uid':
    case 'chroot':
      return [folder];
    case 'nic':
      return [`tap of NIC ${rest.replace(/^.*\//, '')}`];
    case 'chroot-quarantine':
      return ['quarantine'];
    default:
      return [];
  }
}
