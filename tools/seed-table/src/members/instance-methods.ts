// Long, because it is one table in the order of the seed.
import type { SeedMember } from '../member.ts';

const hypervisor = 'packages/hypervisor/src';
const migrateTest = 'packages/hypervisor/test/migrate.qemu.test.ts';
const ganetiCallsTitle =
  'a move > goes by Ganeti’s calls too, each from a process of its own: one after the other';
const life = 'packages/hypervisor/test/life.qemu.test.ts';
const hostWork = 'packages/hypervisor/test/host-work.qemu.test.ts';
const store = 'packages/kvm-runtime-store/src';
const cmdline = 'packages/kvm-cmdline/src';
const cli = 'packages/cli/test/cli.qemu.test.ts';

export const instanceMethods: readonly SeedMember[] = [
  {
    member: '__init__',
    file: `${hypervisor}/open-hypervisor.ts`,
    name: 'openHypervisor',
    otherwise: 'Touches nothing: a folder is made when something is written to it.',
    tests: [
      {
        file: `${store}/runtime-store.test.ts`,
        title: 'list > is empty where there is no root, and makes none',
      },
    ],
  },
  {
    member: '_GetVcpuThreadIds',
    file: `${hypervisor}/launch/pin-guest.ts`,
    name: 'pinGuest',
    otherwise: 'Asks `query-cpus-fast` over QMP instead of reading `info cpus`.',
    tests: [
      {
        file: hostWork,
        title:
          'what a start does on the host (QEMU *) > cpu_mask with a mask for each vCPU pins each to its own',
      },
    ],
  },
  {
    member: '_ExecuteCpuAffinity',
    file: `${hypervisor}/launch/pin-guest.ts`,
    name: 'pinGuest',
    otherwise: 'A mask for the whole guest reaches every thread of QEMU, not only its main thread.',
    tests: [
      {
        file: hostWork,
        title: 'what a start does on the host (QEMU *) > cpu_mask pins every thread of QEMU',
      },
    ],
  },
  {
    member: 'ListInstances',
    facade: 'listInstances',
    file: `${hypervisor}/inspect/instance-info.ts`,
    name: 'listInstances',
    otherwise: 'Also finds guests whose files were wiped.',
    tests: [
      {
        file: life,
        title: 'start > a started guest runs, is listed, and tells its state, memory and processors over QMP',
      },
    ],
  },
  {
    member: 'GetInstanceInfo',
    facade: 'getInstanceInfo',
    file: `${hypervisor}/inspect/instance-info.ts`,
    name: 'getInstanceInfo',
    otherwise: 'The state is QEMU’s own word, and a guest that does not answer is `unreachable`.',
    tests: [
      {
        file: life,
        title: 'start > a started guest runs, is listed, and tells its state, memory and processors over QMP',
      },
      {
        file: life,
        title:
          'the rest of a life > a guest that powered off by itself is stopped, with its record, until it is cleaned up',
      },
    ],
  },
  {
    member: 'GetAllInstancesInfo',
    facade: 'getAllInstancesInfo',
    file: `${hypervisor}/inspect/instance-info.ts`,
    name: 'getAllInstancesInfo',
    otherwise: 'All are asked side by side, with a deadline each.',
    tests: [
      {
        file: life,
        title:
          'the rest of a life > a QEMU that does not answer is reported as unreachable, and the others are not held up',
      },
    ],
  },
  {
    member: '_GenerateKVMBlockDevicesOptions',
    file: `${cmdline}/devices/disk-arguments.ts`,
    name: 'diskArguments',
    tests: [
      { file: `${cmdline}/devices/disk-arguments.test.ts`, title: 'a disk of the type *' },
      {
        file: 'packages/kvm-cmdline/test/devices.qemu.test.ts',
        title:
          'devices (QEMU *) > whatever the file of a disk, a CD-ROM and a floppy is called, QEMU opens that file',
      },
    ],
  },
  {
    member: '_GenerateKVMRuntime',
    file: `${cmdline}/runtime.ts`,
    name: 'buildRuntime',
    otherwise: 'Has no effects at all: what QEMU can do is passed in.',
    tests: [
      {
        file: `${cmdline}/command-line.test.ts`,
        title: '* > its runtime holds nothing of the host that executes it',
      },
    ],
  },
  {
    member: '_WriteKVMRuntime',
    file: `${store}/record-files.ts`,
    name: 'writeRecordFile',
    otherwise: 'Durable before QEMU exists.',
    tests: [
      {
        file: life,
        title:
          'start > the record is durable before QEMU runs and names the versioned machine type, not its alias',
      },
    ],
  },
  {
    member: '_ReadKVMRuntime',
    file: `${store}/read-record.ts`,
    name: 'readRecordFile',
    tests: [
      {
        file: `${store}/runtime-store.test.ts`,
        title: 'records > are read as they were written, by any other opening of the store',
      },
    ],
  },
  {
    member: '_SaveKVMRuntime',
    file: `${store}/runtime-record.ts`,
    name: 'encodeRecord',
    otherwise:
      'Named fields with a version and a checksum; Ganeti’s own file beside it where the root is Ganeti’s.',
    tests: [
      { file: `${store}/runtime-record.test.ts`, title: 'what was encoded is decoded' },
      {
        file: `${store}/ganeti-root.test.ts`,
        title: 'a root of Ganeti’s > has each record in both formats, its owner’s only',
      },
    ],
  },
  {
    member: '_LoadKVMRuntime',
    file: `${store}/runtime-record.ts`,
    name: 'decodeRecord',
    otherwise: 'A damaged record is refused; Ganeti’s files of all its versions are read.',
    tests: [
      { file: `${store}/runtime-record.test.ts`, title: 'a record cut off at any byte is refused; *' },
      { file: `${store}/ganeti-records.test.ts`, title: 'a file of Ganeti > becomes a record, *' },
    ],
  },
  {
    member: '_RunKVMCmd',
    file: `${hypervisor}/launch/qemu-process.ts`,
    name: 'launchQemu',
    otherwise:
      'Detached by us, not by `-daemonize`: ready at QEMU’s first answer, and its last words are in the error.',
    tests: [
      {
        file: 'packages/hypervisor/test/refusals.qemu.test.ts',
        title: 'a QEMU that ends at once is reported in its own words, and nothing is left',
      },
    ],
  },
  {
    member: '_GetNetworkDeviceFeatures',
    file: `${cmdline}/tap-features.ts`,
    name: 'tapFeatures',
    tests: [
      { file: `${cmdline}/tap-features.test.ts`, title: 'the features of a tap *' },
      { file: `${cmdline}/tap-features.test.ts`, title: 'a device with several queues is told so, *' },
    ],
  },
  {
    member: '_ExecuteKVMRuntime',
    file: `${hypervisor}/launch/execute-runtime.ts`,
    name: 'executeRuntime',
    otherwise: 'Each half-step is undone when a later one fails.',
    tests: [
      {
        file: 'packages/hypervisor/test/refusals.qemu.test.ts',
        title: 'what QEMU refuses once it is there is said with its words, and nothing is left',
      },
      {
        file: life,
        title: 'start > QEMU has a session and process group of its own and is confined by seccomp',
      },
    ],
  },
  {
    member: 'StartInstance',
    facade: 'startInstance',
    file: `${hypervisor}/launch/start.ts`,
    name: 'startInstance',
    otherwise: 'A running instance is refused under a lock that QEMU holds: there are never two.',
    tests: [
      {
        file: life,
        title: 'start > a guest started paused has not executed an instruction and runs when it is resumed',
      },
      { file: life, title: 'start > of many starts at the same moment one wins and the others are refused' },
    ],
  },
  {
    member: 'VerifyHotplugSupport',
    facade: 'verifyHotplugSupport',
    file: `${hypervisor}/hotplug/hot-plug-support.ts`,
    name: 'verifyHotplugSupport',
    tests: [
      {
        file: 'packages/hypervisor/test/hotplug-faults.qemu.test.ts',
        title:
          'a disk that can not be added leaves nothing > when there is one of its UUID, or its type is none that can be plugged',
      },
    ],
  },
  {
    member: 'HotplugSupported',
    facade: 'hotplugSupported',
    file: `${hypervisor}/hotplug/hot-plug-support.ts`,
    name: 'hotplugSupported',
    tests: [
      {
        file: 'packages/hypervisor/test/hotplug.qemu.test.ts',
        title:
          'devices of a running guest (QEMU *) > come and go on *, and leave nothing in QEMU, on the host or in the record',
      },
    ],
  },
  {
    member: '_GetBusSlots',
    file: `${cmdline}/devices/buses.ts`,
    name: 'busOccupants',
    otherwise: 'A full bus says who sits where.',
    tests: [
      {
        file: `${cmdline}/devices/placement.test.ts`,
        title: 'a device that comes later takes the first hole',
      },
      {
        file: `${cmdline}/devices/placement.test.ts`,
        title: 'a full bus is refused, with a list of who sits where',
      },
    ],
  },
  {
    member: '_VerifyHotplugCommand',
    file: `${hypervisor}/hotplug/settle-addition.ts`,
    name: 'completeAddition',
    otherwise: 'A device is looked for by its own name, and waited for by its own event.',
    tests: [
      {
        file: 'packages/hypervisor/test/hotplug.qemu.test.ts',
        title:
          'devices of a running guest (QEMU *) > may be SCSI disks, also of a guest that is frozen, which QEMU need not ask for them',
      },
    ],
  },
  {
    member: 'HotAddDevice',
    facade: 'hotAddDevice',
    file: `${hypervisor}/hotplug/hot-add.ts`,
    name: 'hotAddDevice',
    otherwise: 'Whatever fails, all that was added is removed.',
    tests: [
      {
        file: 'packages/hypervisor/test/hotplug.qemu.test.ts',
        title:
          'devices of a running guest (QEMU *) > come and go on *, and leave nothing in QEMU, on the host or in the record',
      },
      {
        file: 'packages/hypervisor/test/hotplug-faults.qemu.test.ts',
        title: 'a disk that can not be added leaves nothing > when its image has vanished',
      },
      {
        file: 'packages/hypervisor/test/hotplug-faults.qemu.test.ts',
        title: 'two disks that are added at once get a place each',
      },
    ],
  },
  {
    member: 'HotDelDevice',
    facade: 'hotDelDevice',
    file: `${hypervisor}/hotplug/hot-del.ts`,
    name: 'hotDelDevice',
    otherwise: 'The back end stays until the guest has let go of this very device.',
    tests: [
      {
        file: 'packages/hypervisor/test/hotplug.qemu.test.ts',
        title:
          'devices of a running guest (QEMU *) > come and go on *, and leave nothing in QEMU, on the host or in the record',
      },
      {
        file: 'packages/hypervisor/test/hotplug-faults.qemu.test.ts',
        title: 'a device that the guest keeps > stays, as is said at once of a guest that is frozen',
      },
    ],
  },
  {
    member: 'HotModDevice',
    facade: 'hotModDevice',
    file: `${hypervisor}/hotplug/hot-mod.ts`,
    name: 'hotModDevice',
    otherwise: 'Only another MAC needs the guest; changing a disk is refused, not passed over.',
    tests: [
      {
        file: 'packages/hypervisor/test/hotplug-faults.qemu.test.ts',
        title: 'NICs > are connected in another way without being replugged',
      },
    ],
  },
  {
    member: 'StopInstance',
    facade: 'stopInstance',
    file: `${hypervisor}/stop/stop.ts`,
    name: 'stopInstance',
    otherwise: 'By name alone also without force; it waits for the guest, then forces, then cleans up.',
    tests: [
      {
        file: life,
        title: 'stop > a guest that answers its power button is stopped by it, and nothing is left',
      },
      { file: life, title: 'stop > a guest that ignores its power button is forced off after the deadline' },
      { file: life, title: 'stop > a forced stop does not ask the guest' },
      {
        file: life,
        title: 'stop > stopping what does not run is done at once, and twice is the same as once',
      },
    ],
  },
  {
    member: 'CleanupInstance',
    facade: 'cleanupInstance',
    file: `${hypervisor}/stop/cleanup.ts`,
    name: 'cleanupInstance',
    otherwise: 'A living guest is refused, and keeps its files.',
    tests: [
      {
        file: life,
        title:
          'the rest of a life > a guest that powered off by itself is stopped, with its record, until it is cleaned up',
      },
      {
        file: life,
        title: 'the rest of a life > cleaning up a living guest is refused and leaves it running',
      },
    ],
  },
  {
    member: 'RebootInstance',
    facade: 'rebootInstance',
    file: `${hypervisor}/stop/reboot.ts`,
    name: 'rebootInstance',
    otherwise: 'The graceful stop is waited for; the seed ends each in a kill.',
    tests: [
      {
        file: hostWork,
        title: 'reboot (QEMU *) > waits for the guest to power off and starts the same machine again',
      },
    ],
  },
  {
    member: 'MigrationInfo',
    facade: 'migrationInfo',
    file: `${hypervisor}/migrate/migration-info.ts`,
    name: 'migrationInfo',
    otherwise: 'The whole record, checked by its checksum; Ganeti’s own runtime is understood too.',
    tests: [{ file: migrateTest, title: ganetiCallsTitle }],
  },
  {
    member: 'AcceptInstance',
    facade: 'acceptInstance',
    file: `${hypervisor}/migrate/ganeti-calls.ts`,
    name: 'acceptInstance',
    otherwise: 'QEMU stands still until it is told to run the guest, and runs it for nobody else.',
    tests: [{ file: migrateTest, title: ganetiCallsTitle }],
  },
  {
    member: 'FinalizeMigrationDst',
    facade: 'finalizeMigrationDst',
    file: `${hypervisor}/migrate/ganeti-calls.ts`,
    name: 'finalizeMigrationDst',
    otherwise: 'Only a guest that has arrived is taken; where it failed, nothing is left.',
    tests: [{ file: migrateTest, title: ganetiCallsTitle }],
  },
  {
    member: 'MigrateInstance',
    facade: 'migrateInstance',
    file: `${hypervisor}/migrate/ganeti-calls.ts`,
    name: 'migrateInstance',
    otherwise: 'A refusal leaves the guest running as it was.',
    tests: [{ file: migrateTest, title: ganetiCallsTitle }],
  },
  {
    member: 'FinalizeMigrationSource',
    facade: 'finalizeMigrationSource',
    file: `${hypervisor}/migrate/ganeti-calls.ts`,
    name: 'finalizeMigrationSource',
    otherwise: 'QEMU is asked before it is ended, and the guest is given away durably before that.',
    tests: [{ file: migrateTest, title: ganetiCallsTitle }],
  },
  {
    member: 'GetMigrationStatus',
    facade: 'getMigrationStatus',
    file: `${hypervisor}/migrate/ganeti-calls.ts`,
    name: 'getMigrationStatus',
    otherwise: 'Asking changes nothing, and a status without a name at Ganeti is no failure.',
    tests: [{ file: migrateTest, title: ganetiCallsTitle }],
  },
  {
    member: 'BalloonInstanceMemory',
    facade: 'balloonInstanceMemory',
    file: `${hypervisor}/memory/balloon.ts`,
    name: 'balloonInstanceMemory',
    otherwise: 'It waits until the guest has followed, and says why when it does not.',
    tests: [
      {
        file: 'packages/hypervisor/test/hotplug-faults.qemu.test.ts',
        title: 'memory and processors > a guest with a driver follows the balloon',
      },
      {
        file: 'packages/hypervisor/test/hotplug-faults.qemu.test.ts',
        title: 'memory and processors > of one that does not follow it is said why',
      },
    ],
  },
  {
    member: 'GetNodeInfo',
    facade: 'getNodeInfo',
    file: `${hypervisor}/node/node-info.ts`,
    name: 'getNodeInfo',
    tests: [{ file: cli, title: '* > --json prints one JSON value on standard output, on every command' }],
  },
  {
    member: 'Verify',
    facade: 'verify',
    file: `${hypervisor}/node/verify.ts`,
    name: 'verify',
    otherwise: 'What can only be known by running it is run: KVM counts where a guest was seen to run.',
    tests: [
      { file: cli, title: '* > --json prints one JSON value on standard output, on every command' },
      {
        file: 'packages/hypervisor/test/probe.qemu.test.ts',
        title: 'the probe guest runs under TCG and leaves nothing',
      },
    ],
  },
];
