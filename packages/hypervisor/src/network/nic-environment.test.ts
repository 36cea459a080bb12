import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { describe, expect, test } from 'vitest';

import { nicEnvironment, type NicSituation } from './nic-environment.ts';

const uuid = '000000a0-01c0-4000-8000-00000000def0';
const mac = 'aa:00:00:35:d8:00';
const told = {
  INSTANCE: 'web1',
  INTERFACE: 'tap7',
  INTERFACE_INDEX: '1',
  INTERFACE_UUID: uuid,
  MAC: mac,
  TAGS: '',
  ACTION: 'up',
};

function environmentOf(nic: Partial<NicSpec>, situation: Partial<NicSituation> = {}): object {
  return nicEnvironment({
    instance: { name: 'web1', tags: [] },
    nic: { uuid, mac, nicparams: {}, ...nic },
    index: 1,
    tap: 'tap7',
    action: 'up',
    ...situation,
  });
}

describe('a script is told', () => {
  test.for<[what: string, nic: Partial<NicSpec>, also: object]>([
    ['of a bridge', { nicparams: { mode: 'bridged', link: 'br0' } }, { LINK: 'br0', BRIDGE: 'br0' }],
    [
      'that a NIC is bridged where nothing is said',
      { nicparams: { link: 'br0' } },
      { LINK: 'br0', BRIDGE: 'br0' },
    ],
    ['of no bridge where there is none', { nicparams: { mode: 'bridged', link: '' } }, {}],
    [
      'of a switch and the VLANs',
      { nicparams: { mode: 'openvswitch', link: 'sw', vlan: '.5:6' } },
      { MODE: 'openvswitch', LINK: 'sw', VLAN: '.5:6' },
    ],
    [
      'of a routing table and an address',
      { nicparams: { mode: 'routed', link: '100' }, ip: '192.0.2.5' },
      { MODE: 'routed', LINK: '100', IP: '192.0.2.5' },
    ],
    ['of what only it knows', { nicparams: { mode: 'ext', link: '5' } }, { MODE: 'ext', LINK: '5' }],
    ['of the NIC’s name', { name: 'eth-public', ip: null }, { INTERFACE_NAME: 'eth-public' }],
  ])('%s', ([, nic, also]) => {
    expect(environmentOf(nic)).toEqual({ ...told, MODE: 'bridged', ...also });
  });

  test('the tags in their order, whatever the specification’s is', () => {
    const instance = { name: 'web1', tags: ['b', 'a'] };
    expect(environmentOf({}, { instance })).toMatchObject({ TAGS: 'a b' });
    expect(instance.tags).toEqual(['b', 'a']);
  });

  test('all of a network that the network has', () => {
    const small = { name: 'net', uuid: 'nu', tags: ['y', 'x'] };
    expect(environmentOf({ network: 'nu', netinfo: small })).toEqual({
      ...told,
      MODE: 'bridged',
      NETWORK_NAME: 'net',
      NETWORK_UUID: 'nu',
      NETWORK_TAGS: 'x y',
    });
    const netinfo = {
      ...small,
      network: '192.0.2.0/24',
      gateway: '192.0.2.1',
      network6: '2001:db8::/64',
      gateway6: '2001:db8::1',
      mac_prefix: 'aa:bb:cc',
      reservations: '110',
    };
    expect(environmentOf({ network: 'nu', netinfo })).toMatchObject({
      NETWORK_SUBNET: '192.0.2.0/24',
      NETWORK_GATEWAY: '192.0.2.1',
      NETWORK_SUBNET6: '2001:db8::/64',
      NETWORK_GATEWAY6: '2001:db8::1',
      NETWORK_MAC_PREFIX: 'aa:bb:cc',
    });
  });

  test.for<Partial<NicSpec>>([
    { network: null, netinfo: { name: 'net' } },
    { network: 'nu', netinfo: null },
  ])('nothing of a network that the NIC is not in, or that nobody knows: %j', (nic) => {
    expect(environmentOf(nic)).toEqual({ ...told, MODE: 'bridged' });
  });

  test.for<[mode: 'bridged' | 'openvswitch' | 'routed' | 'ext', isTold: boolean]>([
    ['bridged', false],
    ['openvswitch', false],
    ['routed', true],
    ['ext', true],
  ])(
    'which part of a migration it is, when it is for a NIC that Ganeti says it of: %s, %s',
    ([mode, isTold]) => {
      const environment = environmentOf({ nicparams: { mode } }, { migrationPhase: 'post' });
      expect('MIGRATION_PHASE' in environment).toBe(isTold);
    },
  );
});
