export { connectQmp, defaultConnectOptions, type ConnectOptions } from './connect.ts';
export { stayConnected } from './stay-connected.ts';
export { listenQmp, type QmpListener } from './listen.ts';
export type { QmpListenAddress } from './transport/listen-socket.ts';
export type { SessionOptions } from './session/session-options.ts';
export type { QmpAddress, QmpStream, QmpTlsOptions } from './transport/address.ts';
export type {
  ExecuteOptions,
  ExecuteParameters,
  QmpArguments,
  QmpClient,
  QmpEnd,
  QmpResult,
} from './client.ts';
export type { WaitOptions } from './waiting/wait.ts';
export type { QmpGreeting, QmpVersion } from './session/greeting.ts';

export type { QmpCommandName } from './commands.ts';
export type {
  BalloonInfo,
  BlockDeviceInfo,
  BlockInfo,
  ChardevInfo,
  CommandInfo,
  CommandLineOptionInfo,
  CommandLineParameterInfo,
  CpuInfoFast,
  CpuInstanceProperties,
  Empty,
  ImageInfo,
  JobStatus,
  KvmInfo,
  MachineInfo,
  NameInfo,
  NoArguments,
  ObjectTypeInfo,
  QmpCommands,
  QmpEvents,
  RunState,
  SchemaInfo,
  SchemaInfoObjectMember as SchemaMember,
  SchemaInfoObjectVariant as SchemaVariant,
  ShutdownCause,
  StatusInfo,
  Unlisted,
  UuidInfo,
} from './qapi.ts';
export { QmpSchema } from './schema/schema.ts';
export type { SchemaPlace } from './schema/schema-path.ts';

export type { QmpEvent, QmpEventName, QmpTimestamp } from './events/events.ts';
export type { QmpSubscription } from './events/subscription.ts';
export { runJob, type JobRequest } from './events/run-job.ts';
export { executeThenWait, type CommandWithEvent } from './events/execute-then-wait.ts';

export {
  connectGuestAgent,
  defaultGuestAgentOptions,
  type GuestAgentOptions,
} from './guest-agent/connect-guest-agent.ts';
export type {
  GuestAgent,
  GuestAgentEnd,
  QgaParameters,
  QgaResult,
  WithoutReplyOptions,
  WithoutReplyOutcome,
} from './guest-agent/guest-agent.ts';
export type { QgaCommandName, QgaCommands, QgaSilentCommands } from './guest-agent/qga-commands.ts';
export type {
  GuestFileRead,
  GuestFileSeek,
  GuestFileWrite,
  GuestProcess,
  GuestProcessStatus,
} from './guest-agent/qga-files.ts';
export type {
  GuestCpuStats,
  GuestInterface,
  GuestInterfaceStatistics,
  GuestIpAddress,
  GuestLoad,
  GuestMemoryBlock,
  GuestMemoryBlockResponse,
  GuestRoute,
  GuestVcpu,
} from './guest-agent/qga-hardware.ts';
export type {
  GuestDisk,
  GuestDiskAddress,
  GuestDiskCounters,
  GuestDiskStats,
  GuestFilesystem,
  GuestTrim,
} from './guest-agent/qga-storage.ts';
export type {
  GuestAgentCommandInfo,
  GuestAgentInfo,
  GuestAuthorizedKeys,
  GuestOsInfo,
  GuestUser,
} from './guest-agent/qga-system.ts';
export { runInGuest, type GuestProgram, type GuestProgramResult } from './guest-agent/run-in-guest.ts';
export {
  freezeFilesystems,
  type FreezeOptions,
  type FrozenFilesystems,
} from './guest-agent/freeze-filesystems.ts';

export {
  connectHumanMonitor,
  defaultHumanMonitorOptions,
  type HumanMonitorOptions,
} from './human-monitor/connect-human-monitor.ts';
export type { HumanCommandOptions, HumanMonitor } from './human-monitor/human-monitor.ts';
export { parseInfoCpus } from './human-monitor/parse-info-cpus.ts';
export {
  parseInfoMigrate,
  type MigrationRam,
  type MigrationReport,
  type MigrationStatus,
} from './human-monitor/parse-info-migrate.ts';
export { parseInfoVersion } from './human-monitor/parse-info-version.ts';

export {
  QmpCommandError,
  QmpConnectionError,
  QmpError,
  QmpFreezeLostError,
  QmpJobError,
  QmpProtocolError,
  QmpTimeoutError,
  QmpUnsupportedError,
  type QmpConnectionReason,
  type QmpErrorCode,
} from './errors.ts';

export type {
  QmpCommandTrace,
  QmpEventTrace,
  QmpMessageTrace,
  QmpRejectedPeerTrace,
} from './trace/channels.ts';
export type { QmpTraceMessage } from './trace/recent-messages.ts';
