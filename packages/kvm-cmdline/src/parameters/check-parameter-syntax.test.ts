import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SpecificationError, type SpecificationProblem } from '../errors.ts';
import { defaultHvParams, hvParameters, type HvParameter } from '../hv-parameters.ts';
import { checkParameterSyntax } from './check-parameter-syntax.ts';
import type { ParameterRule } from './parameter-rule.ts';

const sound = { ...defaultHvParams, kernel_path: '' };

function problemsOf(hvparams: unknown): readonly SpecificationProblem[] {
  try {
    checkParameterSyntax(hvparams);
  } catch (error) {
    if (error instanceof SpecificationError) return error.problems;
    throw error;
  }
  return [];
}

/** The problems as `parameter rule`. */
function rulesBrokenBy(changes: Readonly<Record<string, unknown>>): string[] {
  return problemsOf({ ...sound, ...changes }).map(
    ({ path, rule }) => `${path.replace('hvparams.', '')} ${rule}`,
  );
}

test('Ganeti’s defaults are sound', () => {
  expect(problemsOf(defaultHvParams)).toEqual([]);
});

describe('a value that a parameter can not have is refused', () => {
  test.for<[name: string, value: unknown, rule: ParameterRule]>([
    ['kvm_path', '', 'required'],
    ['boot_order', null, 'required'],
    ['kvm_path', 'bin/kvm', 'path'],
    ['kernel_path', '/a/../b', 'path'],
    ['kernel_path', '///a', 'path'],
    ['kernel_path', '/a/', 'path'],
    ['kernel_path', 5, 'type'],
    ['kernel_path', '/a\0', 'text'],
    ['cdrom_image_path', 'a.iso', 'path-or-url'],
    ['cdrom_image_path', 'file:///a', 'path-or-url'],
    ['cdrom_image_path', 'HTTP://h/a', 'path-or-url'],
    ['acpi', 'true', 'type'],
    ['acpi', 0, 'type'],
    ['kernel_args', ['ro'], 'type'],
    ['kernel_args', 'a\0b', 'text'],
    ['kernel_args', 'a\ud83d', 'text'],
    ['root_path', false, 'type'],
    ['cpu_cores', '2', 'type'],
    ['cpu_cores', 1.5, 'type'],
    ['cpu_cores', Number.NaN, 'type'],
    ['cpu_cores', 2n, 'type'],
    ['cpu_cores', -1, 'range'],
    ['migration_port', 0, 'range'],
    ['migration_port', 65_535, 'range'],
    ['migration_port', true, 'type'],
    ['virtio_net_queues', 9, 'range'],
    ['kvm_pci_reservations', 33, 'range'],
    ['spice_ip_version', 5, 'one-of'],
    ['spice_ip_version', '4', 'one-of'],
    ['disk_cache', 'sometimes', 'one-of'],
    ['nic_type', {}, 'one-of'],
    ['cpu_mask', '3-1', 'cpu-mask'],
    ['cpu_mask', 'ALL', 'cpu-mask'],
    ['cpu_mask', '0, 1', 'cpu-mask'],
  ])('%s may not be %o', ([name, value, rule]) => {
    expect(rulesBrokenBy({ [name]: value })).toEqual([`${name} ${rule}`]);
  });
});

describe('a value that a parameter can have passes', () => {
  test.for<[name: string, value: unknown]>([
    ['kvm_path', '/'],
    ['kvm_path', '//net/kvm'],
    ['kernel_args', 'a\nb, "ü" 漢😀'],
    ['kernel_args', 'x'.repeat(4096)],
    ['vnc_x509_path', '/a/b,c d'],
    ['cdrom_image_path', 'ftps://h/a'],
    ['migration_port', 65_534],
    ['virtio_net_queues', 8],
    ['kvm_pci_reservations', 0],
    ['kvm_pci_reservations', 32],
    ['cpu_mask', '0-2,5:all:3'],
    ['serial_speed', 75],
    ['machine_version', '.*'],
    ['root_path', null],
  ])('%s may be %j', ([name, value]) => {
    expect(rulesBrokenBy({ [name]: value })).toEqual([]);
  });

  const entries = Object.entries<HvParameter>(hvParameters);
  test.for(entries.filter(([, { required }]) => !required))('%s may be left open', ([name]) => {
    expect(rulesBrokenBy({ [name]: '' })).toEqual(
      name === 'serial_speed' ? ['serial_speed serial-speed'] : [],
    );
    expect(rulesBrokenBy({ [name]: null })).toEqual(
      name === 'serial_speed' ? ['serial_speed serial-speed'] : [],
    );
  });

  test.for(entries.flatMap(([name, { valid = [] }]) => valid.map((value) => ({ name, value }))))(
    '$name may be $value',
    ({ name, value }) => {
      const broken = rulesBrokenBy({ [name]: value });
      expect(broken.filter((problem) => problem === `${name} one-of`)).toEqual([]);
    },
  );
});

