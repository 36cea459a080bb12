/*
bench:qmp [TURNS]: the QMP client beside a C loop (the limit: QEMU itself, which reads its input byte by byte), QEMU's
own Python client, node-qemu, and itself with a connection for each command. Every client is a process of its own;
they take turns on one QEMU, so that all meet the same machine.
*/
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { connectQmp } from '@kvmkit/qmp-client';
import Table from 'cli-table3';

import { describeMachine, median } from './pairs.ts';
import { measure, type Measured } from './qmp/measured.ts';

const run = promisify(execFile);
const binary = process.env['QEMU_BIN'] ?? 'qemu-system-x86_64';
const turns = Number(process.argv[2] ?? 5);
const idleConnections = 200;
const counts = { sequential: 3000, pipelined: 5000, cpu: 100_000, read: 20, reconnect: 500 };
/** The long runs are steady enough with fewer. */
const cpuTurns = Math.min(turns, 3);

const folder = await mkdtemp(join(tmpdir(), 'kvmkit-bench-'));
const socket = join(folder, 'qmp');
const qemu = startQemu([socket]);
try {
  const { greeting, schemaText } = await inspect();
  const clients = await prepareClients();
  const table = new Table({
    head: ['', 'ours', 'compared with', 'theirs', 'ratio', 'goal'],
    style: { head: [], border: [] },
  });
  table.push(...(await speedRows(clients)), ...(await cpuRows(clients)));
  table.push(...(await schemaRows(clients, schemaText)), ...(await idleRows()));
  process.stdout.write(`${table.toString()}\n`);
  const { major, minor, micro } = greeting.version.qemu;
  process.stdout.write(`medians of ${turns} turns; QEMU ${major}.${minor}.${micro}; ${describeMachine()}\n`);
  process.stdout.write(`${clients.python.why ?? `python: ${clients.python.version}`}\n`);
} finally {
  qemu.kill('SIGKILL');
  await once(qemu, 'exit');
  await rm(folder, { recursive: true });
}

/** Runs one client in one mode; undefined where it can not be had here. */
type Client = (mode: string, count: number) => Promise<Measured | undefined>;

interface Clients {
  readonly ours: Client;
  readonly c: Client;
  readonly bareSocket: Client;
  readonly nodeQemu: Client;
  readonly python: { readonly run: Client; readonly version: string; readonly why: string | undefined };
}

