import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { markShutdown, type HostRuntimeStore } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { instanceOf } from '../command-line-case.ts';
import { answerOf, type Group, type World } from '../group.ts';
import { openLife, type Life } from '../life/life.ts';
import { instanceTuple } from '../life/instance-tuple.ts';
import { environmentOf } from '../life/life-case.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { startMonitors } from '../life/played-monitors.ts';
import { capabilitiesAt } from '../case-host.ts';
import { runtimeOf } from '../pure-start.ts';

const names = v.optional(v.array(v.string()), []);
const listCase = v.object({
  /** The instances with a file of their runtime. */
  runtimes: names,
  /** What the pid files say, by instance. */
  pidfiles: v.optional(v.record(v.string(), v.union([v.number(), v.string()])), {}),
  /** The processes there are, by pid, each with the name on its command line. */
  alive: v.optional(v.record(v.string(), v.string()), {}),
  /** The instances with monitors. */
  sockets: names,
  shutdown_flags: names,
});
const listResult = v.object({ list: v.array(v.string()), all: v.array(v.unknown()) });

type ListCase = v.InferOutput<typeof listCase>;

/** Which instances run, and what is known of all of them. */
export const list: Group = {
  name: 'list',
  modes: {
    list: {
      answer: (given, world) => answerOf(() => listed(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      // In the order of a folder, which is none.
      meaningOf: (result) => {
        const { list: running, all } = v.parse(listResult, result);
        return { list: new Set(running), all: new Set(all.map((one) => JSON.stringify(one))) };
      },
    },
  },
};

async function listed(given: object, world: World): Promise<object> {
  const asked = v.parse(listCase, given);
  await using life = await openLife({}, world);
  await using undo = new AsyncDisposableStack();
  undo.use(await populate(life, asked, world));
  const { hypervisor } = life;
  const infos = await hypervisor.getAllInstancesInfo();
  return {
    list: await hypervisor.listInstances(),
    all: infos.flatMap((info) => {
      const tuple = instanceTuple(info, () => Number(asked.pidfiles[info.name] ?? 0));
      return tuple === undefined ? [] : [tuple];
    }),
  };
}

/** Puts files, processes and monitors where the case has them; gone when disposed. */
async function populate(life: Life, asked: ListCase, world: World): Promise<AsyncDisposable> {
  const { store, effects } = life;
  await using undo = new AsyncDisposableStack();
  for (const name of asked.runtimes) await writeRuntime(store, name, world);
  for (const name of asked.shutdown_flags) await markShutdown(store.paths(name));
  const pids = new Map<string, number>();
  for (const [number, name] of Object.entries(asked.alive)) {
    const isItsOwn = asked.pidfiles[name] === Number(number);
    const options = isItsOwn ? ['-pidfile', store.paths(name).pidFile] : [];
    pids.set(number, undo.use(await startProcess([...options, '-name', name, '-m', '128', '-smp', '1'])).pid);
  }
  for (const [name, content] of Object.entries(asked.pidfiles)) {
    const { pidFile } = store.paths(name);
    await mkdir(dirname(pidFile), { recursive: true });
    await writeFile(
      pidFile,
      typeof content === 'string' ? content : `${pids.get(String(content)) ?? noPid}\n`,
    );
  }
  for (const name of asked.sockets) {
    const paths = store.paths(name);
    await mkdir(dirname(paths.qmp), { recursive: true });
    const parts = { paths, memoryMiB: 128, vcpus: 1, uuid: '', argv: [], effects, end: () => undefined };
    undo.use(await startMonitors(environmentOf({}).qmp, parts));
  }
  return undo.move();
}

/** Above the kernel's PID_MAX_LIMIT (linux/threads.h). */
const noPid = 5_000_000;

async function writeRuntime(store: HostRuntimeStore, name: string, world: World): Promise<void> {
  const hvparams = { kvm_path: '@FIX@/bin/kvm', kernel_path: '' };
  const instance = instanceOf({ hvparams, instance: { name } });
  const capabilities = await capabilitiesAt({}, instance.hvparams.kvm_path, world);
  if (capabilities === undefined) throw new TypeError('an ordinary QEMU that says nothing of itself');
  if (!name.endsWith('.new')) {
    await store.write(name, { runtime: runtimeOf(instance, capabilities) });
    return;
  }
  // What a writer has left that died before it was done.
  await mkdir(join(store.root, 'conf'), { recursive: true });
  await writeFile(join(store.root, 'conf', name), '{');
}

/** A process that does nothing, with the command line of a QEMU. */
async function startProcess(options: readonly string[]): Promise<{ readonly pid: number } & AsyncDisposable> {
  const child = spawn('/bin/sh', ['-c', 'read -r line', 'qemu', ...options], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const exited = once(child, 'exit');
  const { pid } = child;
  if (pid === undefined) throw new Error('a process of the case could not be started');
  return {
    pid,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
