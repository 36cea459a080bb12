/*
The events of QMP, made by `npm run codegen` of what QEMU 5.2.0, 7.2.22, 10.0.13 and 11.1.3 say
about themselves (tools/qapi-codegen): not to be edited.

A comment says which of them have a thing: `7.2+` is 7.2 and the newer ones, `until 7.2` is 7.2 and the older ones.
*/

import type {
  AcpiDeviceOstEvent,
  BalloonChangeEvent,
  BlockExportDeletedEvent,
  BlockImageCorruptedEvent,
  BlockIoErrorEvent,
  BlockJobCancelledEvent,
  BlockJobCompletedEvent,
  BlockJobErrorEvent,
  BlockJobPendingEvent,
  BlockJobReadyEvent,
  BlockWriteThresholdEvent,
  ColoExitEvent,
  CpuPolarizationChangeEvent,
  DeviceDeletedEvent,
  DeviceTrayMovedEvent,
  DeviceUnplugGuestErrorEvent,
  DumpCompletedEvent,
  Empty,
  FailoverNegotiatedEvent,
  GuestCrashloadedEvent,
  GuestPanickedEvent,
  HvBalloonInfo,
  JobStatusChangeEvent,
  MemUnplugErrorEvent,
  MemoryDeviceSizeChangeEvent,
  MemoryFailureEvent,
  MigrationEvent,
  MigrationPassEvent,
  NetdevStreamConnectedEvent,
  NetdevStreamDisconnectedEvent,
  NetdevVhostUserConnectedEvent,
  NetdevVhostUserDisconnectedEvent,
  NicRxFilterChangedEvent,
  PrManagerStatusChangedEvent,
  QuorumFailureEvent,
  QuorumReportBadEvent,
  RdmaGidStatusChangedEvent,
  ResetEvent,
  RtcChangeEvent,
  ShutdownEvent,
  SpiceConnectedEvent,
  SpiceDisconnectedEvent,
  SpiceInitializedEvent,
  UnplugPrimaryEvent,
  VfioMigrationEvent,
  VfuClientHangupEvent,
  VncConnectedEvent,
  VncDisconnectedEvent,
  VncInitializedEvent,
  VserportChangeEvent,
  WatchdogEvent,
} from './types.gen.ts';

/**
 * The events whose data is typed, by their names on the wire: all of the QEMUs named above.
 *
 * Others arrive with members of type `unknown`; to type one, merge it into this interface.
 */
