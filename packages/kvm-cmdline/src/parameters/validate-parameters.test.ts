import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { recordedCapabilities } from '../../test/fixtures.ts';
import { SpecificationError, type SpecificationProblem } from '../errors.ts';
import { defaultHvParams, hvParameters } from '../hv-parameters.ts';
import { askedOfHost, type HostFacts } from './host-facts.ts';
import { validateParameters } from './validate-parameters.ts';

const sound = { ...defaultHvParams, kernel_path: '' };
const capabilities = recordedCapabilities();
const host: HostFacts = {
  paths: { '/usr/bin/kvm': 'file', '/boot/k': 'file', '/srv': 'directory', '/dev/null': 'other' },
  users: ['kvm'],
  interfaces: { eth0: { ipv4: ['192.0.2.1'], ipv6: [] } },
  unreachableUrls: ['http://gone/a.iso'],
  capabilities,
};
const without = (...features: readonly ('spice' | 'ioUring')[]): HostFacts => ({
  ...host,
  capabilities: {
    ...capabilities,
    features: { ...capabilities.features, ...Object.fromEntries(features.map((name) => [name, false])) },
  },
});

function problemsOf(hvparams: unknown, facts: HostFacts): readonly SpecificationProblem[] {
  try {
    validateParameters(hvparams, facts);
  } catch (error) {
    if (error instanceof SpecificationError) return error.problems;
    throw error;
  }
  return [];
}

function rulesBrokenBy(changes: Readonly<Record<string, unknown>>, facts = host): string[] {
  return problemsOf({ ...sound, ...changes }, facts).map(
    ({ path, rule }) => `${path.replace('hvparams.', '')} ${rule}`,
  );
}

describe('on a host', () => {
  test.for<[changes: Readonly<Record<string, unknown>>, problems: readonly string[]]>([
    [{}, []],
    [{ kvm_path: '/nowhere' }, ['kvm_path file']],
    [{ kvm_path: '' }, ['kvm_path file']],
    [{ kernel_path: '/boot/k' }, []],
    [{ kernel_path: '/srv' }, ['kernel_path file']],
    [{ initrd_path: '/dev/null' }, ['initrd_path file']],
    [{ floppy_image_path: '/nowhere' }, ['floppy_image_path file']],
    [{ mem_path: '/srv', vnc_x509_path: '/srv' }, []],
    [{ mem_path: '/boot/k', vnc_x509_path: '/nowhere' }, ['vnc_x509_path directory', 'mem_path directory']],
    [{ cdrom_image_path: 'http://there/a.iso', cdrom2_image_path: '/boot/k' }, []],
    [{ cdrom_image_path: '/srv' }, ['cdrom_image_path file-or-url']],
    [{ cdrom_image_path: 'http://gone/a.iso' }, ['cdrom_image_path url-reachable']],
    [{ security_model: 'user', security_domain: 'kvm' }, []],
    [{ security_model: 'user', security_domain: 'ghost' }, ['security_domain user-exists']],
    [{ security_domain: 'ghost' }, []],
    [{ vnc_bind_address: '0.0.0.0' }, []],
    [{ vnc_bind_address: '::' }, []],
    [{ vnc_bind_address: 'eth0' }, []],
    [{ vnc_bind_address: '/run/vnc' }, []],
    [{ vnc_bind_address: 'run/vnc' }, ['vnc_bind_address vnc-address']],
    [{ vnc_bind_address: '01.2.3.4' }, ['vnc_bind_address vnc-address']],
    [{ vnc_bind_address: '__proto__' }, ['vnc_bind_address vnc-address']],
    [{ spice_bind: '::1' }, []],
    [{ spice_bind: 'eth0' }, []],
    [{ spice_bind: '/run/spice' }, ['spice_bind spice-address']],
    [
      { spice_bind: 'eth7', vnc_bind_address: '::1' },
      ['spice_bind vnc-or-spice', 'spice_bind spice-address'],
    ],
    [{ disk_aio: 'io_uring' }, []],
    [{ machine_version: 'pc' }, []],
    [{ machine_version: 'pc-q35-7.2' }, []],
    [{ machine_version: 'isapc' }, []],
    [{ machine_version: 'microvm' }, ['machine_version machine-exists']],
    [{ machine_version: 'none' }, ['machine_version machine-exists']],
    [{ machine_version: '.*' }, ['machine_version machine-exists']],
    [{ machine_version: 'pc-i440fx-7' }, ['machine_version machine-exists']],
  ])('%j: %j', ([changes, problems]) => {
    expect(rulesBrokenBy(changes)).toEqual(problems);
  });
});

