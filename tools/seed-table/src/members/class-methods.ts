import type { SeedMember, ShowingTest } from '../member.ts';

const hypervisor = 'packages/hypervisor/src';
const life = 'packages/hypervisor/test/life.qemu.test.ts';
const hostWork = 'packages/hypervisor/test/host-work.qemu.test.ts';
const parameters = 'packages/hypervisor/test/parameters.qemu.test.ts';
const store = 'packages/kvm-runtime-store/src';
const cmdline = 'packages/kvm-cmdline/src';
const affinity = 'packages/cpu-affinity/src';

const everyPath: ShowingTest = {
  file: `${store}/instance-paths.test.ts`,
  title: 'every file of an instance has its place below the root',
};
const marked: ShowingTest = {
  file: `${store}/shutdown-marker.test.ts`,
  title: 'a guest is marked as shut down until it is cleared, however often either is said',
};
const oneOfThePaths = { file: `${store}/instance-paths.ts`, name: 'instancePaths' };

export const classMethods: readonly SeedMember[] = [
  { member: '_InstancePidFile', ...oneOfThePaths, part: 'pidFile', tests: [everyPath] },
  { member: '_InstanceUidFile', ...oneOfThePaths, part: 'uidFile', tests: [everyPath] },
  {
    member: '_InstancePidInfo',
    file: `${store}/guest-command-line.ts`,
    name: 'parseGuestCommandLine',
    tests: [{ file: `${store}/guest-command-line.test.ts`, title: 'of * is read *' }],
  },
  {
    member: '_InstancePidAlive',
    file: `${store}/guest-process.ts`,
    name: 'findGuestProcess',
    otherwise: 'A process is the guest only if its command line names the pid file: a reused pid never is.',
    tests: [
      {
        file: `${store}/guest-process.test.ts`,
        title: 'the process that the pid file names is the guest when its command line names the pid file',
      },
      {
        file: `${store}/guest-process.test.ts`,
        title: 'a reused pid is not taken for the guest: the process has another command line',
      },
    ],
  },
  {
    member: '_CheckDown',
    file: `${hypervisor}/guest-lock.ts`,
    name: 'lockAbsentGuest',
    otherwise: 'By a lock that QEMU itself holds, so that nothing can come between the check and the start.',
    tests: [{ file: life, title: 'start > starting a running instance is refused and leaves it running' }],
  },
  { member: '_InstanceMonitor', ...oneOfThePaths, part: 'monitor', tests: [everyPath] },
  { member: '_InstanceSerial', ...oneOfThePaths, part: 'serial', tests: [everyPath] },
  { member: '_InstanceQmpMonitor', ...oneOfThePaths, part: 'qmp', tests: [everyPath] },
  { member: '_InstanceKvmdMonitor', ...oneOfThePaths, part: 'kvmd', tests: [everyPath] },
  { member: '_InstanceShutdownMonitor', ...oneOfThePaths, part: 'shutdownMarker', tests: [everyPath] },
  {
    member: '_InstanceKVMRuntime',
    ...oneOfThePaths,
    part: 'record',
    otherwise: 'A record of ours; Ganeti’s file is `ganetiRuntime`, beside it.',
    tests: [everyPath],
  },
  { member: '_InstanceChrootDir', ...oneOfThePaths, part: 'chroot', tests: [everyPath] },
  { member: '_InstanceNICDir', ...oneOfThePaths, part: 'nics', tests: [everyPath] },
  {
    member: '_InstanceNICFile',
    file: `${store}/tap-files.ts`,
    name: 'writeTapFile',
    tests: [
      {
        file: `${store}/tap-files.test.ts`,
        title: 'the taps of NICs are read as they were written, in the order of the NICs',
      },
    ],
  },
  { member: '_InstanceKeymapFile', ...oneOfThePaths, part: 'keymap', tests: [everyPath] },
  {
    member: '_TryReadUidFile',
    file: `${store}/uid-file.ts`,
    name: 'readUidFile',
    otherwise: 'A file that can not be read is an error, not the absence of one.',
    tests: [
      { file: `${store}/uid-file.test.ts`, title: 'a guest’s uid is read as it was written, the last one' },
      { file: `${store}/uid-file.test.ts`, title: 'a file that cannot be read is not taken for none' },
    ],
  },
  {
    member: '_RemoveInstanceRuntimeFiles',
    file: `${hypervisor}/release/release-run.ts`,
    name: 'releaseRun',
    otherwise: 'Every file there is, the socket of the watcher too; the record goes last.',
    tests: [
      {
        file: life,
        title: 'stop > a guest that answers its power button is stopped by it, and nothing is left',
      },
      {
        file: `${store}/runtime-store.test.ts`,
        title: 'remove > takes every file of the instance but its locks, *',
      },
    ],
  },
  {
    member: '_SetProcessAffinity',
    file: `${affinity}/affinity.ts`,
    name: 'setAffinity',
    tests: [
      {
        file: `${affinity}/affinity.test.ts`,
        title: 'a thread of another process > runs where it was told to, and no other thread is moved',
      },
    ],
  },
  {
    member: '_AssignCpuAffinity',
    file: `${affinity}/plan.ts`,
    name: 'planPinning',
    otherwise: 'A mask of fewer or more vCPUs than the guest has is refused, not cut short.',
    tests: [
      {
        file: hostWork,
        title:
          'what a start does on the host (QEMU *) > cpu_mask with a mask for each vCPU pins each to its own',
      },
      { file: `${affinity}/apply.test.ts`, title: 'a mask for the whole process > moves every thread' },
    ],
  },
  {
    member: '_IsUserShutdown',
    file: `${store}/shutdown-marker.ts`,
    name: 'isMarkedShutdown',
    tests: [marked],
  },
  {
    member: '_ClearUserShutdown',
    file: `${store}/shutdown-marker.ts`,
    name: 'clearShutdown',
    tests: [marked],
  },
  {
    member: '_CallMonitorCommand',
    facade: 'callMonitorCommand',
    file: `${hypervisor}/monitor/human-command.ts`,
    name: 'callMonitorCommand',
    otherwise: 'Over QMP and with a deadline, where Ganeti starts a shell with socat.',
    tests: [
      {
        file: 'packages/hypervisor/test/node.qemu.test.ts',
        title: 'the human monitor is called by name, and its refusal is its answer',
      },
    ],
  },
  {
    member: '_ParseKVMVersion',
    file: `${cmdline}/qemu-texts/kvm-version.ts`,
    name: 'parseKvmVersion',
    tests: [
      {
        file: `${cmdline}/qemu-texts/parse-capabilities.test.ts`,
        title: 'a version is two or three numbers in the first line > *',
      },
    ],
  },
  {
    member: '_GetKVMOutput',
    file: `${hypervisor}/probe/capabilities.ts`,
    name: 'probeCapabilities',
    otherwise:
      'A QEMU without a machine is asked over QMP, once, and its answers are kept until the binary changes.',
    tests: [
      {
        file: 'packages/hypervisor/test/probe.qemu.test.ts',
        title: 'QEMU is asked what it can do, over QMP',
      },
      {
        file: 'packages/hypervisor/test/probe.qemu.test.ts',
        title: 'the answer is remembered until the binary, or what it wraps, changes',
      },
    ],
  },
  {
    member: '_GetKVMVersion',
    file: `${cmdline}/capabilities.ts`,
    name: 'capabilitiesFromQmp',
    part: 'version',
    tests: [
      {
        file: 'packages/kvm-cmdline/test/recorded-qemus.test.ts',
        title: 'what QEMU * prints of itself says the same as its answers over QMP > version and package',
      },
    ],
  },
  {
    member: '_GetDefaultMachineVersion',
    file: `${cmdline}/capabilities.ts`,
    name: 'defaultMachineType',
    tests: [
      {
        file: `${cmdline}/qemu-texts/parse-capabilities.test.ts`,
        title: 'machine types > *: a guest that asks for none gets *',
      },
    ],
  },
  {
    member: '_StopInstance',
    file: `${hypervisor}/stop/stop.ts`,
    name: 'endGuest',
    otherwise: 'Signals go to a held process, never to a number that may be another’s by now.',
    tests: [
      { file: life, title: 'stop > a guest without ACPI has no button to press and is ended by quit' },
      { file: life, title: 'stop > two stops at the same moment both succeed' },
    ],
  },
  {
    member: 'GetInstanceConsole',
    facade: 'getInstanceConsole',
    file: `${hypervisor}/console/instance-console.ts`,
    name: 'getInstanceConsole',
    tests: [
      {
        file: 'packages/hypervisor/test/node.qemu.test.ts',
        title: 'how a person gets at a console is told for the serial port, VNC, SPICE, or not at all',
      },
    ],
  },
  {
    member: 'CheckParameterSyntax',
    facade: 'checkParameterSyntax',
    file: `${cmdline}/parameters/check-parameter-syntax.ts`,
    name: 'checkParameterSyntax',
    otherwise: 'All problems are named at once.',
    tests: [
      {
        file: parameters,
        title: 'parameters are checked > without the host, with defaults for what is left out',
      },
      {
        file: `${cmdline}/parameters/check-parameter-syntax.test.ts`,
        title: 'parameters that do not go together *',
      },
    ],
  },
  {
    member: 'ValidateParameters',
    facade: 'validateParameters',
    file: `${cmdline}/parameters/validate-parameters.ts`,
    name: 'validateParameters',
    tests: [
      { file: parameters, title: 'parameters are checked > against this host, which has what they name' },
      { file: `${cmdline}/parameters/validate-parameters.test.ts`, title: 'on a host > *' },
    ],
  },
  {
    member: 'PowercycleNode',
    facade: 'powercycleNode',
    file: `${hypervisor}/node/powercycle.ts`,
    name: 'powercycleNode',
    otherwise: 'It has to be confirmed.',
    tests: [
      { file: 'packages/hypervisor/src/node/powercycle.test.ts', title: 'the kernel is told first' },
      {
        file: 'packages/hypervisor/src/node/powercycle.test.ts',
        title: 'without a confirmation nothing is done',
      },
    ],
  },
  {
    member: 'GetAncillaryFiles',
    facade: 'getAncillaryFiles',
    file: `${hypervisor}/node/ancillary-files.ts`,
    name: 'ancillaryFiles',
    tests: [
      {
        file: 'packages/hypervisor/test/node.qemu.test.ts',
        title: 'the files of a host are its NIC script and the hook, which may be missing',
      },
    ],
  },
  {
    member: 'LinuxPowercycle',
    facade: 'powercycleNode',
    file: `${hypervisor}/node/powercycle.ts`,
    name: 'powercycleNode',
    otherwise: 'When the kernel can not be told, the fallback really runs.',
    tests: [
      {
        file: 'packages/hypervisor/src/node/powercycle.test.ts',
        title: 'a kernel that can not be told is rebooted by the program for it',
      },
      {
        file: 'packages/hypervisor/src/node/powercycle.test.ts',
        title: 'where neither works, the error has both reasons',
      },
    ],
  },
];
