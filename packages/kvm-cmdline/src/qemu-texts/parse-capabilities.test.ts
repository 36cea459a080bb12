import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { defaultMachineType } from '../capabilities.ts';
import { CapabilityError } from '../errors.ts';
import type { QemuFeatures } from '../qemu-features.ts';
import { parseKvmVersion } from './kvm-version.ts';
import { parseCapabilities } from './parse-capabilities.ts';

const head = 'QEMU emulator version 7.2.0\n';

function featuresOf(help: string): string[] {
  const { features } = parseCapabilities({ help: head + help, machines: '', devices: '' });
  return Object.entries(features).flatMap(([name, has]) => (has ? [name] : []));
}

function machinesOf(machines: string): unknown {
  return parseCapabilities({ help: head, machines, devices: '' }).machineTypes;
}

describe('a version is two or three numbers in the first line', () => {
  test.for<[text: string, written: string, numbers: readonly number[], packageText: string]>([
    [
      'QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7)\nmore 8.0',
      '7.2.22',
      [7, 2, 22],
      'Debian 1:7.2+dfsg-7',
    ],
    ['QEMU PC emulator version 0.9.1 (kvm-72), Copyright (c) 2003', '0.9.1', [0, 9, 1], 'kvm-72'],
    ['QEMU emulator version 1.0, Copyright', '1.0', [1, 0, 0], ''],
    ['QEMU 01.002.0003', '01.002.0003', [1, 2, 3], ''],
    ['QEMU 5.2.0.91', '5.2.0', [5, 2, 0], ''],
    ['v7 10.0', '10.0', [10, 0, 0], ''],
  ])('%j', ([text, written, [major, minor, micro], packageText]) => {
    expect(parseKvmVersion(text)).toEqual({ text: written, major, minor, micro, package: packageText });
  });

  test.for([[''], ['\nQEMU 7.2'], ['QEMU version 5'], ['v7.2'], ['7.2a'], ['é7.2']])(
    '%j has none',
    ([text]) => {
      expect(() => parseKvmVersion(text ?? '')).toThrow(
        expect.objectContaining({ code: 'QEMU_UNSUITABLE', setting: 'hvparams.kvm_path' }),
      );
    },
  );
});

describe('machine types', () => {
  test('have the alias, the default and the deprecation that their lines say', () => {
    expect(
      machinesOf(
        [
          'Supported machines are:',
          'pc                   Standard PC (alias of pc-i440fx-7.2)',
          'pc-i440fx-7.2        Standard PC (default)',
          'pc-i440fx-1.4        Standard PC (deprecated)',
          'none                 empty machine',
          '',
        ].join('\n'),
      ),
    ).toEqual([
      { name: 'pc-i440fx-7.2', alias: 'pc', isDefault: true, deprecated: false },
      { name: 'pc-i440fx-1.4', isDefault: false, deprecated: true },
      { name: 'none', isDefault: false, deprecated: false },
    ]);
  });

  test('whose alias stands for nothing listed are types themselves', () => {
    expect(machinesOf('pc  Standard PC (alias of pc-1.0)')).toEqual([
      { name: 'pc', isDefault: false, deprecated: false },
    ]);
  });

  test.for<[machines: string, byDefault: string]>([
    ['a x (default)\nb y (default)\n', 'a'],
    ['pc-1 Standard (default)', 'pc-1'],
    ['x(default) foo', 'x'],
    ['a description with a colon (default):', 'a'],
    ['(default)', 'pc'],
    [' a (default)', 'pc'],
    ['a\nb\n', 'pc'],
    ['', 'pc'],
  ])('%j: a guest that asks for none gets %j', ([machines, byDefault]) => {
    expect(defaultMachineType(parseCapabilities({ help: head, machines, devices: '' }))).toBe(byDefault);
  });
});

describe('features', () => {
  test.for<[help: string, features: readonly (keyof QemuFeatures)[]]>([
    ['-qmp dev        like -monitor\n', ['qmp']],
    ['-qmp-pretty dev like -qmp\n-pidfile file   -qmp\n', []],
    [
      '-no-acpi        disable ACPI\n-soundhw c1,... enable audio\n-uuid %08x\n',
      ['uuid', 'noAcpi', 'soundhw'],
    ],
    ['-drive [file=file]\n       [,boot=on|off]\n', ['bootFlag']],
    ['-drive [file=file]\n-option x,boot=on|off\n', []],
    ['-blockdev [driver=]driver\n          [,auto-read-only=on|off]\n', ['autoReadOnly']],
    ['-netdev user,id=str[,vhost=on|off]\n', ['netdev']],
    [
      '-netdev tap,id=str[,fd=h][,fds=x:y:...:z]\n         [,vhost=on|off]\n',
      ['netdev', 'vhost', 'multiqueue'],
    ],
    ['-run-with [async-teardown=on|off][,chroot=dir]\n          [,user=username|uid:gid]\n', ['runWith']],
    ['-run-with async-teardown=on|off[,chroot=dir]\n-runas user     change\n', []],
    ['-drive [aio=threads|native|io_uring]\n', ['ioUring']],
  ])('%j', ([help, features]) => {
    expect(featuresOf(help)).toEqual(features);
  });

  test('io_uring is older in the texts than in QEMU', () => {
    const help = '4.2.1\n-drive [aio=threads|native|io_uring]\n';
    expect(parseCapabilities({ help, machines: '', devices: '' }).features.ioUring).toBe(false);
  });
});

test('a QEMU without -device help has no devices', () => {
  const devices = "kvm: invalid option -- '-device'\n";
  expect(parseCapabilities({ help: head, machines: '', devices }).deviceTypes).toEqual([]);
});

test('whatever the texts are, there are capabilities, or there is no version', () => {
  const line = fc.constantFrom(
    '-drive ',
    '-netdev tap,',
    ' [,vhost=on|off]',
    'pc (default)',
    ' (alias of pc)',
    'name "a"',
    ':',
    '',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(line).map((lines) => lines.join('\n')),
  );
  fc.assert(
    fc.property(fc.record({ help: text, machines: text, devices: text }), (texts) => {
      const capabilities = parsedOrRefused({
        ...texts,
        help: `${texts.help.length % 2 ? '7.2\n' : ''}${texts.help}`,
      });
      expect(JSON.parse(JSON.stringify(capabilities))).toEqual(capabilities);
    }),
    { numRuns: 500 },
  );
});

function parsedOrRefused(texts: Parameters<typeof parseCapabilities>[0]): object {
  try {
    return parseCapabilities(texts);
  } catch (error) {
    if (error instanceof CapabilityError) return {};
    throw error;
  }
}
