import type { SeedMember } from '../member.ts';

const hypervisor = 'packages/hypervisor/src';
const cmdline = 'packages/kvm-cmdline/src';
const cli = 'packages/cli/test/cli.qemu.test.ts';

export const staticMethods: readonly SeedMember[] = [
  {
    member: 'VersionsSafeForMigration',
    facade: 'versionsSafeForMigration',
    file: `${hypervisor}/kvm-hypervisor.ts`,
    name: 'KvmHypervisor',
    tests: [
      {
        file: 'packages/hypervisor/test/node.qemu.test.ts',
        title: 'versions do not keep a guest from being moved, and guests can be',
      },
    ],
  },
  {
    member: '_SocatUnixConsoleParams',
    facade: 'getInstanceConsole',
    file: `${hypervisor}/console/instance-console.ts`,
    name: 'getInstanceConsole',
    otherwise: 'Every socat of today takes an escape character.',
    tests: [
      {
        file: 'packages/hypervisor/test/node.qemu.test.ts',
        title: 'how a person gets at a console is told for the serial port, VNC, SPICE, or not at all',
      },
    ],
  },
  {
    member: '_ConfigureNIC',
    file: `${hypervisor}/network/run-nic-script.ts`,
    name: 'runNicScript',
    otherwise: 'A script has a deadline, and nothing of our environment; its last words are in the error.',
    tests: [
      {
        file: 'packages/hypervisor/test/nic-script-runs.test.ts',
        title: 'a script > is told the tap and its environment, and has nothing else of us',
      },
      { file: `${hypervisor}/network/nic-environment.test.ts`, title: 'a script is told > *' },
    ],
  },
  {
    member: '_CdromOption',
    file: `${cmdline}/devices/cdrom-arguments.ts`,
    name: 'cdromAndFloppyArguments',
    otherwise: 'A block node and a device of its own, where this QEMU has them, not one `-drive`.',
    tests: [
      { file: `${cmdline}/devices/cdrom-arguments.test.ts`, title: 'CD-ROMs of the type *' },
      {
        file: `${cmdline}/devices/cdrom-arguments.test.ts`,
        title: 'the URL of a CD-ROM is read by the driver of its scheme, *',
      },
    ],
  },
  {
    member: '_GenerateKvmTapName',
    file: `${hypervisor}/network/tap-name.ts`,
    name: 'communicationTapName',
    otherwise: 'A name that another start was quicker to take is passed over.',
    tests: [
      {
        file: `${hypervisor}/network/tap-name.test.ts`,
        title: 'the tap of a communication NIC is one above the highest of *',
      },
      {
        file: `${hypervisor}/network/open-taps.test.ts`,
        title: 'the taps of an instance > take the next name when another start was quicker',
      },
    ],
  },
  {
    member: '_StartKvmd',
    file: `${hypervisor}/watch/ensure-watcher.ts`,
    name: 'ensureWatcher',
    otherwise: 'Loses nothing when it is killed: QEMU itself keeps the log of its events.',
    tests: [
      {
        file: 'packages/hypervisor/test/watch.qemu.test.ts',
        title: 'the watcher > there is one for a root; a second one ends at once',
      },
      {
        file: 'packages/hypervisor/test/watch.qemu.test.ts',
        title:
          'the watcher > killed, it loses nothing: the next one finds in the log what has happened meanwhile',
      },
    ],
  },
  {
    member: 'GetLinuxNodeInfo',
    file: `${hypervisor}/node/memory.ts`,
    name: 'readMemory',
    tests: [{ file: cli, title: '* > --json prints one JSON value on standard output, on every command' }],
  },
  {
    member: '_FormatVerifyResults',
    file: `${hypervisor}/node/verify.ts`,
    name: 'verify',
    otherwise: 'A list with a verdict on each thing, not a text.',
    tests: [{ file: cli, title: '* > --json prints one JSON value on standard output, on every command' }],
  },
];
