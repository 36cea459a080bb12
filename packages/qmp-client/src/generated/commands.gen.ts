/*
The commands of QMP, made by `npm run codegen` of what QEMU 5.2.0, 7.2.22, 10.0.13 and 11.1.3 say
about themselves (tools/qapi-codegen): not to be edited.

A comment says which of them have a thing: `7.2+` is 7.2 and the newer ones, `until 7.2` is 7.2 and the older ones.
*/

import type {
  ACPIOSTInfo,
  AcceleratorInfo,
  AddClientArguments,
  AddFdArguments,
  AddfdInfo,
  AnnounceParameters,
  Audiodev,
  BalloonArguments,
  BalloonInfo,
  BlockCommitArguments,
  BlockDeviceInfo,
  BlockDirtyBitmap,
  BlockDirtyBitmapAdd,
  BlockDirtyBitmapMerge,
  BlockDirtyBitmapSha256,
  BlockExportDelArguments,
  BlockExportInfo,
  BlockExportOptions,
  BlockIOThrottle,
  BlockInfo,
  BlockJobCancelArguments,
  BlockJobChangeOptions,
  BlockJobCompleteArguments,
  BlockJobDismissArguments,
  BlockJobFinalizeArguments,
  BlockJobInfo,
  BlockJobPauseArguments,
  BlockJobResumeArguments,
  BlockJobSetSpeedArguments,
  BlockLatencyHistogramSetArguments,
  BlockPasswdArguments,
  BlockResizeArguments,
  BlockSetWriteThresholdArguments,
  BlockStats,
  BlockStreamArguments,
  BlockdevBackup,
  BlockdevChangeMediumArguments,
  BlockdevCloseTrayArguments,
  BlockdevCreateArguments,
  BlockdevDelArguments,
  BlockdevInsertMediumArguments,
  BlockdevMirrorArguments,
  BlockdevOpenTrayArguments,
  BlockdevOptions,
  BlockdevRemoveMediumArguments,
  BlockdevReopenArguments,
  BlockdevSetActiveArguments,
  BlockdevSnapshot,
  BlockdevSnapshotDeleteInternalSyncArguments,
  BlockdevSnapshotInternal,
  BlockdevSnapshotSync,
  COLOStatus,
  CalcDirtyRateArguments,
  CancelVcpuDirtyLimitArguments,
  ChangeArguments,
  ChangeBackingFileArguments,
  ChangeVncPasswordArguments,
  ChardevAddArguments,
  ChardevBackendInfo,
  ChardevChangeArguments,
  ChardevInfo,
  ChardevRemoveArguments,
  ChardevReturn,
  ChardevSendBreakArguments,
  ClientMigrateInfoArguments,
  ClosefdArguments,
  CommandInfo,
  CommandLineOptionInfo,
  CpuDefinitionInfo,
  CpuInfo,
  CpuInfoFast,
  CpuModelBaselineInfo,
  CpuModelCompareInfo,
  CpuModelExpansionInfo,
  CpuPolarizationInfo,
  CurrentMachineParams,
  CxlAddDynamicCapacityArguments,
  CxlInjectCorrectableErrorArguments,
  CxlInjectDramEventArguments,
  CxlInjectGeneralMediaEventArguments,
  CxlInjectMemoryModuleEventArguments,
  CxlInjectPoisonArguments,
  CxlInjectUncorrectableErrorsArguments,
  CxlReleaseDynamicCapacityArguments,
  DeviceAddArguments,
  DeviceDelArguments,
  DeviceListPropertiesArguments,
  DeviceSyncConfigArguments,
  DirtyLimitInfo,
  DirtyRateInfo,
  DisplayOptions,
  DisplayReloadOptions,
  DisplayUpdateOptions,
  DriveBackup,
  DriveMirror,
  DumpGuestMemoryArguments,
  DumpGuestMemoryCapability,
  DumpQueryResult,
  DumpSkeysArguments,
  DumpdtbArguments,
  EbpfObject,
  EjectArguments,
  Empty,
  EventInfo,
  EvtchnInfo,
  ExpirePasswordOptions,
  FdsetInfo,
  FirmwareLog,
  GICCapability,
  GetfdArguments,
  GuidInfo,
  HotpluggableCPU,
  HumanMonitorCommandArguments,
  HumanReadableText,
  HvBalloonInfo,
  IOThreadInfo,
  InjectGhesV2ErrorArguments,
  InputSendEventArguments,
  JobCancelArguments,
  JobCompleteArguments,
  JobDismissArguments,
  JobFinalizeArguments,
  JobInfo,
  JobPauseArguments,
  JobResumeArguments,
  KvmInfo,
  MachineInfo,
  Memdev,
  MemoryDeviceInfo,
  MemoryInfo,
  MemsaveArguments,
  MigrateArguments,
  MigrateContinueArguments,
  MigrateIncomingArguments,
  MigrateRecoverArguments,
  MigrateSetCacheSizeArguments,
  MigrateSetCapabilitiesArguments,
  MigrateSetDowntimeArguments,
  MigrateSetParameters,
  MigrateSetSpeedArguments,
  MigrationCapabilityStatus,
  MigrationInfo,
  MigrationParameters,
  MigrationThreadInfo,
  MouseInfo,
  NameInfo,
  NbdServerAddOptions,
  NbdServerRemoveArguments,
  NbdServerStartArguments,
  Netdev,
  NetdevDelArguments,
  NoArguments,
  NumaOptions,
  ObjectDelArguments,
  ObjectOptions,
  ObjectPropertiesValues,
  ObjectPropertyInfo,
  ObjectTypeInfo,
  PRManagerInfo,
  PciInfo,
  PmemsaveArguments,
  QCryptodevInfo,
  QmpCapabilitiesArguments,
  QomGetArguments,
  QomListArguments,
  QomListGetArguments,
  QomListPropertiesArguments,
  QomListTypesArguments,
  QomSetArguments,
  QueryBlockArguments,
  QueryBlockstatsArguments,
  QueryCommandLineOptionsArguments,
  QueryCpuModelBaselineArguments,
  QueryCpuModelComparisonArguments,
  QueryCpuModelExpansionArguments,
  QueryDirtyRateArguments,
  QueryFirmwareLogArguments,
  QueryMachinesArguments,
  QueryNamedBlockNodesArguments,
  QueryRockerArguments,
  QueryRockerOfDpaFlowsArguments,
  QueryRockerOfDpaGroupsArguments,
  QueryRockerPortsArguments,
  QueryRxFilterArguments,
  QuerySevAttestationReportArguments,
  QueryStatsSchemasArguments,
  RemoveFdArguments,
  ReplayBreakArguments,
  ReplayInfo,
  ReplaySeekArguments,
  ReplicationStatus,
  RequestEbpfArguments,
  RingbufReadArguments,
  RingbufWriteArguments,
  RockerOfDpaFlow,
  RockerOfDpaGroup,
  RockerPort,
  RockerSwitch,
  RxFilterInfo,
  SchemaInfo,
  ScreendumpArguments,
  SendKeyArguments,
  SetActionArguments,
  SetCpuTopologyArguments,
  SetLinkArguments,
  SetPasswordOptions,
  SetVcpuDirtyLimitArguments,
  SevAttestationReport,
  SevCapability,
  SevInfo,
  SevInjectLaunchSecretArguments,
  SevLaunchMeasureInfo,
  SgxInfo,
  SnapshotDeleteArguments,
  SnapshotInfo,
  SnapshotLoadArguments,
  SnapshotSaveArguments,
  SpiceInfo,
  StatsFilter,
  StatsResult,
  StatsSchema,
  StatusInfo,
  TPMInfo,
  TargetInfo,
  TpmModel,
  TpmType,
  TraceEventGetStateArguments,
  TraceEventInfo,
  TraceEventSetStateArguments,
  TransactionArguments,
  UuidInfo,
  VersionInfo,
  VirtQueueStatus,
  VirtVhostQueueStatus,
  VirtioInfo,
  VirtioQueueElement,
  VirtioStatus,
  VncInfo,
  VncInfo2,
  WatchdogSetActionArguments,
  XBlockdevAmendArguments,
  XBlockdevChangeArguments,
  XBlockdevSetIothreadArguments,
  XDbgBlockGraph,
  XQueryVirtioQueueElementArguments,
  XQueryVirtioQueueStatusArguments,
  XQueryVirtioStatusArguments,
  XQueryVirtioVhostQueueStatusArguments,
  XenEventInjectArguments,
  XenLoadDevicesStateArguments,
  XenSaveDevicesStateArguments,
  XenSetGlobalDirtyLogArguments,
  XenSetReplicationArguments,
  YankArguments,
  YankInstance,
} from './types.gen.ts';

