// Long, because it is one table in the order of the seed.
import type { SeedMember, ShowingTest } from '../member.ts';

const hypervisor = 'packages/hypervisor/src';
const migrateTest = 'packages/hypervisor/test/migrate.qemu.test.ts';
const ganetiCallsTitle =
  'a move > goes by Ganeti’s calls too, each from a process of its own: one after the other';
const qmp = 'packages/qmp-client/src';
const infoMigrateTitle = 'info migrate > of QEMU * tells how a migration ended';
const store = 'packages/kvm-runtime-store/src';
const cmdline = 'packages/kvm-cmdline/src';
const hostWork = 'packages/hypervisor/test/host-work.qemu.test.ts';
const life = 'packages/hypervisor/test/life.qemu.test.ts';
const probe = 'packages/hypervisor/test/probe.qemu.test.ts';
const recordedQemus = 'packages/kvm-cmdline/test/recorded-qemus.test.ts';

const everyPath: ShowingTest = {
  file: `${store}/instance-paths.test.ts`,
  title: 'every file of an instance has its place below the root',
};
const aFolder = { file: `${store}/instance-paths.ts`, name: 'instancePaths' };

/** What a text of QEMU says of itself, and what QMP answers to the same question. */
const aFeature = { file: `${cmdline}/qemu-texts/parse-capabilities.ts`, name: 'parseCapabilities' };
const featuresAgree: ShowingTest = {
  file: recordedQemus,
  title: 'what QEMU * prints of itself says the same as its answers over QMP > features, *',
};
const featureTable: ShowingTest = {
  file: `${cmdline}/qemu-texts/parse-capabilities.test.ts`,
  title: 'features > *',
};

const askedOverQmp = {
  file: `${hypervisor}/probe/capabilities.ts`,
  name: 'probeCapabilities',
  otherwise: 'Asked over QMP.',
};

