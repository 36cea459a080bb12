/*
bench:store [TURNS]: what the runtime store costs beside the bare system calls, by Node's own synchronous functions:
the durable write of a record's bytes alone, and the whole of writing a record, which also takes its lock, reads what it
replaces and makes the text.

On a file system on a disk: on a tmpfs an fsync is nothing, and a ratio would say nothing. KVMKIT_BENCH_FOLDER names
another place than the folder for temporary files.
*/
import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
  buildRuntime,
  parseCapabilities,
  parseInstanceSpec,
  placeDevices,
  type InstanceRuntime,
} from '@kvmkit/kvm-cmdline';
import { openRuntimeStore, writeDurably } from '@kvmkit/kvm-runtime-store';
import Table from 'cli-table3';

import { describeMachine, median } from './pairs.ts';

const turns = Number(process.argv[2] ?? 500);
const instances = 1000;
/** statfs(2). */
const fileSystems: Readonly<Record<number, string>> = {
  0xef53: 'ext4',
  0x58465342: 'XFS',
  0x9123683e: 'Btrfs',
  0x01021994: 'tmpfs',
  0x794c7630: 'overlay',
};

const folder = mkdtempSync(join(process.env['KVMKIT_BENCH_FOLDER'] ?? tmpdir(), 'kvmkit-bench-'));
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true });
}

async function bench(): Promise<void> {
  const fileSystem = fileSystems[statfsSync(folder).type] ?? `type ${statfsSync(folder).type}`;
  if (fileSystem === 'tmpfs')
    throw new Error(`${folder} is on a tmpfs: KVMKIT_BENCH_FOLDER names another place`);
  const store = openRuntimeStore({ root: join(folder, 'root') });
  for (let index = 0; index < instances; index += 1) {
    await store.write(`instance${index}`, { runtime: runtimeOf(`instance${index}`) });
  }
  const record = { runtime: runtimeOf('instance500') };
  const text = readFileSync(store.paths('instance500').record, 'utf8');
  // In one folder: what an fsync of a folder costs depends on what is in it.
  const bare = dirname(store.paths('instance500').record);

  const options = { doing: 'measuring' };
  const writeTheirs = (): void => writeBare(bare, text);
  const [ours, theirs] = await inTurns(() => writeDurably(join(bare, 'ours'), text), writeTheirs);
  const [whole, theirsBeside] = await inTurns(() => store.write('instance500', record), writeTheirs);
  const [list] = await inTurns(() => store.list());
  const [read] = await inTurns(() => store.read('instance500'));
  const [lock] = await inTurns(() => store.withLock('instance500', () => Promise.resolve(), options));

  const table = new Table({ head: ['', 'found', 'goal'], style: { head: [], border: [] } });
  table.push(
    ['durable write', ratio(ours, theirs), '<= 1.3x'],
    ['the whole write of a record', ratio(whole, theirsBeside), ''],
    [`names of ${instances} instances`, ms(list), '< 5 ms'],
    ['read of one', ms(read), '< 0.3 ms'],
    ['lock + unlock, uncontended', ms(lock), '< 0.2 ms'],
  );
  process.stdout.write(`${table.toString()}\n`);
  process.stdout.write(
    `medians of ${turns} turns; records of ${text.length} bytes; ${fileSystem}; ${describeMachine()}\n`,
  );
}

/** The medians of two ways, measured in turns so that both meet the same disk. */
async function inTurns(
  one: () => Promise<unknown>,
  other: () => void = () => undefined,
): Promise<readonly [number, number]> {
  const times: readonly [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    const began = performance.now();
    await one();
    const between = performance.now();
    other();
    times[1].push(performance.now() - between);
    times[0].push(between - began);
  }
  return [median(times[0]), median(times[1])];
}

/** The least that a durable replacement takes. */
function writeBare(directory: string, text: string): void {
  const [draft, path] = [join(directory, '.bare.new'), join(directory, 'bare')];
  const fd = openSync(draft, 'w', 0o600);
  writeFileSync(fd, text);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(draft, path);
  const above = openSync(directory, 'r');
  fsyncSync(above);
  closeSync(above);
}

function runtimeOf(name: string): InstanceRuntime {
  const instance = parseInstanceSpec({
    name,
    uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
    disks: [0, 1].map((index) => ({ uuid: uuidOf(index), link: `/srv/${index}.img` })),
    nics: [2, 3].map((index) => ({ uuid: uuidOf(index), mac: `aa:00:00:35:d8:0${index}` })),
  });
  const texts = { help: 'QEMU 7.2.22', machines: 'pc-i440fx-7.2  PC (default)', devices: '' };
  return buildRuntime(instance, placeDevices(instance), parseCapabilities(texts));
}

function uuidOf(index: number): string {
  return `932df160-7a22-${String(index).padStart(4, '0')}-a566-7e0ca8386133`;
}

function ratio(ours: number, bare: number): string {
  return `${ms(ours)}, bare ${ms(bare)}: ${(ours / bare).toFixed(2)}x`;
}

function ms(value: number): string {
  return `${value.toFixed(3)} ms`;
}
