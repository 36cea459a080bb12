import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { defaultHvParams, hvParameters } from '../hv-parameters.ts';
import { assessParameters } from './assess-parameters.ts';

/** Nothing to say of these. */
const good = {
  ...defaultHvParams,
  cpu_type: 'EPYC',
  migration_bandwidth: 1000,
  machine_version: 'pc-i440fx-7.2',
};

function topicsOf(changes: Readonly<Record<string, unknown>>): string[] {
  return assessParameters({ ...good, ...changes }).map(
    ({ path, topic }) => `${path.replace('hvparams.', '')} ${topic}`,
  );
}

test.for<[changes: Readonly<Record<string, unknown>>, topics: readonly string[]]>([
  [{}, []],
  [{ cpu_type: '' }, ['cpu_type weak-cpu-type']],
  [{ cpu_type: 'kvm32' }, ['cpu_type weak-cpu-type']],
  [{ cpu_type: 'host' }, ['cpu_type host-cpu-type']],
  [{ cpu_type: 'host,+vmx' }, []],
  [{ vhost_net: false }, ['vhost_net no-vhost']],
  [{ migration_bandwidth: 32 }, ['migration_bandwidth default-bandwidth']],
  [{ disk_type: 'ide' }, ['disk_type emulated-disks']],
  [{ nic_type: 'e1000' }, ['nic_type emulated-nics']],
  [{ vnc_bind_address: '127.0.0.1' }, []],
  [{ vnc_bind_address: '0.0.0.0' }, ['vnc_bind_address vnc-without-tls']],
  [{ vnc_bind_address: '0.0.0.0', vnc_tls: true }, []],
  [{ spice_bind: 'eth0' }, ['spice_bind spice-without-tls']],
  [{ spice_bind: 'eth0', spice_use_tls: true }, []],
  [{ machine_version: '' }, ['machine_version machine-left-open']],
  [{ machine_version: null }, ['machine_version machine-left-open']],
  [{ machine_version: 'pc' }, ['machine_version machine-without-version']],
  [{ machine_version: 'q35' }, ['machine_version machine-without-version']],
  [{ machine_version: 'microvm' }, ['machine_version machine-unsuitable']],
])('%j: %j', ([changes, topics]) => {
  expect(topicsOf(changes)).toEqual(topics);
});

test('Ganeti’s defaults leave three things to think about', () => {
  expect(assessParameters(defaultHvParams).map(({ topic }) => topic)).toEqual([
    'weak-cpu-type',
    'default-bandwidth',
    'machine-left-open',
  ]);
});

test('advice names the parameter and what it is', () => {
  expect(assessParameters({ ...good, disk_type: 'ide' })).toEqual([
    {
      path: 'hvparams.disk_type',
      topic: 'emulated-disks',
      advice: '"ide": "paravirtual" disks are the fastest',
    },
  ]);
});

test('whatever the parameters are, there is only advice', () => {
  const changes = fc.dictionary(fc.constantFrom(...Object.keys(hvParameters)), fc.anything(), { maxKeys: 4 });
  fc.assert(
    fc.property(changes, (given) => {
      for (const { advice } of assessParameters({ ...good, ...given })) expect(advice).not.toBe('');
    }),
  );
});