export const classVariables: readonly SeedMember[] = [
  {
    member: 'CAN_MIGRATE',
    file: `${hypervisor}/kvm-hypervisor.ts`,
    name: 'KvmHypervisor',
    part: 'CAN_MIGRATE',
    tests: [
      {
        file: 'packages/hypervisor/test/node.qemu.test.ts',
        title: 'versions do not keep a guest from being moved, and guests can be',
      },
    ],
  },
  {
    member: '_ROOT_DIR',
    file: `${hypervisor}/open-hypervisor.ts`,
    name: 'openHypervisor',
    part: 'root',
    otherwise: 'May be chosen; Ganeti’s own is taken as it is.',
    tests: [
      {
        file: `${store}/ganeti-root.test.ts`,
        title: 'a root of Ganeti’s > is one whose path ends as Ganeti’s does',
      },
    ],
  },
  { member: '_PIDS_DIR', ...aFolder, part: 'pidFile', tests: [everyPath] },
  { member: '_UIDS_DIR', ...aFolder, part: 'uidFile', tests: [everyPath] },
  { member: '_CTRL_DIR', ...aFolder, part: 'ctrl', tests: [everyPath] },
  { member: '_CONF_DIR', ...aFolder, part: 'record', tests: [everyPath] },
  { member: '_NICS_DIR', ...aFolder, part: 'nics', tests: [everyPath] },
  { member: '_KEYMAP_DIR', ...aFolder, part: 'keymap', tests: [everyPath] },
  { member: '_CHROOT_DIR', ...aFolder, part: 'chroot', tests: [everyPath] },
  { member: '_CHROOT_QUARANTINE_DIR', ...aFolder, part: 'chrootQuarantine', tests: [everyPath] },
  {
    member: '_DIRS',
    file: `${store}/own-directory.ts`,
    name: 'ensureDirectory',
    otherwise: 'Made when they are needed; one that others may write to is refused.',
    tests: [
      {
        file: `${store}/own-directory.test.ts`,
        title: 'an absent directory is made with all above it, for its owner only',
      },
    ],
  },
  {
    member: 'PARAMETERS',
    file: `${cmdline}/hv-parameters.ts`,
    name: 'hvParameters',
    tests: [
      {
        file: `${cmdline}/parse-instance-spec.test.ts`,
        title: 'the defaults that say something are those of Ganeti 3.1',
      },
      {
        file: `${cmdline}/parameters/check-parameter-syntax.test.ts`,
        title: 'a value that a parameter can not have is refused > *',
      },
    ],
  },
  {
    member: '_VIRTIO',
    file: `${cmdline}/tap-features.ts`,
    name: 'tapFeatures',
    part: "'virtio'",
    tests: [{ file: `${cmdline}/tap-features.test.ts`, title: 'the features of a tap *' }],
  },
  {
    member: '_VIRTIO_NET_PCI',
    file: `${cmdline}/tap-features.ts`,
    name: 'tapFeatures',
    part: "'virtio-net-pci'",
    tests: [{ file: `${cmdline}/devices/nic-arguments.test.ts`, title: 'a NIC may be a *' }],
  },
  {
    member: '_VIRTIO_BLK_PCI',
    file: `${cmdline}/devices/disk-drivers.ts`,
    name: 'diskDriver',
    part: 'virtio-blk-pci',
    tests: [{ file: `${cmdline}/devices/disk-arguments.test.ts`, title: 'a disk of the type *' }],
  },
  ...['_MIGRATION_STATUS_RE', '_MIGRATION_PROGRESS_RE'].map((member): SeedMember => ({
    member,
    file: `${qmp}/human-monitor/parse-info-migrate.ts`,
    name: 'parseInfoMigrate',
    otherwise: 'For people’s use: moves are followed over QMP.',
    tests: [{ file: `${qmp}/human-monitor/parse-info.test.ts`, title: infoMigrateTitle }],
  })),
  ...['_MIGRATION_INFO_MAX_BAD_ANSWERS', '_MIGRATION_INFO_RETRY_DELAY'].map((member): SeedMember => ({
    member,
    file: `${hypervisor}/migrate/ganeti-calls.ts`,
    name: 'getMigrationStatus',
    otherwise:
      'No status is a bad answer: only an end is an end, and a move that is being set up tells by an event.',
    tests: [{ file: migrateTest, title: ganetiCallsTitle }],
  })),
  {
    member: '_VERSION_RE',
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
    member: '_CPU_INFO_RE',
    file: 'packages/qmp-client/src/human-monitor/parse-info-cpus.ts',
    name: 'parseInfoCpus',
    otherwise: 'Pinning asks QMP, and needs no text.',
    tests: [{ file: 'packages/qmp-client/src/human-monitor/parse-info.test.ts', title: 'info cpus > *' }],
  },
  {
    member: '_CPU_INFO_CMD',
    file: `${hypervisor}/launch/pin-guest.ts`,
    name: 'pinGuest',
    part: 'query-cpus-fast',
    otherwise: '`query-cpus-fast` over QMP.',
    tests: [
      {
        file: hostWork,
        title:
          'what a start does on the host (QEMU *) > cpu_mask with a mask for each vCPU pins each to its own',
      },
    ],
  },
  {
    member: '_CONT_CMD',
    facade: 'resumeInstance',
    file: `${hypervisor}/inspect/run-state.ts`,
    name: 'changeRunState',
    part: 'cont',
    otherwise: 'Over QMP.',
    tests: [
      { file: life, title: 'the rest of a life > pause freezes and resume goes on; both can be said twice' },
    ],
  },
  {
    member: '_DEFAULT_MACHINE_VERSION_RE',
    file: `${cmdline}/qemu-texts/machine-list.ts`,
    name: 'parseMachineList',
    tests: [
      {
        file: `${cmdline}/qemu-texts/parse-capabilities.test.ts`,
        title: 'machine types > have the alias, the default and the deprecation that their lines say',
      },
    ],
  },
  {
    member: '_CHECK_MACHINE_VERSION_RE',
    file: `${cmdline}/machine-type.ts`,
    name: 'resolveMachineType',
    otherwise: 'A name is compared as a whole, and the refusal lists what there is.',
    tests: [
      {
        file: `${cmdline}/runtime.test.ts`,
        title: 'a machine that this QEMU has not is refused with the list of those it has',
      },
    ],
  },
  { member: '_QMP_RE', ...aFeature, part: 'qmp', tests: [featuresAgree] },
  {
    member: '_SPICE_RE',
    ...aFeature,
    part: 'spice',
    otherwise: 'The option alone is not enough: from QEMU 6.0 on the module behind it must be there.',
    tests: [
      {
        file: `${cmdline}/check-arguments.test.ts`,
        title: 'a QEMU that has not the module behind SPICE has neither its option nor its graphics card',
      },
    ],
  },
  {
    member: '_VHOST_RE',
    ...aFeature,
    part: 'vhost',
    tests: [{ file: recordedQemus, title: 'what QEMU * prints of itself * > the parameters of a tap' }],
  },
  {
    member: '_VIRTIO_NET_QUEUES_RE',
    ...aFeature,
    part: 'multiqueue',
    tests: [{ file: recordedQemus, title: 'what QEMU * prints of itself * > the parameters of a tap' }],
  },
  { member: '_ENABLE_KVM_RE', ...aFeature, part: 'enableKvm', tests: [featuresAgree] },
  { member: '_DISABLE_KVM_RE', ...aFeature, part: 'disableKvm', tests: [featureTable] },
  { member: '_NETDEV_RE', ...aFeature, part: 'netdev', tests: [featuresAgree] },
  { member: '_DISPLAY_RE', ...aFeature, part: 'display', tests: [featuresAgree] },
  { member: '_MACHINE_RE', ...aFeature, part: 'machine', tests: [featuresAgree] },
  {
    member: '_DEVICE_DRIVER_SUPPORTED',
    ...aFeature,
    part: 'deviceTypes',
    tests: [{ file: recordedQemus, title: 'what QEMU * prints of itself * > device types, *' }],
  },
  { member: '_BOOT_RE', ...aFeature, part: 'bootFlag', tests: [featureTable] },
  { member: '_UUID_RE', ...aFeature, part: 'uuid', tests: [featuresAgree] },
  {
    member: '_INFO_VERSION_RE',
    file: 'packages/qmp-client/src/human-monitor/parse-info-version.ts',
    name: 'parseInfoVersion',
    otherwise: 'Features ask QMP’s greeting, and need no text.',
    tests: [{ file: 'packages/qmp-client/src/human-monitor/parse-info.test.ts', title: 'info version > *' }],
  },
  {
    member: '_INFO_VERSION_CMD',
    file: `${hypervisor}/inspect/ask-guest.ts`,
    name: 'askGuest',
    part: 'greeting',
    otherwise: 'QMP’s greeting says it.',
    tests: [
      {
        file: life,
        title: 'start > a started guest runs, is listed, and tells its state, memory and processors over QMP',
      },
    ],
  },
  {
    member: '_DEFAULT_PCI_RESERVATIONS',
    file: `${cmdline}/hv-parameters.ts`,
    name: 'hvParameters',
    part: 'kvm_pci_reservations',
    tests: [
      {
        file: `${cmdline}/devices/placement.test.ts`,
        title: 'disks sit in the slots after the reservations, in their order',
      },
    ],
  },
  {
    member: '_DEFAULT_SCSI_RESERVATIONS',
    file: `${cmdline}/devices/buses.ts`,
    name: 'scsiBus',
    tests: [
      {
        file: `${cmdline}/devices/placement.test.ts`,
        title: 'SCSI disks sit at the targets of their controller, and NICs alone on the PCI bus',
      },
    ],
  },
  {
    member: 'ANCILLARY_FILES',
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
    member: 'ANCILLARY_FILES_OPT',
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
    member: '_KVMOPT_HELP',
    ...askedOverQmp,
    tests: [{ file: probe, title: 'QEMU is asked what it can do, over QMP' }],
  },
  {
    member: '_KVMOPT_MLIST',
    ...askedOverQmp,
    tests: [
      {
        file: recordedQemus,
        title: 'what QEMU * prints of itself * > machine types with aliases, default and *',
      },
    ],
  },
  {
    member: '_KVMOPT_DEVICELIST',
    ...askedOverQmp,
    tests: [{ file: recordedQemus, title: 'what QEMU * prints of itself * > device types, *' }],
  },
  {
    member: '_KVMOPTS_CMDS',
    ...askedOverQmp,
    tests: [
      { file: probe, title: 'QEMU is asked for the properties of every driver that it may be asked for' },
    ],
  },
];
