/*
bench:cmdline: what a command line costs, and what reading QEMU's own texts costs.

An instance with as many disks and NICs as Ganeti knows (16 and 8), with every option looked up in the capabilities;
and the longest of the recorded texts. Medians of single calls, once the engine knows the code.
*/
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import {
  buildCommandLine,
  buildRuntime,
  capabilitiesFromQmp,
  parseCapabilities,
  parseInstanceSpec,
  placeDevices,
  type CapabilityReplies,
  type CapabilityTexts,
  type Execution,
} from '@kvmkit/kvm-cmdline';

const fixtures = resolve(import.meta.dirname, '../../packages/kvm-cmdline/fixtures');

const newest = readdirSync(fixtures)
  .filter((name) => name.startsWith('qemu-'))
  .map((name) => join(fixtures, name))
  .sort((a, b) => lengthOf(textsIn(a)) - lengthOf(textsIn(b)))
  .at(-1);
if (newest === undefined) throw new Error(`${fixtures} holds no texts of any QEMU`);
const texts = textsIn(newest);

// What a host asks: most is known, so most is looked up.
const capabilities = capabilitiesFromQmp(repliesIn(newest));
const instance = parseInstanceSpec({
  name: 'bench',
  uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
  disks: Array.from({ length: 16 }, (_, index) => ({ uuid: uuidOf(index), link: `/srv/${index}.img` })),
  nics: Array.from({ length: 8 }, (_, index) => ({ uuid: uuidOf(index), mac: `aa:00:00:35:d8:0${index}` })),
  hvparams: { kvm_pci_reservations: 8 },
});
const placement = placeDevices(instance);
const runtime = buildRuntime(instance, placement, capabilities);
const file = (suffix: string): string => `/run/kvmkit/ctrl/bench.${suffix}`;
const execution: Execution = {
  accelerator: 'kvm',
  paths: {
    pidFile: '/run/kvmkit/pid/bench',
    monitor: file('monitor'),
    serial: file('serial'),
    qmp: file('qmp'),
    job: file('job'),
    kvmd: file('kvmd'),
  },
  sandbox: true,
  capabilities,
  taps: instance.nics.map((_, nic) => ({ tapFds: [10 + nic], vhostFds: [20 + nic] })),
};

report('buildCommandLine, 16 disks and 8 NICs', 100, () => buildCommandLine(runtime, execution));
report('buildRuntime of the same', undefined, () => buildRuntime(instance, placement, capabilities));
report(`parseCapabilities, ${lengthOf(texts)} characters`, 5000, () => parseCapabilities(texts));

function report(what: string, goalMicroseconds: number | undefined, call: () => unknown): void {
  const rounds = 2000;
  for (let warmUp = 0; warmUp < rounds; warmUp += 1) call();
  const times = Array.from({ length: rounds }, () => {
    const start = process.hrtime.bigint();
    call();
    return Number(process.hrtime.bigint() - start) / 1000;
  }).sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * rounds)] ?? 0).toFixed(1);
  const goal = goalMicroseconds === undefined ? '' : `   goal: under ${goalMicroseconds}`;
  process.stdout.write(`${what.padEnd(44)} median ${at(0.5)} us, 95 % ${at(0.95)} us${goal}\n`);
}

function repliesIn(folder: string): CapabilityReplies {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- recorded as such
  return JSON.parse(readFileSync(join(folder, 'probe.json'), 'utf8')) as CapabilityReplies;
}

function textsIn(folder: string): CapabilityTexts {
  const [help = '', machines = '', devices = ''] = ['help', 'machines', 'devices'].map((name) =>
    readFileSync(join(folder, `${name}.txt`), 'utf8'),
  );
  return { help, machines, devices };
}

function lengthOf({ help, machines, devices }: CapabilityTexts): number {
  return help.length + machines.length + devices.length;
}

function uuidOf(index: number): string {
  return `932df160-7a22-${String(index).padStart(4, '0')}-a566-7e0ca8386133`;
}