function startQemu(sockets: readonly string[]): ChildProcess {
  const monitors = sockets.flatMap((path) => ['-qmp', `unix:${path},server=on,wait=off`]);
  const bare = ['-machine', 'none', '-S', '-nodefaults', '-no-user-config', '-display', 'none'];
  return spawn(binary, [...bare, ...monitors], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function inspect(): Promise<{
  readonly greeting: Awaited<ReturnType<typeof connectQmp>>['greeting'];
  readonly schemaText: string;
}> {
  await using qmp = await connectQmp(socket, { waitForSocket: true });
  const { entries } = await qmp.schema();
  return { greeting: qmp.greeting, schemaText: JSON.stringify({ return: entries, id: 1 }) };
}

function script(name: string): string {
  return join(import.meta.dirname, 'qmp', name);
}

function perSecond(value: number): string {
  return `${Math.round(value)}/s`;
}

function inMs(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function inMicroseconds(value: number): string {
  return `${value.toFixed(1)} us`;
}

async function prepareClients(): Promise<Clients> {
  const loop = join(folder, 'loop');
  execFileSync('cc', ['-O2', '-Wall', '-Wextra', script('loop.c'), '-o', loop]);
  const client =
    (program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Client =>
    async (mode, count) => {
      const command = mode === 'read' ? ['query-qmp-schema'] : [];
      const rest = program === loop ? command : [];
      const all = [...args, socket, mode, String(count), ...rest];
      const { stdout } = await run(program, all, { env: { ...process.env, ...env } });
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own scripts
      return JSON.parse(stdout) as Measured;
    };
  return {
    ours: client(process.execPath, [script('ours.ts')]),
    c: client(loop, []),
    bareSocket: client(process.execPath, [script('bare-socket.ts')]),
    nodeQemu: client(process.execPath, [script('node-qemu.ts')]),
    python: await preparePython((path) => client('python3', [script('qemu-qmp.py')], { PYTHONPATH: path })),
  };
}

async function preparePython(make: (path: string) => Client): Promise<Clients['python']> {
  try {
    const fetched = await run('bash', [script('fetch-qemu-qmp.sh')]);
    const path = fetched.stdout.trim();
    const { stdout } = await run('python3', ['--version'], { env: { ...process.env, PYTHONPATH: path } });
    return { run: make(path), version: `${stdout.trim()}, qemu.qmp of Debian sid`, why: undefined };
  } catch (error) {
    const why = `QEMU's Python client is not measured: ${String(error).split('\n')[0]}`;
    return { run: async () => undefined, version: '', why };
  }
}

type Row = [what: string, ours: string, other: string, theirs: string, ratio: string, goal: string];

async function speedRows({ ours, c, python, nodeQemu }: Clients): Promise<Row[]> {
  const rows: Row[] = [];
  const compare = async (what: string, mode: 'sequential' | 'pipelined', others: readonly Other[]) => {
    const count = counts[mode];
    const found = await takeTurns([{ name: 'ours', run: ours }, ...others], mode, count);
    const mine = count / (found[0]?.seconds ?? Number.NaN);
    for (const [index, { name, goal }] of others.entries()) {
      const theirs = count / (found[index + 1]?.seconds ?? Number.NaN);
      rows.push([what, perSecond(mine), name, perSecond(theirs), (mine / theirs).toFixed(2), goal]);
    }
  };
  await compare('query-status, one after the other', 'sequential', [
    { name: 'C loop', run: c, goal: '>= 0.80' },
    { name: 'qemu.qmp', run: python.run, goal: '>= 1.5' },
    { name: 'node-qemu', run: nodeQemu, goal: '' },
  ]);
  await compare('query-status, 1000 pipelined', 'pipelined', [
    { name: 'C loop', run: c, goal: '>= 0.85' },
    { name: 'qemu.qmp, 32 in flight', run: python.run, goal: '> 1' },
    { name: 'node-qemu, 1 in flight', run: nodeQemu, goal: '' },
  ]);
  const reconnecting = await takeTurns([{ name: 'ours', run: ours }], 'reconnect', counts.reconnect);
  const kept = await takeTurns([{ name: 'ours', run: ours }], 'sequential', counts.sequential);
  const mine = counts.sequential / (kept[0]?.seconds ?? Number.NaN);
  const theirs = counts.reconnect / (reconnecting[0]?.seconds ?? Number.NaN);
  rows.push([
    ...(['query-status, one after the other', perSecond(mine), 'ours, a connection each'] as const),
    ...([perSecond(theirs), (mine / theirs).toFixed(2), ''] as const),
  ]);
  return rows;
}

interface Other {
  readonly name: string;
  readonly run: Client;
  readonly goal: string;
}

/** The median run of each client, in their order. */
async function takeTurns(
  clients: readonly { readonly name: string; readonly run: Client }[],
  mode: string,
  count: number,
  times = turns,
): Promise<readonly (Measured | undefined)[]> {
  const found = clients.map((): Measured[] => []);
  for (let turn = 0; turn < times; turn += 1) {
    for (const [index, client] of clients.entries()) {
      const measured = await client.run(mode, count);
      if (measured !== undefined) found[index]?.push(measured);
    }
  }
  return found.map((list) => {
    if (list.length === 0) return undefined;
    const seconds = median(list.map((measured) => measured.seconds));
    const cpuMicroseconds = median(list.map((measured) => measured.cpuMicroseconds ?? Number.NaN));
    return { seconds, cpuMicroseconds };
  });
}

async function cpuRows({ ours, bareSocket, nodeQemu, python }: Clients): Promise<Row[]> {
  const others = [
    { name: "Node's bare socket", run: bareSocket, goal: '' },
    { name: 'node-qemu', run: nodeQemu, goal: '<= 1.5' },
    { name: 'qemu.qmp, 32 in flight', run: python.run, goal: '<= 0.33' },
  ];
  const found = await takeTurns([{ name: 'ours', run: ours }, ...others], 'pipelined', counts.cpu, cpuTurns);
  const each = (measured: Measured | undefined): number =>
    (measured?.cpuMicroseconds ?? Number.NaN) / counts.cpu;
  const mine = each(found[0]);
  const what = "client's processor time a command, 100 000 pipelined";
  return [
    [what, inMicroseconds(mine), '(the goal itself)', '', '', '<= 12 us'],
    ...others.map(({ name, goal }, index): Row => {
      const theirs = each(found[index + 1]);
      return [what, inMicroseconds(mine), name, inMicroseconds(theirs), (mine / theirs).toFixed(2), goal];
    }),
  ];
}

async function schemaRows({ ours, c, python }: Clients, text: string): Promise<Row[]> {
  const clients = [
    { name: 'ours', run: ours },
    { name: 'C', run: c },
    { name: 'qemu.qmp', run: python.run },
  ];
  const found = await takeTurns(clients, 'read', counts.read);
  const [mine = Number.NaN, inC = Number.NaN, inPython = Number.NaN] = found.map(
    (measured) => ((measured?.seconds ?? Number.NaN) / counts.read) * 1000,
  );
  const parsing = await measure(async () => {
    for (let i = 0; i < counts.read; i += 1) JSON.parse(text);
  });
  const limit = inC + (parsing.seconds / counts.read) * 1000;
  const what = `query-qmp-schema, ${Math.round(text.length / 1000)} KB`;
  return [
    [what, inMs(mine), 'C loop + JSON.parse', inMs(limit), (mine / limit).toFixed(2), '<= 1.5'],
    [what, inMs(mine), 'qemu.qmp', inMs(inPython), (mine / inPython).toFixed(2), ''],
  ];
}

async function idleRows(): Promise<Row[]> {
  const sockets = Array.from({ length: idleConnections + 1 }, (_, index) => join(folder, `idle-${index}`));
  const many = startQemu(sockets);
  try {
    await (await connectQmp(sockets.at(-1) ?? '', { waitForSocket: true })).close();
    const { stdout } = await run(process.execPath, ['--expose-gc', script('idle.ts'), ...sockets]);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own script
    const idle = JSON.parse(stdout) as { connections: number; heapBytesEach: number; timers: number };
    const what = `${idle.connections} idle connections`;
    return [
      [`${what}: heap of each`, `${(idle.heapBytesEach / 1024).toFixed(1)} KB`, '', '', '', '<= 40 KB'],
      [`${what}: timers running`, String(idle.timers), '', '', '', '0'],
    ];
  } finally {
    many.kill('SIGKILL');
    await once(many, 'exit');
  }
}
