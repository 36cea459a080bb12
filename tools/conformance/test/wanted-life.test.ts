import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { Recorded } from '../src/conformance-case.ts';
import type { Answer, World } from '../src/group.ts';
import { answerTo, verdictOnAnswer, type Given } from './verdict-on.ts';

const texts = join(import.meta.dirname, '../../../packages/kvm-cmdline/fixtures/qemu-7.2.22');

const realQemu: World = {
  qemuTexts: async () => ({
    help: await readFile(join(texts, 'help.txt'), 'utf8'),
    machines: await readFile(join(texts, 'machines.txt'), 'utf8'),
    devices: await readFile(join(texts, 'devices.txt'), 'utf8'),
    isBroken: false,
  }),
};

const disk = { uuid: '000000d0-d15c-4000-8000-00000000abc0', link: '@FIX@/disk/d0' };
const nic = { uuid: '000000a0-01c0-4000-8000-00000000def0', mac: 'aa:00:00:35:d8:00' };

/** An instance with a disk and a NIC, and what else the case says. */
function instance(
  mode: string,
  { hvparams = {}, ...rest }: { readonly hvparams?: object; readonly [member: string]: unknown } = {},
): Given {
  const onFixtures = { kvm_path: '@FIX@/bin/kvm', kernel_path: '', machine_version: 'pc-i440fx-7.2' };
  return { mode, disks: [disk], nics: [nic], ...rest, hvparams: { ...onFixtures, ...hvparams } };
}

type Effect = readonly unknown[];
interface Life {
  readonly [member: string]: unknown;
  readonly effects: readonly Effect[];
}

/** Our own answer, but for some effects. */
function without(life: Life, isLeftOut: (effect: Effect) => boolean): Life {
  return { ...life, effects: life.effects.filter((effect) => !isLeftOut(effect)) };
}

const isDown = ([what, , environment]: Effect): boolean =>
  what === 'nic_script' && (environment as Readonly<Record<string, string>>)['ACTION'] === 'down';
const isKill = ([what]: Effect): boolean => what === 'kill';
const leftByGaneti = [
  'kvm-hypervisor/conf/inst1.example.com.runtime',
  'kvm-hypervisor/nic/inst1.example.com/0',
];

function lifeIn(answer: Answer): Life {
  if (answer.kind === 'refusal') return { effects: [] };
  return { effects: [], ...answer.result };
}