test('what a QEMU lacks is no way to run a guest', () => {
  expect(rulesBrokenBy({ spice_bind: '::1' }, without('spice'))).toEqual(['spice_bind qemu-has-spice']);
  expect(rulesBrokenBy({ disk_aio: 'io_uring' }, without('ioUring'))).toEqual(['disk_aio qemu-has-io-uring']);
});

test('of a QEMU that could not be asked nothing else is said', () => {
  const changes = { disk_aio: 'io_uring', machine_version: 'pc', spice_bind: '::1' };
  expect(rulesBrokenBy(changes, { ...host, capabilities: undefined })).toEqual(['kvm_path qemu-answers']);
});

test('problems come in Ganeti’s order', () => {
  const changes = {
    machine_version: 'x',
    disk_aio: 'io_uring',
    spice_bind: 'x',
    vnc_bind_address: 'x',
    security_model: 'user',
    security_domain: 'x',
    mem_path: '/x',
    kernel_path: '/x',
  };
  expect(rulesBrokenBy(changes, without('spice', 'ioUring'))).toEqual([
    'kernel_path file',
    'mem_path directory',
    'security_domain user-exists',
    'vnc_bind_address vnc-address',
    'spice_bind vnc-or-spice',
    'spice_bind qemu-has-spice',
    'spice_bind spice-address',
    'disk_aio qemu-has-io-uring',
    'machine_version machine-exists',
  ]);
});

test('a problem says where, what was found and what is allowed', () => {
  expect(() => validateParameters({ ...sound, kernel_path: '/srv' }, host)).toThrow(
    'hvparams.kernel_path: found "/srv", allowed: a file of this host',
  );
});

test('what is to be found out about a host is what the parameters name', () => {
  const changes = {
    kernel_path: '/boot/k',
    cdrom_image_path: 'http://there/a.iso',
    security_model: 'user',
    security_domain: 'kvm',
  };
  expect(askedOfHost({ ...sound, ...changes })).toEqual({
    paths: ['/usr/bin/kvm', '/boot/k'],
    users: ['kvm'],
    urls: ['http://there/a.iso'],
  });
  expect(askedOfHost(sound)).toEqual({ paths: ['/usr/bin/kvm'], users: [], urls: [] });
});

test('whatever a parameter is, it passes or is a problem of its own name', () => {
  const value = fc.oneof(
    fc.anything({ withBigInt: true }),
    fc.string({ unit: 'binary', maxLength: 4096 }),
    fc.constantFrom('\0', 'a\nb', 'ü', '/boot/k', '/srv', 'http://x', 'constructor', '__proto__', 'user'),
  );
  const changes = fc.dictionary(fc.constantFrom(...Object.keys(hvParameters)), value, { maxKeys: 4 });
  fc.assert(
    fc.property(changes, fc.boolean(), (given, knowsQemu) => {
      const facts = knowsQemu ? host : { ...host, capabilities: undefined };
      const names = Object.keys(given).map((name) => `hvparams.${name}`);
      const allowed = [...names, 'hvparams.kvm_path', 'hvparams.security_domain'];
      for (const { path } of problemsOf({ ...sound, ...given }, facts)) expect(allowed).toContain(path);
    }),
    { numRuns: 1000 },
  );
});
