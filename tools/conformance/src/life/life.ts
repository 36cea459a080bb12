import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { InstanceSpecInput } from '@kvmkit/kvm-cmdline';
import { openRuntimeStore, type HostRuntimeStore } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

// @boundaries-ignore the facade over another host than this one, which no caller of the package needs
import { KvmHypervisor } from '../../../../packages/hypervisor/src/kvm-hypervisor.ts';
import { specificationOf } from '../command-line-case.ts';
import type { World } from '../group.ts';
import { makeCaseFolder } from './case-folder.ts';
import { openEffectLog, type Effect, type EffectLog } from './effects.ts';
import { environmentOf } from './life-case.ts';
import { playHost } from './played-host.ts';
import { playNetwork } from './played-network.ts';
import { playQemu, type PlayedQemu } from './played-qemu.ts';

/** kvmkit on the host of one case; its instance, its QEMU, and what it does. */
export interface Life extends AsyncDisposable {
  readonly hypervisor: KvmHypervisor;
  /** The case with real paths. */
  readonly given: object;
  readonly store: HostRuntimeStore;
  readonly instance: InstanceSpecInput;
  readonly qemu: PlayedQemu;
  readonly effects: EffectLog;
  /** A QEMU without monitors is given up soon, and the real one is not waited for in vain. */
  readonly patience: { readonly readyTimeoutMs: number };
  /** A text with placeholders in place of real paths. */
  recorded(text: string): string;
  /** The last command that was run. */
  argv(): readonly string[];
  /** What was done and what it has left for others to see, in the recorded form. */
  effectsSoFar(): Promise<readonly Effect[]>;
  /** The files of the runtime directory, in the recorded form; folders that are empty end in a slash. */
  files(): Promise<readonly string[]>;
  /** The descriptors that kvmkit itself still has of taps. */
  openDescriptors(): readonly string[];
  /** What is left of an instance that is gone or never was, as sentences. */
  leftBehind(): Promise<readonly string[]>;
}

export async function openLife(asked: object, world: World): Promise<Life> {
  await using undo = new AsyncDisposableStack();
  const folder = undo.use(await makeCaseFolder());
  const given = folder.placed(asked);
  const env = environmentOf(given);
  const effects = openEffectLog();
  const store = openRuntimeStore({ root: folder.root });
  const network = playNetwork(env, effects);
  const descriptorName = (fd: number): string | undefined => network.descriptorName(fd);
  const qemu = undo.use(await playQemu({ env, folder, store, effects, descriptorName }));
  const instance = specificationOf(given);
  const settings = {
    sandbox: true,
    uidPool: env.uid_pool.trim().replaceAll(/\s+/g, ','),
    spiceCertificates: folder.certificates,
    nicScript: undefined,
    nicHook: '',
    primaryIpFamily: env.primary_ip_family === 10 ? (6 as const) : (4 as const),
  };
  const host = playHost({ given, env, world, effects, network, qemu });
  const cacheDirectory = join(folder.root, 'cache');
  const files = (): Promise<string[]> => filesBelow(folder.root, 'kvm-hypervisor');
  const owned = undo.move();
  return {
    hypervisor: new KvmHypervisor({ store, host, settings, cacheDirectory }),
    given,
    store,
    instance,
    qemu,
    effects,
    patience: { readyTimeoutMs: env.qmp.absent || env.qmp.greeting !== undefined ? 300 : 20_000 },
    recorded: (text) => folder.recorded(text),
    argv: () => qemu.commandLines.at(-1) ?? [],
    effectsSoFar: async () => [...effects.all(), ...(await notesOf(folder.root))],
    files,
    openDescriptors: () => network.openDescriptors(),
    leftBehind: async () => [
      ...network.openDescriptors().map((name) => `${name} is open`),
      ...network.connectedTaps().map((tap) => `${tap} is connected`),
      ...(qemu.isAlive() ? ['QEMU lives'] : []),
      ...(await files()).filter(isOfInstance).map((file) => `${file} is there`),
    ],
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const startOfCase = v.object({ startup_paused: v.optional(v.boolean(), false) });

/** An empty folder is nobody's, and what is known of the uids of a pool is the host's. */
function isOfInstance(file: string): boolean {
  return !file.endsWith('/') && !file.startsWith('kvm-hypervisor/uid-pool/');
}

/** The life of a case whose instance was started before; what the start did is forgotten. */
export async function liveInstance(asked: object, world: World): Promise<Life> {
  await using undo = new AsyncDisposableStack();
  const life = undo.use(await openLife(asked, world));
  const { startup_paused: startupPaused } = v.parse(startOfCase, asked);
  await life.hypervisor.startInstance(life.instance, { ...life.patience, startupPaused });
  life.effects.forget();
  undo.move();
  return life;
}

/** What scripts and people look up while a guest runs: its taps, its user, its chroot. */
async function notesOf(root: string): Promise<Effect[]> {
  const files = await filesBelow(root, '');
  const notes = files.filter((file) => /^\/(?:nic\/[^/]+|uid)\/[^/]+$/.test(file));
  return [
    ...(await Promise.all(
      notes.map(async (file): Promise<Effect> => {
        const text = await readFile(join(root, file), 'utf8');
        return ['write', `@RUN@/kvm-hypervisor${file}`, text.trim()];
      }),
    )),
    ...files
      .filter((file) => /^\/chroot\/[^/]+\/$/.test(file))
      .map((file): Effect => ['mkdir', `@RUN@/kvm-hypervisor${file.slice(0, -1)}`, '0700']),
  ];
}

async function filesBelow(folder: string, name: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = `${name}/${entry.name}`;
      if (!entry.isDirectory()) return [path];
      const below = await filesBelow(join(folder, entry.name), path);
      return below.length === 0 ? [`${path}/`] : below;
    }),
  );
  return found.flat().sort();
}