test.for<[title: string, group: string, given: Given, recorded: (ours: Life) => Recorded, reason: RegExp]>([
  [
    'one mask moves every thread, not only the main one',
    'start',
    instance('start', { hvparams: { cpu_mask: '0,2' } }),
    (ours) => without(ours, ([what, tid]) => what === 'affinity' && tid !== 4242),
    /^one mask is for the whole guest/,
  ],
  [
    'a vCPU without CPUs is refused',
    'start',
    instance('start', { beparams: { vcpus: 2 }, hvparams: { cpu_mask: '0:' } }),
    (ours) => ({ argv: [], ...ours }),
    /^a thread has to run somewhere/,
  ],
  [
    'a disk that is not there is missed before the start',
    'start',
    instance('start', { disks: [{ ...disk, link: '/dev/nowhere/d0' }] }),
    (ours) => ({ argv: [], ...ours }),
    /^a disk that is not there/,
  ],
  [
    'a uid of the pool needs no name',
    'start',
    instance('start', {
      flags: ['ganeti-bug:keyerror'],
      hvparams: { security_model: 'pool' },
      env: { uid_pool: '4000', users: {} },
    }),
    () => ({ error: 'getpwuid(): uid not found: 4000', python_error: true }),
    /^a uid of the pool needs no entry/,
  ],
  [
    'a stop ends a guest that ignores its power button, and leaves nothing',
    'stop',
    instance('stop'),
    (ours) => ({ ...without(ours, (one) => isKill(one) || isDown(one)), alive: true, files: leftByGaneti }),
    /^a stop ends the guest/,
  ],
  [
    'a stop by force leaves nothing either',
    'stop',
    instance('stop', { stop: { force: true } }),
    (ours) => ({ ...without(ours, isDown), files: leftByGaneti }),
    /^a stop ends the guest/,
  ],
  [
    'a power button that is refused is followed by what else there is',
    'stop',
    instance('stop', { env: { qmp: { replies: { system_powerdown: [refusal()] } } } }),
    () => ({ error: 'kvm: error executing the system_powerdown command: x (GenericError):' }),
    /^a power button that QEMU refuses to press is no reason not to stop/,
  ],
  [
    'a stop is given time without a word of force',
    'stop',
    instance('stop', { stop: { force: null, timeout: 10 } }),
    () => ({ error: '', error_type: 'AssertionError', python_error: true }),
    /^a guest may be given time/,
  ],
  [
    'a name is enough',
    'stop',
    instance('stop', { stop: { name: 'inst1.example.com' } }),
    () => ({ error: 'Cannot shutdown cleanly by name only', error_type: 'HypervisorError' }),
    /^a name is enough/,
  ],
  [
    'a reboot takes the NICs down that it connects again',
    'reboot',
    instance('reboot', { env: { qmp: { powerdown_stops: true } } }),
    (ours) => without(ours, isDown),
    /^NICs are taken down/,
  ],
  [
    'a reboot leaves nobody frozen',
    'reboot',
    instance('reboot', { startup_paused: true, env: { qmp: { powerdown_stops: true } } }),
    (ours) => without(ours, (one) => isDown(one) || one[1] === 'cont'),
    /^a guest that was once started frozen/,
  ],
  [
    'a reboot does not depend on the power button',
    'reboot',
    instance('reboot', { env: { qmp: { replies: { system_powerdown: [refusal()] } } } }),
    () => ({ error: 'kvm: error executing the system_powerdown command: x (GenericError):' }),
    /^a power button that QEMU refuses to press is no reason not to reboot/,
  ],
  [
    'a clean-up takes the NICs down',
    'cleanup',
    instance('cleanup'),
    (ours) => without(ours, isDown),
    /^NICs are taken down/,
  ],
  [
    'a guest whose monitors are gone is told of',
    'info',
    instance('instance_info', { no_socket: true }),
    () => ({ error: '[Errno 2] No such file or directory', python_error: true }),
    /^a guest whose monitors are gone/,
  ],
  [
    'a guest that can not be asked is one of the list',
    'list',
    {
      mode: 'list',
      runtimes: ['a', 'b'],
      alive: { 10: 'a', 11: 'b' },
      pidfiles: { a: 10, b: 11 },
      sockets: ['b'],
    },
    () => ({ error: '[Errno 2] No such file or directory', python_error: true }),
    /^a guest that can not be asked/,
  ],
  [
    'a pid file without a pid is no reason not to list the others',
    'list',
    { mode: 'list', runtimes: ['a', 'b'], pidfiles: { a: 10, b: '' }, alive: { 10: 'a' }, sockets: ['a'] },
    () => ({ error: 'No data in one-liner file @RUN@/pid/b', error_type: 'GenericError' }),
    /^a guest that can not be asked/,
  ],
  [
    'a guest without a record is told of as others are',
    'list',
    { mode: 'list', alive: { 10: 'a' }, pidfiles: { a: 10 }, sockets: ['a'] },
    () => ({ list: ['a'], all: [] }),
    /^a guest that runs is told of/,
  ],
])('%s', async ([, group, given, recorded, reason]) => {
  const answer = await answerTo(group, given, realQemu);
  expect(verdictOnAnswer(group, given, answer, recorded(lifeIn(answer)))).toEqual({
    kind: 'wanted',
    reason: expect.stringMatching(reason),
  });
});

test('who outlives everything was not stopped', () => {
  for (const [group, recorded] of [
    ['stop', { alive: true }],
    ['reboot', { error: 'Failed to start instance a: already running' }],
  ] as const) {
    const given = instance(group, { env: { unkillable: true } });
    const answer = { kind: 'refusal', rule: 'STOP_FAILED', message: 'stop of a failed' } as const;
    expect(verdictOnAnswer(group, given, answer, recorded)).toEqual({
      kind: 'wanted',
      reason: expect.stringMatching(/^a guest that outlives all/),
    });
  }
});

test('what else is done is compared beside a wanted difference, and without one', async () => {
  const start = instance('start', { hvparams: { cpu_mask: '0', machine_version: '' } });
  const answer = await answerTo('start', start, realQemu);
  const ours = lifeIn(answer);
  const kindOf = (recorded: Recorded): string => verdictOnAnswer('start', start, answer, recorded).kind;
  expect(kindOf({ ...ours })).toBe('matched');
  for (const left of ['open_tap', 'nic_script', 'exec', 'qmp', 'affinity', 'write']) {
    expect(kindOf(without(ours, ([what]) => what === left))).toBe('different');
  }
});

test('a stop that leaves something is a difference', async () => {
  const given = instance('stop', { stop: { force: true } });
  const answer = await answerTo('stop', given, realQemu);
  const { effects } = lifeIn(answer);
  const recorded = { alive: false, files: leftByGaneti, effects: effects.filter((one) => !isDown(one)) };
  const result = { alive: false, files: ['kvm-hypervisor/pid/inst1.example.com'], effects };
  expect(verdictOnAnswer('stop', given, { kind: 'result', result }, recorded).kind).toBe('different');
});

function refusal(): object {
  return { error: { class: 'GenericError', desc: 'x' } };
}