export interface QmpEvents {
  /** 5.2+ */ ACPI_DEVICE_OST: AcpiDeviceOstEvent;
  /** 5.2+ */ BALLOON_CHANGE: BalloonChangeEvent;
  /** 5.2+ */ BLOCK_EXPORT_DELETED: BlockExportDeletedEvent;
  /** 5.2+ */ BLOCK_IMAGE_CORRUPTED: BlockImageCorruptedEvent;
  /** 5.2+ */ BLOCK_IO_ERROR: BlockIoErrorEvent;
  /** 5.2+ */ BLOCK_JOB_CANCELLED: BlockJobCancelledEvent;
  /** 5.2+ */ BLOCK_JOB_COMPLETED: BlockJobCompletedEvent;
  /** 5.2+ */ BLOCK_JOB_ERROR: BlockJobErrorEvent;
  /** 5.2+ */ BLOCK_JOB_PENDING: BlockJobPendingEvent;
  /** 5.2+ */ BLOCK_JOB_READY: BlockJobReadyEvent;
  /** 5.2+ */ BLOCK_WRITE_THRESHOLD: BlockWriteThresholdEvent;
  /** 5.2+ */ COLO_EXIT: ColoExitEvent;
  /** 11.1+, unstable */ CPU_POLARIZATION_CHANGE: CpuPolarizationChangeEvent;
  /** 5.2+ */ DEVICE_DELETED: DeviceDeletedEvent;
  /** 5.2+ */ DEVICE_TRAY_MOVED: DeviceTrayMovedEvent;
  /** 7.2+ */ DEVICE_UNPLUG_GUEST_ERROR: DeviceUnplugGuestErrorEvent;
  /** 5.2+ */ DUMP_COMPLETED: DumpCompletedEvent;
  /** 5.2+ */ FAILOVER_NEGOTIATED: FailoverNegotiatedEvent;
  /** 5.2+ */ GUEST_CRASHLOADED: GuestCrashloadedEvent;
  /** 5.2+ */ GUEST_PANICKED: GuestPanickedEvent;
  /** 10.0+ */ GUEST_PVSHUTDOWN: Empty;
  /** 10.0+ */ HV_BALLOON_STATUS_REPORT: HvBalloonInfo;
  /** 5.2+ */ JOB_STATUS_CHANGE: JobStatusChangeEvent;
  /** 5.2+ */ MEMORY_DEVICE_SIZE_CHANGE: MemoryDeviceSizeChangeEvent;
  /** 5.2+ */ MEMORY_FAILURE: MemoryFailureEvent;
  /** until 7.2 */ MEM_UNPLUG_ERROR: MemUnplugErrorEvent;
  /** 5.2+ */ MIGRATION: MigrationEvent;
  /** 5.2+ */ MIGRATION_PASS: MigrationPassEvent;
  /** 7.2+ */ NETDEV_STREAM_CONNECTED: NetdevStreamConnectedEvent;
  /** 7.2+ */ NETDEV_STREAM_DISCONNECTED: NetdevStreamDisconnectedEvent;
  /** 10.0+ */ NETDEV_VHOST_USER_CONNECTED: NetdevVhostUserConnectedEvent;
  /** 10.0+ */ NETDEV_VHOST_USER_DISCONNECTED: NetdevVhostUserDisconnectedEvent;
  /** 5.2+ */ NIC_RX_FILTER_CHANGED: NicRxFilterChangedEvent;
  /** 5.2+ */ POWERDOWN: Empty;
  /** 5.2+ */ PR_MANAGER_STATUS_CHANGED: PrManagerStatusChangedEvent;
  /** 5.2+ */ QUORUM_FAILURE: QuorumFailureEvent;
  /** 5.2+ */ QUORUM_REPORT_BAD: QuorumReportBadEvent;
  /** until 7.2 */ RDMA_GID_STATUS_CHANGED: RdmaGidStatusChangedEvent;
  /** 5.2+ */ RESET: ResetEvent;
  /** 5.2+ */ RESUME: Empty;
  /** 5.2+ */ RTC_CHANGE: RtcChangeEvent;
  /** 11.1+, unstable */ SCLP_CPI_INFO_AVAILABLE: Empty;
  /** 5.2+ */ SHUTDOWN: ShutdownEvent;
  /** 5.2+ */ SPICE_CONNECTED: SpiceConnectedEvent;
  /** 5.2+ */ SPICE_DISCONNECTED: SpiceDisconnectedEvent;
  /** 5.2+ */ SPICE_INITIALIZED: SpiceInitializedEvent;
  /** 5.2+ */ SPICE_MIGRATE_COMPLETED: Empty;
  /** 5.2+ */ STOP: Empty;
  /** 5.2+ */ SUSPEND: Empty;
  /** 5.2+ */ SUSPEND_DISK: Empty;
  /** 5.2+ */ UNPLUG_PRIMARY: UnplugPrimaryEvent;
  /** 10.0+ */ VFIO_MIGRATION: VfioMigrationEvent;
  /** 7.2+ */ VFU_CLIENT_HANGUP: VfuClientHangupEvent;
  /** 5.2+ */ VNC_CONNECTED: VncConnectedEvent;
  /** 5.2+ */ VNC_DISCONNECTED: VncDisconnectedEvent;
  /** 5.2+ */ VNC_INITIALIZED: VncInitializedEvent;
  /** 5.2+ */ VSERPORT_CHANGE: VserportChangeEvent;
  /** 5.2+ */ WAKEUP: Empty;
  /** 5.2+ */ WATCHDOG: WatchdogEvent;
}
