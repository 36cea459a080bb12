import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { execa } from 'execa';

import type { Stage } from './stage.ts';

const repository = resolve(import.meta.dirname, '../..');
const images = resolve(repository, 'examples/instances/images');
const folder = '.cache/demo';
/** Of a network that is for documentation only (RFC 5737). */
const [here, there] = ['198.51.100.1', '198.51.100.2'];

/**
 * A Linux guest that ticks on its console moves to another host, and its ticks with it: another runtime directory, and
 * where that can be made, a network of its own behind a cable.
 */
export async function tellMovingGuest(stage: Stage, guest: string): Promise<void> {
  const file = await writeSpecification(guest);
  const otherRoot = join(folder, 'other');
  await using host = await openOtherHost(stage);
  try {
    await stage.kvmkit('start', file);
    await stage.kvmkit('console', guest, '--wait-for', 'GUEST-READY', '--timeout', '60');
    stage.say('\nOn its console a loop is begun that ticks some 20 times a second:');
    await startTicking(stage, guest);
    const ticks = new Ticks();
    await ticks.follow(stage, guest);
    await ticks.seen(20);
    const agent = `${host.prefix}npx kvmkit --root ${otherRoot} agent`;
    await stage.kvmkit('migrate', guest, '--to', `command:${agent}`, '--address', host.address);
    await ticks.follow(stage, guest, '--root', otherRoot);
    await ticks.seen(20);
    await ticks.end();
    stage.say(`\n${ticks.count} ticks, the longest time between two: ${ticks.longestMs} ms; none was lost`);
    await stage.kvmkit('list');
    await stage.kvmkit('list', '--root', otherRoot);
    await stage.kvmkit('stop', guest, '--root', otherRoot, '--force');
  } finally {
    await stage.quietly('stop', guest, '--root', otherRoot, '--force');
    await rm(join(repository, folder), { recursive: true, force: true });
  }
}

async function startTicking(stage: Stage, guest: string): Promise<void> {
  const terminal = stage.open('console', guest);
  terminal.catch(() => undefined);
  terminal.stdin.write('n=0; while :; do n=$((n+1)); echo TICK $n; usleep 40000; done\n');
  for await (const line of createInterface(terminal.stdout)) if (line.startsWith('TICK')) break;
  terminal.stdin.write('\u001D');
  await terminal;
}

/** The ticks of a guest, wherever it is, by when they come here. */
class Ticks {
  count = 0;
  longestMs = 0;
  #last = 0;
  #lastAtMs = 0;
  readonly #followers: AbortController[] = [];
  readonly #ended: Promise<unknown>[] = [];
  #onTick: (() => void) | undefined;

  /** From now on, where the guest runs now. */
  async follow(stage: Stage, guest: string, ...options: string[]): Promise<void> {
    const over = new AbortController();
    const follower = stage.open('console', guest, '--follow', ...options);
    this.#ended.push(follower.catch(() => undefined));
    over.signal.addEventListener('abort', () => follower.kill('SIGINT'));
    this.#followers.push(over);
    const lines = createInterface(follower.stdout);
    lines.on('line', (line) => this.#note(line));
    await once(lines, 'line');
  }

  async seen(more: number): Promise<void> {
    const until = this.count + more;
    while (this.count < until) await new Promise<void>((tick) => (this.#onTick = tick));
  }

  async end(): Promise<void> {
    for (const over of this.#followers) over.abort();
    await Promise.all(this.#ended);
  }

  /** What was heard of the past is no tick of now. */
  #note(line: string): void {
    const number = Number(/^TICK (\d+)$/.exec(line)?.[1]);
    if (!(number > this.#last)) return;
    const now = performance.now();
    if (this.#last > 0 && number !== this.#last + 1) throw new Error(`tick ${number} after ${this.#last}`);
    if (this.count > 0) this.longestMs = Math.max(this.longestMs, Math.round(now - this.#lastAtMs));
    this.#last = number;
    this.#lastAtMs = now;
    this.count += 1;
    this.#onTick?.();
  }
}

interface OtherHost extends AsyncDisposable {
  /** What a command begins with that is to run there. */
  readonly prefix: string;
  readonly address: string;
}

/** A network namespace with a cable to this host, for root; else this host by another name. */
async function openOtherHost(stage: Stage): Promise<OtherHost> {
  if (process.getuid?.() !== 0) {
    stage.say('\nThe other host is this one by another runtime directory: a network of its own takes root.');
    return { prefix: '', address: '127.0.0.1', [Symbol.asyncDispose]: async () => undefined };
  }
  const holder = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
  const end = async (): Promise<void> => {
    holder.kill('SIGKILL');
    await once(holder, 'exit').catch(() => undefined);
  };
  try {
    await lay(holder);
  } catch (error) {
    await end();
    throw error;
  }
  stage.say(`\nThe other host: a network of its own, which a cable joins to this one (${here} - ${there})`);
  return {
    prefix: `nsenter --net=/proc/${holder.pid}/ns/net `,
    address: there,
    [Symbol.asyncDispose]: end,
  };
}

/** A cable goes with the namespace at one of its ends. */
async function lay({ pid }: ChildProcess): Promise<void> {
  const inside = ['nsenter', `--net=/proc/${pid}/ns/net`];
  // It has its namespace a moment after it was spawned.
  const own = await execa('readlink', ['/proc/self/ns/net']);
  while ((await execa('readlink', [`/proc/${pid}/ns/net`])).stdout === own.stdout);
  for (const command of [
    ['ip', 'link', 'add', 'kvmkit-demo', 'type', 'veth', 'peer', 'name', 'kvmkit-demo', 'netns', String(pid)],
    ['ip', 'addr', 'add', `${here}/30`, 'dev', 'kvmkit-demo'],
    ['ip', 'link', 'set', 'kvmkit-demo', 'up'],
    [...inside, 'ip', 'addr', 'add', `${there}/30`, 'dev', 'kvmkit-demo'],
    [...inside, 'ip', 'link', 'set', 'kvmkit-demo', 'up'],
    [...inside, 'ip', 'link', 'set', 'lo', 'up'],
  ]) {
    const [program = '', ...args] = command;
    await execa(program, args);
  }
}

async function writeSpecification(guest: string): Promise<string> {
  const specification = {
    name: guest,
    uuid: '5f0f3a54-6a0a-4b8e-8a53-6f1d0c7be0a4',
    hvparams: {
      kernel_path: join(images, 'linux/vmlinux'),
      initrd_path: join(images, 'linux/initrd'),
      root_path: '',
      kernel_args:
        'quiet panic=-1 rdinit=/init nokaslr mitigations=off no_timer_check tsc=reliable lpj=4000000 random.trust_cpu=on noreplace-smp',
      migration_bandwidth: 1024,
    },
    beparams: { maxmem: 128 },
  };
  await mkdir(join(repository, folder), { recursive: true });
  const file = join(folder, `${guest}.json`);
  await writeFile(join(repository, file), JSON.stringify(specification, null, 2));
  return file;
}