/**
 * The commands whose arguments and answers are typed, by their names on the wire: all of the QEMUs named above.
 *
 * Others can be executed as well, with an answer of type `unknown`; to type one, merge it into this interface.
 */
export interface QmpCommands {
  /** 5.2+ */ 'add-fd': { arguments: AddFdArguments; returns: AddfdInfo };
  /** 5.2+ */ add_client: { arguments: AddClientArguments; returns: Empty };
  /** 5.2+ */ 'announce-self': { arguments: AnnounceParameters; returns: Empty };
  /** 5.2+ */ balloon: { arguments: BalloonArguments; returns: Empty };
  /** 5.2+ */ 'block-commit': { arguments: BlockCommitArguments; returns: Empty };
  /** 5.2+ */ 'block-dirty-bitmap-add': { arguments: BlockDirtyBitmapAdd; returns: Empty };
  /** 5.2+ */ 'block-dirty-bitmap-clear': { arguments: BlockDirtyBitmap; returns: Empty };
  /** 5.2+ */ 'block-dirty-bitmap-disable': { arguments: BlockDirtyBitmap; returns: Empty };
  /** 5.2+ */ 'block-dirty-bitmap-enable': { arguments: BlockDirtyBitmap; returns: Empty };
  /** 5.2+ */ 'block-dirty-bitmap-merge': { arguments: BlockDirtyBitmapMerge; returns: Empty };
  /** 5.2+ */ 'block-dirty-bitmap-remove': { arguments: BlockDirtyBitmap; returns: Empty };
  /** 5.2+ */ 'block-export-add': { arguments: BlockExportOptions; returns: Empty };
  /** 5.2+ */ 'block-export-del': { arguments: BlockExportDelArguments; returns: Empty };
  /** 5.2+ */ 'block-job-cancel': { arguments: BlockJobCancelArguments; returns: Empty };
  /** 10.0+ */ 'block-job-change': { arguments: BlockJobChangeOptions; returns: Empty };
  /** @deprecated from 11.1 on (5.2+) */
  'block-job-complete': { arguments: BlockJobCompleteArguments; returns: Empty };
  /** @deprecated from 11.1 on (5.2+) */
  'block-job-dismiss': { arguments: BlockJobDismissArguments; returns: Empty };
  /** @deprecated from 11.1 on (5.2+) */
  'block-job-finalize': { arguments: BlockJobFinalizeArguments; returns: Empty };
  /** @deprecated from 11.1 on (5.2+) */
  'block-job-pause': { arguments: BlockJobPauseArguments; returns: Empty };
  /** @deprecated from 11.1 on (5.2+) */
  'block-job-resume': { arguments: BlockJobResumeArguments; returns: Empty };
  /** 5.2+ */ 'block-job-set-speed': { arguments: BlockJobSetSpeedArguments; returns: Empty };
  /** 5.2+ */ 'block-latency-histogram-set': { arguments: BlockLatencyHistogramSetArguments; returns: Empty };
  /** 5.2+ */ 'block-set-write-threshold': { arguments: BlockSetWriteThresholdArguments; returns: Empty };
  /** 5.2+ */ 'block-stream': { arguments: BlockStreamArguments; returns: Empty };
  /** 5.2 only */ block_passwd: { arguments: BlockPasswdArguments; returns: Empty };
  /** 5.2+ */ block_resize: { arguments: BlockResizeArguments; returns: Empty };
  /** 5.2+ */ block_set_io_throttle: { arguments: BlockIOThrottle; returns: Empty };
  /** 5.2+ */ 'blockdev-add': { arguments: BlockdevOptions; returns: Empty };
  /** 5.2+ */ 'blockdev-backup': { arguments: BlockdevBackup; returns: Empty };
  /** 5.2+ */ 'blockdev-change-medium': { arguments: BlockdevChangeMediumArguments; returns: Empty };
  /** 5.2+ */ 'blockdev-close-tray': { arguments: BlockdevCloseTrayArguments; returns: Empty };
  /** 5.2+ */ 'blockdev-create': { arguments: BlockdevCreateArguments; returns: Empty };
  /** 5.2+ */ 'blockdev-del': { arguments: BlockdevDelArguments; returns: Empty };
  /** 5.2+ */ 'blockdev-insert-medium': { arguments: BlockdevInsertMediumArguments; returns: Empty };
  /** 5.2+ */ 'blockdev-mirror': { arguments: BlockdevMirrorArguments; returns: Empty };
  /** 5.2+ */ 'blockdev-open-tray': { arguments: BlockdevOpenTrayArguments; returns: Empty };
  /** 5.2+ */ 'blockdev-remove-medium': { arguments: BlockdevRemoveMediumArguments; returns: Empty };
  /** 7.2+ */ 'blockdev-reopen': { arguments: BlockdevReopenArguments; returns: Empty };
  /** 10.0+ */ 'blockdev-set-active': { arguments: BlockdevSetActiveArguments; returns: Empty };
  /** 5.2+ */ 'blockdev-snapshot': { arguments: BlockdevSnapshot; returns: Empty };
  /** 5.2+ */
  'blockdev-snapshot-delete-internal-sync': { arguments: BlockdevSnapshotDeleteInternalSyncArguments; returns: SnapshotInfo };
  /** 5.2+ */ 'blockdev-snapshot-internal-sync': { arguments: BlockdevSnapshotInternal; returns: Empty };
  /** 5.2+ */ 'blockdev-snapshot-sync': { arguments: BlockdevSnapshotSync; returns: Empty };
  /** 5.2+ */ 'calc-dirty-rate': { arguments: CalcDirtyRateArguments; returns: Empty };
  /** 7.2+ */ 'cancel-vcpu-dirty-limit': { arguments: CancelVcpuDirtyLimitArguments; returns: Empty };
  /** 5.2 only */ change: { arguments: ChangeArguments; returns: Empty };
  /** 5.2+ */ 'change-backing-file': { arguments: ChangeBackingFileArguments; returns: Empty };
  /** 5.2+ */ 'change-vnc-password': { arguments: ChangeVncPasswordArguments; returns: Empty };
  /** 5.2+ */ 'chardev-add': { arguments: ChardevAddArguments; returns: ChardevReturn };
  /** 5.2+ */ 'chardev-change': { arguments: ChardevChangeArguments; returns: ChardevReturn };
  /** 5.2+ */ 'chardev-remove': { arguments: ChardevRemoveArguments; returns: Empty };
  /** 5.2+ */ 'chardev-send-break': { arguments: ChardevSendBreakArguments; returns: Empty };
  /** 5.2+ */ client_migrate_info: { arguments: ClientMigrateInfoArguments; returns: Empty };
  /** 5.2+ */ closefd: { arguments: ClosefdArguments; returns: Empty };
  /** 5.2+ */ cont: { arguments: NoArguments; returns: Empty };
  /** 10.0+, unstable */
  'cxl-add-dynamic-capacity': { arguments: CxlAddDynamicCapacityArguments; returns: Empty };
  /** 10.0+ */
  'cxl-inject-correctable-error': { arguments: CxlInjectCorrectableErrorArguments; returns: Empty };
  /** 10.0+ */ 'cxl-inject-dram-event': { arguments: CxlInjectDramEventArguments; returns: Empty };
  /** 10.0+ */
  'cxl-inject-general-media-event': { arguments: CxlInjectGeneralMediaEventArguments; returns: Empty };
  /** 10.0+ */
  'cxl-inject-memory-module-event': { arguments: CxlInjectMemoryModuleEventArguments; returns: Empty };
  /** 10.0+ */ 'cxl-inject-poison': { arguments: CxlInjectPoisonArguments; returns: Empty };
  /** 10.0+ */
  'cxl-inject-uncorrectable-errors': { arguments: CxlInjectUncorrectableErrorsArguments; returns: Empty };
  /** 10.0+, unstable */
  'cxl-release-dynamic-capacity': { arguments: CxlReleaseDynamicCapacityArguments; returns: Empty };
  /** 5.2+ */
  'device-list-properties': { arguments: DeviceListPropertiesArguments; returns: readonly ObjectPropertyInfo[] };
  /** 10.0+, unstable */ 'device-sync-config': { arguments: DeviceSyncConfigArguments; returns: Empty };
  /** 5.2+ */ device_add: { arguments: DeviceAddArguments; returns: Empty };
  /** 5.2+ */ device_del: { arguments: DeviceDelArguments; returns: Empty };
  /** 7.2+ */ 'display-reload': { arguments: DisplayReloadOptions; returns: Empty };
  /** 7.2+ */ 'display-update': { arguments: DisplayUpdateOptions; returns: Empty };
  /** @deprecated from 7.2 on (5.2+) */ 'drive-backup': { arguments: DriveBackup; returns: Empty };
  /** 5.2+ */ 'drive-mirror': { arguments: DriveMirror; returns: Empty };
  /** 5.2+ */ 'dump-guest-memory': { arguments: DumpGuestMemoryArguments; returns: Empty };
  /** 11.1+ */ 'dump-skeys': { arguments: DumpSkeysArguments; returns: Empty };
  /** 7.2+ */ dumpdtb: { arguments: DumpdtbArguments; returns: Empty };
  /** 5.2+ */ eject: { arguments: EjectArguments; returns: Empty };
  /** 5.2+ */ expire_password: { arguments: ExpirePasswordOptions; returns: Empty };
  /** 5.2+ */ getfd: { arguments: GetfdArguments; returns: Empty };
  /** 5.2+ */ 'human-monitor-command': { arguments: HumanMonitorCommandArguments; returns: string };
  /** 11.1+, unstable */ 'inject-ghes-v2-error': { arguments: InjectGhesV2ErrorArguments; returns: Empty };
  /** 5.2+ */ 'inject-nmi': { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ 'input-send-event': { arguments: InputSendEventArguments; returns: Empty };
  /** 5.2+ */ 'job-cancel': { arguments: JobCancelArguments; returns: Empty };
  /** 5.2+ */ 'job-complete': { arguments: JobCompleteArguments; returns: Empty };
  /** 5.2+ */ 'job-dismiss': { arguments: JobDismissArguments; returns: Empty };
  /** 5.2+ */ 'job-finalize': { arguments: JobFinalizeArguments; returns: Empty };
  /** 5.2+ */ 'job-pause': { arguments: JobPauseArguments; returns: Empty };
  /** 5.2+ */ 'job-resume': { arguments: JobResumeArguments; returns: Empty };
  /** 5.2+ */ memsave: { arguments: MemsaveArguments; returns: Empty };
  /** 5.2+ */ migrate: { arguments: MigrateArguments; returns: Empty };
  /** 5.2+ */ 'migrate-continue': { arguments: MigrateContinueArguments; returns: Empty };
  /** 5.2+ */ 'migrate-incoming': { arguments: MigrateIncomingArguments; returns: Empty };
  /** 5.2+, out-of-band */ 'migrate-pause': { arguments: NoArguments; returns: Empty };
  /** 5.2+, out-of-band */ 'migrate-recover': { arguments: MigrateRecoverArguments; returns: Empty };
  /** 5.2 only */ 'migrate-set-cache-size': { arguments: MigrateSetCacheSizeArguments; returns: Empty };
  /** 5.2+ */ 'migrate-set-capabilities': { arguments: MigrateSetCapabilitiesArguments; returns: Empty };
  /** 5.2+ */ 'migrate-set-parameters': { arguments: MigrateSetParameters; returns: Empty };
  /** 5.2+ */ 'migrate-start-postcopy': { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ migrate_cancel: { arguments: NoArguments; returns: Empty };
  /** 5.2 only */ migrate_set_downtime: { arguments: MigrateSetDowntimeArguments; returns: Empty };
  /** 5.2 only */ migrate_set_speed: { arguments: MigrateSetSpeedArguments; returns: Empty };
  /** @deprecated from 5.2 on (5.2+) */ 'nbd-server-add': { arguments: NbdServerAddOptions; returns: Empty };
  /** @deprecated from 5.2 on (5.2+) */
  'nbd-server-remove': { arguments: NbdServerRemoveArguments; returns: Empty };
  /** 5.2+ */ 'nbd-server-start': { arguments: NbdServerStartArguments; returns: Empty };
  /** 5.2+ */ 'nbd-server-stop': { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ netdev_add: { arguments: Netdev; returns: Empty };
  /** 5.2+ */ netdev_del: { arguments: NetdevDelArguments; returns: Empty };
  /** 5.2+ */ 'object-add': { arguments: ObjectOptions; returns: Empty };
  /** 5.2+ */ 'object-del': { arguments: ObjectDelArguments; returns: Empty };
  /** 5.2+ */ pmemsave: { arguments: PmemsaveArguments; returns: Empty };
  /** 5.2+ */ qmp_capabilities: { arguments: QmpCapabilitiesArguments; returns: Empty };
  /** 5.2+ */ 'qom-get': { arguments: QomGetArguments; returns: unknown };
  /** 5.2+ */ 'qom-list': { arguments: QomListArguments; returns: readonly ObjectPropertyInfo[] };
  /** 11.1+ */ 'qom-list-get': { arguments: QomListGetArguments; returns: readonly ObjectPropertiesValues[] };
  /** 5.2+ */
  'qom-list-properties': { arguments: QomListPropertiesArguments; returns: readonly ObjectPropertyInfo[] };
  /** 5.2+ */ 'qom-list-types': { arguments: QomListTypesArguments; returns: readonly ObjectTypeInfo[] };
  /** 5.2+ */ 'qom-set': { arguments: QomSetArguments; returns: Empty };
  /** 11.1+ */ 'query-accelerators': { arguments: NoArguments; returns: AcceleratorInfo };
  /** 5.2+ */ 'query-acpi-ospm-status': { arguments: NoArguments; returns: readonly ACPIOSTInfo[] };
  /** 10.0+ */ 'query-audiodevs': { arguments: NoArguments; returns: readonly Audiodev[] };
  /** 5.2+ */ 'query-balloon': { arguments: NoArguments; returns: BalloonInfo };
  /** 5.2+ */ 'query-block': { arguments: QueryBlockArguments; returns: readonly BlockInfo[] };
  /** 5.2+ */ 'query-block-exports': { arguments: NoArguments; returns: readonly BlockExportInfo[] };
  /** 5.2+ */ 'query-block-jobs': { arguments: NoArguments; returns: readonly BlockJobInfo[] };
  /** 5.2+ */ 'query-blockstats': { arguments: QueryBlockstatsArguments; returns: readonly BlockStats[] };
  /** 5.2+ */ 'query-chardev': { arguments: NoArguments; returns: readonly ChardevInfo[] };
  /** 5.2+ */ 'query-chardev-backends': { arguments: NoArguments; returns: readonly ChardevBackendInfo[] };
  /** 5.2+ */ 'query-colo-status': { arguments: NoArguments; returns: COLOStatus };
  /** 5.2+ */
  'query-command-line-options': { arguments: QueryCommandLineOptionsArguments; returns: readonly CommandLineOptionInfo[] };
  /** 5.2+ */ 'query-commands': { arguments: NoArguments; returns: readonly CommandInfo[] };
  /** 5.2+ */ 'query-cpu-definitions': { arguments: NoArguments; returns: readonly CpuDefinitionInfo[] };
  /** 11.1+ */
  'query-cpu-model-baseline': { arguments: QueryCpuModelBaselineArguments; returns: CpuModelBaselineInfo };
  /** 11.1+ */
  'query-cpu-model-comparison': { arguments: QueryCpuModelComparisonArguments; returns: CpuModelCompareInfo };
  /** 5.2+ */
  'query-cpu-model-expansion': { arguments: QueryCpuModelExpansionArguments; returns: CpuModelExpansionInfo };
  /** 5.2 only */ 'query-cpus': { arguments: NoArguments; returns: readonly CpuInfo[] };
  /** 5.2+ */ 'query-cpus-fast': { arguments: NoArguments; returns: readonly CpuInfoFast[] };
  /** 10.0+ */ 'query-cryptodev': { arguments: NoArguments; returns: readonly QCryptodevInfo[] };
  /** 5.2+ */ 'query-current-machine': { arguments: NoArguments; returns: CurrentMachineParams };
  /** 5.2+ */ 'query-dirty-rate': { arguments: QueryDirtyRateArguments; returns: DirtyRateInfo };
  /** 5.2+ */ 'query-display-options': { arguments: NoArguments; returns: DisplayOptions };
  /** 5.2+ */ 'query-dump': { arguments: NoArguments; returns: DumpQueryResult };
  /** 5.2+ */
  'query-dump-guest-memory-capability': { arguments: NoArguments; returns: DumpGuestMemoryCapability };
  /** 5.2 only */ 'query-events': { arguments: NoArguments; returns: readonly EventInfo[] };
  /** 5.2+ */ 'query-fdsets': { arguments: NoArguments; returns: readonly FdsetInfo[] };
  /** 11.1+ */ 'query-firmware-log': { arguments: QueryFirmwareLogArguments; returns: FirmwareLog };
  /** 11.1+ */ 'query-gic-capabilities': { arguments: NoArguments; returns: readonly GICCapability[] };
  /** 5.2+ */ 'query-hotpluggable-cpus': { arguments: NoArguments; returns: readonly HotpluggableCPU[] };
  /** 10.0+ */ 'query-hv-balloon-status-report': { arguments: NoArguments; returns: HvBalloonInfo };
  /** 5.2+ */ 'query-iothreads': { arguments: NoArguments; returns: readonly IOThreadInfo[] };
  /** 5.2+ */ 'query-jobs': { arguments: NoArguments; returns: readonly JobInfo[] };
  /** @deprecated from 11.1 on (5.2+) */ 'query-kvm': { arguments: NoArguments; returns: KvmInfo };
  /** 5.2+ */ 'query-machines': { arguments: QueryMachinesArguments; returns: readonly MachineInfo[] };
  /** 5.2+ */ 'query-memdev': { arguments: NoArguments; returns: readonly Memdev[] };
  /** 5.2+ */ 'query-memory-devices': { arguments: NoArguments; returns: readonly MemoryDeviceInfo[] };
  /** 5.2+ */ 'query-memory-size-summary': { arguments: NoArguments; returns: MemoryInfo };
  /** 5.2+ */ 'query-mice': { arguments: NoArguments; returns: readonly MouseInfo[] };
  /** 5.2+ */ 'query-migrate': { arguments: NoArguments; returns: MigrationInfo };
  /** 5.2 only */ 'query-migrate-cache-size': { arguments: NoArguments; returns: number | bigint };
  /** 5.2+ */
  'query-migrate-capabilities': { arguments: NoArguments; returns: readonly MigrationCapabilityStatus[] };
  /** 5.2+ */ 'query-migrate-parameters': { arguments: NoArguments; returns: MigrationParameters };
  /** 10.0 only */
  'query-migrationthreads': { arguments: NoArguments; returns: readonly MigrationThreadInfo[] };
  /** 5.2+ */ 'query-name': { arguments: NoArguments; returns: NameInfo };
  /** 5.2+ */
  'query-named-block-nodes': { arguments: QueryNamedBlockNodesArguments; returns: readonly BlockDeviceInfo[] };
  /** 5.2+ */ 'query-pci': { arguments: NoArguments; returns: readonly PciInfo[] };
  /** 5.2+ */ 'query-pr-managers': { arguments: NoArguments; returns: readonly PRManagerInfo[] };
  /** 5.2+ */ 'query-qmp-schema': { arguments: NoArguments; returns: readonly SchemaInfo[] };
  /** 5.2+ */ 'query-replay': { arguments: NoArguments; returns: ReplayInfo };
  /** 5.2+ */ 'query-rocker': { arguments: QueryRockerArguments; returns: RockerSwitch };
  /** 5.2+ */
  'query-rocker-of-dpa-flows': { arguments: QueryRockerOfDpaFlowsArguments; returns: readonly RockerOfDpaFlow[] };
  /** 5.2+ */
  'query-rocker-of-dpa-groups': { arguments: QueryRockerOfDpaGroupsArguments; returns: readonly RockerOfDpaGroup[] };
  /** 5.2+ */ 'query-rocker-ports': { arguments: QueryRockerPortsArguments; returns: readonly RockerPort[] };
  /** 5.2+ */ 'query-rx-filter': { arguments: QueryRxFilterArguments; returns: readonly RxFilterInfo[] };
  /** 11.1+, unstable */
  'query-s390x-cpu-polarization': { arguments: NoArguments; returns: CpuPolarizationInfo };
  /** 5.2+ */ 'query-sev': { arguments: NoArguments; returns: SevInfo };
  /** 7.2+ */
  'query-sev-attestation-report': { arguments: QuerySevAttestationReportArguments; returns: SevAttestationReport };
  /** 5.2+ */ 'query-sev-capabilities': { arguments: NoArguments; returns: SevCapability };
  /** 5.2+ */ 'query-sev-launch-measure': { arguments: NoArguments; returns: SevLaunchMeasureInfo };
  /** 7.2+ */ 'query-sgx': { arguments: NoArguments; returns: SgxInfo };
  /** 7.2+ */ 'query-sgx-capabilities': { arguments: NoArguments; returns: SgxInfo };
  /** 5.2+ */ 'query-spice': { arguments: NoArguments; returns: SpiceInfo };
  /** 7.2+ */ 'query-stats': { arguments: StatsFilter; returns: readonly StatsResult[] };
  /** 7.2+ */
  'query-stats-schemas': { arguments: QueryStatsSchemasArguments; returns: readonly StatsSchema[] };
  /** 5.2+ */ 'query-status': { arguments: NoArguments; returns: StatusInfo };
  /** 5.2+ */ 'query-target': { arguments: NoArguments; returns: TargetInfo };
  /** 5.2+ */ 'query-tpm': { arguments: NoArguments; returns: readonly TPMInfo[] };
  /** 5.2+ */ 'query-tpm-models': { arguments: NoArguments; returns: readonly TpmModel[] };
  /** 5.2+ */ 'query-tpm-types': { arguments: NoArguments; returns: readonly TpmType[] };
  /** 5.2+ */ 'query-uuid': { arguments: NoArguments; returns: UuidInfo };
  /** 7.2+ */ 'query-vcpu-dirty-limit': { arguments: NoArguments; returns: readonly DirtyLimitInfo[] };
  /** 5.2+ */ 'query-version': { arguments: NoArguments; returns: VersionInfo };
  /** 5.2+ */ 'query-vm-generation-id': { arguments: NoArguments; returns: GuidInfo };
  /** 5.2+ */ 'query-vnc': { arguments: NoArguments; returns: VncInfo };
  /** 5.2+ */ 'query-vnc-servers': { arguments: NoArguments; returns: readonly VncInfo2[] };
  /** 5.2+ */ 'query-xen-replication-status': { arguments: NoArguments; returns: ReplicationStatus };
  /** 7.2+, out-of-band */ 'query-yank': { arguments: NoArguments; returns: readonly YankInstance[] };
  /** 5.2+ */ quit: { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ 'remove-fd': { arguments: RemoveFdArguments; returns: Empty };
  /** 5.2+ */ 'replay-break': { arguments: ReplayBreakArguments; returns: Empty };
  /** 5.2+ */ 'replay-delete-break': { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ 'replay-seek': { arguments: ReplaySeekArguments; returns: Empty };
  /** 10.0+ */ 'request-ebpf': { arguments: RequestEbpfArguments; returns: EbpfObject };
  /** 5.2+ */ 'ringbuf-read': { arguments: RingbufReadArguments; returns: string };
  /** 5.2+ */ 'ringbuf-write': { arguments: RingbufWriteArguments; returns: Empty };
  /** 5.2+ */ 'rtc-reset-reinjection': { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ screendump: { arguments: ScreendumpArguments; returns: Empty };
  /** 5.2+ */ 'send-key': { arguments: SendKeyArguments; returns: Empty };
  /** 7.2+ */ 'set-action': { arguments: SetActionArguments; returns: Empty };
  /** 11.1+, unstable */ 'set-cpu-topology': { arguments: SetCpuTopologyArguments; returns: Empty };
  /** 5.2+ */ 'set-numa-node': { arguments: NumaOptions; returns: Empty };
  /** 7.2+ */ 'set-vcpu-dirty-limit': { arguments: SetVcpuDirtyLimitArguments; returns: Empty };
  /** 5.2+ */ set_link: { arguments: SetLinkArguments; returns: Empty };
  /** 5.2+ */ set_password: { arguments: SetPasswordOptions; returns: Empty };
  /** 7.2+ */ 'sev-inject-launch-secret': { arguments: SevInjectLaunchSecretArguments; returns: Empty };
  /** 7.2+ */ 'snapshot-delete': { arguments: SnapshotDeleteArguments; returns: Empty };
  /** 7.2+ */ 'snapshot-load': { arguments: SnapshotLoadArguments; returns: Empty };
  /** 7.2+ */ 'snapshot-save': { arguments: SnapshotSaveArguments; returns: Empty };
  /** 5.2+ */ stop: { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ system_powerdown: { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ system_reset: { arguments: NoArguments; returns: Empty };
  /** 5.2+ */ system_wakeup: { arguments: NoArguments; returns: Empty };
  /** 5.2+ */
  'trace-event-get-state': { arguments: TraceEventGetStateArguments; returns: readonly TraceEventInfo[] };
  /** 5.2+ */ 'trace-event-set-state': { arguments: TraceEventSetStateArguments; returns: Empty };
  /** 5.2+ */ transaction: { arguments: TransactionArguments; returns: Empty };
  /** 5.2+ */ 'watchdog-set-action': { arguments: WatchdogSetActionArguments; returns: Empty };
  /** 11.1+, unstable */ 'x-accel-stats': { arguments: NoArguments; returns: HumanReadableText };
  /** 5.2+, unstable */ 'x-blockdev-amend': { arguments: XBlockdevAmendArguments; returns: Empty };
  /** 5.2+, unstable */ 'x-blockdev-change': { arguments: XBlockdevChangeArguments; returns: Empty };
  /** 5.2 only */ 'x-blockdev-reopen': { arguments: BlockdevOptions; returns: Empty };
  /** 5.2+, unstable */
  'x-blockdev-set-iothread': { arguments: XBlockdevSetIothreadArguments; returns: Empty };
  /** 5.2+, unstable */ 'x-colo-lost-heartbeat': { arguments: NoArguments; returns: Empty };
  /** 5.2+, unstable */
  'x-debug-block-dirty-bitmap-sha256': { arguments: BlockDirtyBitmap; returns: BlockDirtyBitmapSha256 };
  /** 5.2+, unstable */ 'x-debug-query-block-graph': { arguments: NoArguments; returns: XDbgBlockGraph };
  /** 5.2+, unstable */ 'x-exit-preconfig': { arguments: NoArguments; returns: Empty };
  /** 10.0+, unstable */
  'x-query-interrupt-controllers': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2+, unstable */ 'x-query-irq': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2+, unstable */ 'x-query-jit': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2+, unstable */ 'x-query-numa': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2 to 10.0, unstable */ 'x-query-opcount': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2 only, unstable */ 'x-query-profile': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2+, unstable */ 'x-query-ramblock': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2 only, unstable */ 'x-query-rdma': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2+, unstable */ 'x-query-roms': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2+, unstable */ 'x-query-usb': { arguments: NoArguments; returns: HumanReadableText };
  /** 7.2+, unstable */ 'x-query-virtio': { arguments: NoArguments; returns: readonly VirtioInfo[] };
  /** 7.2+, unstable */
  'x-query-virtio-queue-element': { arguments: XQueryVirtioQueueElementArguments; returns: VirtioQueueElement };
  /** 7.2+, unstable */
  'x-query-virtio-queue-status': { arguments: XQueryVirtioQueueStatusArguments; returns: VirtQueueStatus };
  /** 7.2+, unstable */
  'x-query-virtio-status': { arguments: XQueryVirtioStatusArguments; returns: VirtioStatus };
  /** 7.2+, unstable */
  'x-query-virtio-vhost-queue-status': { arguments: XQueryVirtioVhostQueueStatusArguments; returns: VirtVhostQueueStatus };
  /** 5.2+ */ 'xen-colo-do-checkpoint': { arguments: NoArguments; returns: Empty };
  /** 10.0+ */ 'xen-event-inject': { arguments: XenEventInjectArguments; returns: Empty };
  /** 10.0+ */ 'xen-event-list': { arguments: NoArguments; returns: readonly EvtchnInfo[] };
  /** 5.2+ */ 'xen-load-devices-state': { arguments: XenLoadDevicesStateArguments; returns: Empty };
  /** 5.2+ */ 'xen-save-devices-state': { arguments: XenSaveDevicesStateArguments; returns: Empty };
  /** 5.2+ */ 'xen-set-global-dirty-log': { arguments: XenSetGlobalDirtyLogArguments; returns: Empty };
  /** 5.2+ */ 'xen-set-replication': { arguments: XenSetReplicationArguments; returns: Empty };
  /** 7.2+, out-of-band */ yank: { arguments: YankArguments; returns: Empty };
}