describe('parameters that do not go together are refused at the one that has to change', () => {
  test.for<[changes: Readonly<Record<string, unknown>>, problems: readonly string[]]>([
    [{ boot_order: 'cdrom' }, ['cdrom_image_path cdrom-boot-needs-image']],
    [{ boot_order: 'cdrom', cdrom_image_path: '/a.iso' }, []],
    [{ kernel_path: '/k', root_path: null }, ['root_path kernel-needs-root']],
    [{ kernel_path: '/k', root_path: '' }, ['root_path kernel-needs-root']],
    [{ security_model: 'user' }, ['security_domain user-needs-domain']],
    [{ security_model: 'user', security_domain: 'kvm' }, []],
    [{ security_domain: 'kvm' }, ['security_domain domain-needs-user']],
    [{ security_model: 'pool', security_domain: 'kvm' }, ['security_domain domain-needs-user']],
    [{ serial_speed: 1234 }, ['serial_speed serial-speed']],
    [{ serial_speed: 0 }, ['serial_speed serial-speed']],
    [{ serial_speed: 1234, serial_console: false }, []],
    [{ vnc_x509_verify: true }, ['vnc_x509_path verify-needs-certificates']],
    [{ vnc_x509_verify: true, vnc_x509_path: '/x' }, []],
    [{ spice_bind: '127.0.0.1', spice_ip_version: 6 }, ['spice_ip_version spice-ip-family']],
    [{ spice_bind: '::1', spice_ip_version: 4 }, ['spice_ip_version spice-ip-family']],
    [{ spice_bind: '::1', spice_ip_version: 6 }, []],
    [{ spice_bind: 'eth0', spice_ip_version: 4 }, []],
    [{ spice_bind: '127.0.0.1', spice_ip_version: null }, []],
    [
      { spice_use_tls: true, spice_ip_version: 4 },
      ['spice_ip_version spice-needs-bind', 'spice_use_tls spice-needs-bind'],
    ],
    [{ spice_use_vdagent: false, spice_playback_compression: false, spice_tls_ciphers: 'X' }, []],
    [{ disk_aio: 'native' }, ['disk_aio native-aio-needs-no-cache']],
    [{ disk_aio: 'native', disk_cache: 'none' }, []],
  ])('%j: %j', ([changes, problems]) => {
    expect(rulesBrokenBy(changes)).toEqual(problems);
  });

  test('but not where one of them is wrong by itself', () => {
    expect(rulesBrokenBy({ security_model: 'all', security_domain: 'kvm', serial_console: 1 })).toEqual([
      'serial_console type',
      'security_model one-of',
    ]);
  });
});

test('names come first, then values in Ganeti’s order, then what does not go together', () => {
  const { vnet_hdr: _, ...incomplete } = sound;
  const changes = { vnc_tls: 1, zebra: 1, kvm_path: '', apple: 1, disk_aio: 'native', boot_order: 'cdrom' };
  expect(problemsOf({ ...incomplete, ...changes }).map(({ path, rule }) => `${path} ${rule}`)).toEqual([
    'hvparams.zebra unknown',
    'hvparams.apple unknown',
    'hvparams.kvm_path required',
    'hvparams.vnc_tls type',
    'hvparams.vnet_hdr missing',
    'hvparams.cdrom_image_path cdrom-boot-needs-image',
    'hvparams.disk_aio native-aio-needs-no-cache',
  ]);
});

test('a problem says where, what was found and what is allowed', () => {
  expect(problemsOf({ ...sound, migration_port: 0, kernel_pth: '/k' })).toEqual([
    {
      path: 'hvparams.kernel_pth',
      found: 'an unknown key',
      allowed: 'one of the 65 known keys; did you mean kernel_path?',
      rule: 'unknown',
    },
    { path: 'hvparams.migration_port', found: '0', allowed: 'a whole number from 1 to 65534', rule: 'range' },
  ]);
  expect(() => checkParameterSyntax({ ...sound, acpi: 'yes' })).toThrow(
    'hvparams.acpi: found "yes", allowed: true or false',
  );
});

test.for([[undefined], [null], ['acpi'], [7], [[]]])('%j is no set of parameters', ([value]) => {
  expect(problemsOf(value)).toMatchObject([{ path: 'hvparams', rule: 'type' }]);
});

test('names of the prototype are names like others', () => {
  const hvparams: unknown = JSON.parse('{"__proto__": 1, "toString": 2}');
  expect(problemsOf(hvparams).slice(0, 2)).toMatchObject([
    { path: 'hvparams.__proto__', rule: 'unknown' },
    { path: 'hvparams.toString', rule: 'unknown' },
  ]);
});

test('whatever a parameter is, it passes or is a problem of its own name', () => {
  const circular: Record<string, unknown> = {};
  circular['itself'] = circular;
  const value = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
    fc.string({ unit: 'binary', maxLength: 4096 }),
    fc.constantFrom('\0', 'a\nb', 'ü', '/a', '//', 'all', '::1', 'eth0', circular, Symbol('s'), () => 1),
  );
  const changes = fc.dictionary(fc.constantFrom(...Object.keys(hvParameters)), value, { maxKeys: 4 });
  fc.assert(
    fc.property(changes, (given) => {
      for (const { path, rule } of problemsOf({ ...sound, ...given })) {
        expect(path).toMatch(/^hvparams\./);
        expect(rule).toBeDefined();
      }
    }),
    { numRuns: 2000 },
  );
});
