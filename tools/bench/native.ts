/*
bench:native: what the two addons add to the system calls that they make, and how large they are.

The bare call is a C loop in a process of its own; its start is part of the baseline, and small beside the loop.
*/
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { applyPinning, formatCpuMask, getAffinity, planPinning, setAffinity } from '@kvmkit/cpu-affinity';
import { openTap } from '@kvmkit/host-fds';
import Table from 'cli-table3';

import { median, runPairs } from './pairs.ts';

const callCount = 200_000;
const threadCount = 1000;
const repository = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

const folder = await mkdtemp(join(tmpdir(), 'kvmkit-bench-'));
try {
  await benchAffinity();
  const figures = [...(await tapFigures()), ...(await addonFigures())];
  const table = new Table({ head: ['', 'found', 'goal'], style: { head: [], border: [] } });
  table.push(...figures);
  process.stdout.write(`${table.toString()}\n`);
} finally {
  await rm(folder, { recursive: true });
}

async function benchAffinity(): Promise<void> {
  const loop = compile('affinity-loop');
  const cpus = getAffinity(process.pid);
  const lists = [cpus, cpus.slice(0, 1)] as const;
  const waiting = await startThreads(1);
  const many = await startThreads(threadCount);
  const [tid = 0, pid = 0] = [waiting.pid, many.pid];
  const plan = planPinning({ pid, mask: formatCpuMask(lists[1]), vcpuThreads: [], hostCpus: cpus });
  try {
    await runPairs(
      [
        {
          what: `${callCount} x setAffinity : the same calls in a C loop`,
          goal: 3,
          // oxlint-disable-next-line typescript/require-await -- a pair's sides are asynchronous
          ours: async () => {
            for (let i = 0; i < callCount; i += 1) setAffinity(tid, lists[i % 2 === 0 ? 0 : 1]);
          },
          baseline: async () => {
            await run(loop, [String(tid), String(callCount)]);
          },
        },
        {
          what: `${threadCount} threads by applyPinning : taskset for each, by one shell`,
          goal: 1 / 20,
          // oxlint-disable-next-line typescript/require-await -- a pair's sides are asynchronous
          ours: async () => {
            const { pinned } = applyPinning(plan);
            if (pinned.length !== threadCount) throw new Error(`${pinned.length} threads were pinned`);
          },
          baseline: async () => {
            const script = 'for task in /proc/$1/task/*; do taskset -cp "$2" "${task##*/}" >/dev/null; done';
            await run('sh', ['-c', script, 'sh', String(pid), plan.otherCpus?.join(',') ?? '']);
          },
          // oxlint-disable-next-line typescript/require-await -- a pair's sides are asynchronous
          after: async () => {
            applyPinning({ ...plan, otherCpus: cpus });
          },
        },
      ],
      5,
    );
  } finally {
    for (const child of [waiting, many]) child.kill('SIGKILL');
  }
}

async function startThreads(count: number): Promise<ChildProcess> {
  const child = spawn(compile('threads'), [String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

function compile(name: string): string {
  const program = join(folder, name);
  execFileSync('cc', ['-O2', '-pthread', join(import.meta.dirname, `native/${name}.c`), '-o', program]);
  return program;
}

type Figure = [what: string, found: string, goal: string];

/** In a network namespace, so that nobody on the host hears of the interfaces. */
async function tapFigures(): Promise<Figure[]> {
  const what = 'openTap with 4 queues';
  if (process.getuid?.() !== 0) return [[what, 'not measured: needs root', '< 2 ms']];
  const netns = `kvmkit-bench-${process.pid}`;
  await run('ip', ['netns', 'add', netns]);
  try {
    const times: number[] = [];
    for (let turn = 0; turn <= 20; turn += 1) {
      const began = performance.now();
      using tap = await openTap({ queues: 4, netns });
      const took = performance.now() - began;
      if (tap.tapFds.length !== 4) throw new Error(`${tap.tapFds.length} queues were opened`);
      // The first turn loads the addon and is not counted.
      if (turn > 0) times.push(took);
    }
    const [shortest, longest] = [Math.min(...times), Math.max(...times)].map((time) => time.toFixed(2));
    return [[what, `${median(times).toFixed(2)} ms (${shortest} to ${longest})`, '< 2 ms']];
  } finally {
    await run('ip', ['netns', 'delete', netns]);
  }
}

async function addonFigures(): Promise<Figure[]> {
  const figures = await Promise.all(['cpu-affinity', 'host-fds'].map((name) => sizesOf(name)));
  return figures.flat();
}

async function sizesOf(name: string): Promise<Figure[]> {
  const prebuilds = join(repository, 'packages', name, 'prebuilds');
  const files = (await readdir(prebuilds, { recursive: true })).filter((file) => file.endsWith('.node'));
  return await Promise.all(
    files.sort().map(async (file): Promise<Figure> => {
      const { size } = await stat(join(prebuilds, file));
      return [file, `${(size / 1024).toFixed(1)} KiB`, '< 60 KiB'];
    }),
  );
}
