/*
bench:infos: what a fresh process needs to ask a hundred frozen guests (getAllInstancesInfo, and kvmkit list), beside

- Ganeti's way: one after the other, each with a connection, the negotiation, query-commands, and the two questions, in
  a process that runs already;
- the least that can be: all at once over bare sockets, the negotiation and the same three questions, also in a process
  that runs already. Most of it is QEMU's own time, which reads its input byte by byte.
*/
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { openHypervisor } from '@kvmkit/hypervisor';
import Table from 'cli-table3';

import { describeMachine, median } from './pairs.ts';

const repository = resolve(import.meta.dirname, '../..');
const guests = Number(process.argv[2] ?? 100);
const turns = Number(process.argv[3] ?? 10);

const folder = await mkdtemp('/dev/shm/kvmkit-bench-');
const root = join(folder, 'root');
const hypervisor = openHypervisor({ root });
const names = Array.from({ length: guests }, (_, number) => `guest${number}`);
try {
  for (const name of names) await startFrozen(name);
  const times = {
    infos: [] as number[],
    list: [] as number[],
    node: [] as number[],
    ganeti: [] as number[],
    bare: [] as number[],
  };
  for (let turn = 0; turn < turns; turn += 1) {
    times.infos.push(await timeOf(() => runNode(['--input-type=module', '-e', askAll()])));
    times.list.push(await timeOf(() => runNode([cli(), '--root', root, 'list', '--json'])));
    times.node.push(await timeOf(() => runNode(['-e', '0'])));
    times.ganeti.push(await ganetiMs());
    times.bare.push(await timeOf(() => Promise.all(names.map(askBare))));
  }
  const node = median(times.node);
  const infos = median(times.infos) - node;
  const table = new Table({ head: ['', 'found', 'goal'], style: { head: [], border: [] } });
  table.push(
    [`getAllInstancesInfo of ${guests}, less node -e 0`, `${infos.toFixed(1)} ms`, '<= 120 ms'],
    ['Ganeti’s sequence : that', (median(times.ganeti) / infos).toFixed(2), '>= 2'],
    ['kvmkit list --json, less node -e 0', `${(median(times.list) - node).toFixed(1)} ms`, ''],
    ['bare sockets', `${median(times.bare).toFixed(1)} ms`, ''],
  );
  process.stdout.write(`${table.toString()}\nmedians of ${turns} turns; ${describeMachine()}\n`);
} finally {
  for (const name of names) await hypervisor.stopInstance(name, { force: true });
  await rm(folder, { recursive: true });
}

async function startFrozen(name: string): Promise<void> {
  await hypervisor.startInstance(
    {
      name,
      uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
      hvparams: { kvm_path: '/usr/bin/qemu-system-x86_64', kernel_path: '', kvm_flag: 'disabled' },
      beparams: { maxmem: 16 },
    },
    { startupPaused: true },
  );
}

function cli(): string {
  return join(repository, 'packages/cli/bin/kvmkit.js');
}

async function runNode(args: readonly string[]): Promise<void> {
  await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
}

function askAll(): string {
  const facade = join(repository, 'packages/hypervisor/dist/index.js');
  return `import { openHypervisor } from ${JSON.stringify(facade)};
await openHypervisor({ root: ${JSON.stringify(root)} }).getAllInstancesInfo();`;
}

async function askBare(name: string): Promise<void> {
  const questions = ['query-status', 'query-cpus-fast', 'query-balloon'];
  const socket = connect(join(root, 'ctrl', `${name}.qmp`));
  let answers = 0;
  for await (const line of createInterface(socket)) {
    answers += Number(line.includes('"return"'));
    if (line.includes('"QMP"')) socket.write('{"execute":"qmp_capabilities"}');
    else if (answers === 1) socket.write(questions.map((execute) => JSON.stringify({ execute })).join(''));
    else if (answers > questions.length) break;
  }
  socket.destroy();
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** Measured inside, as Ganeti's node daemon runs already. */
async function ganetiMs(): Promise<number> {
  const script = `
import json, socket, sys, time
def ask(stream, command):
    stream.write(json.dumps({"execute": command}).encode()); stream.flush()
    while True:
        answer = json.loads(stream.readline())
        if "return" in answer or "error" in answer: return answer
began = time.perf_counter()
for name in sys.argv[2:]:
    for question in ("query-cpus-fast", "query-balloon"):
        peer = socket.socket(socket.AF_UNIX); peer.connect(sys.argv[1] + "/ctrl/" + name + ".qmp")
        stream = peer.makefile("rwb"); stream.readline()
        ask(stream, "qmp_capabilities"); ask(stream, "query-commands"); ask(stream, question)
        stream.close(); peer.close()
print((time.perf_counter() - began) * 1000)
`;
  const { stdout } = await promisify(execFile)('python3', ['-c', script, root, ...names]);
  return Number(stdout);
}
