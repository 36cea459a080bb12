// The facade
export { openHypervisor, type HypervisorOptions } from './open-hypervisor.ts';
export { KvmHypervisor } from './kvm-hypervisor.ts';
export { connectTarget } from './migrate/connect-target.ts';

// What goes in
export type { InstanceSpecInput } from '@kvmkit/kvm-cmdline';
export type { GivenParameters } from './parameters/check-parameters.ts';
export type { ExplainOptions } from './launch/explain.ts';
export type { KvmPathOption } from './node/kvm-path.ts';
export type { InstanceOrName } from './instance-or-name.ts';
export type { StartOptions } from './launch/execute-runtime.ts';
export type { DeviceKind } from '@kvmkit/kvm-cmdline';
export type { DeviceInputs } from './hotplug/device-input.ts';
export type { DeviceReference } from './hotplug/device-lists.ts';
export type { AdditionExtra } from './hotplug/hot-add.ts';
export type { RemovalExtra } from './hotplug/hot-del.ts';
export type { ModificationExtra } from './hotplug/hot-mod.ts';
export type { HotplugAction } from './hotplug/hot-plug-support.ts';
export type { BalloonOptions } from './memory/balloon.ts';
export type { HostSettings } from './settings.ts';
export type { AgentOptions } from './agent/with-guest-agent.ts';
export type { FreezeGuestOptions } from './agent/freeze-guest.ts';
export type { RunInGuestOptions } from './agent/run-in-guest.ts';
export type { InstanceConsoleOptions } from './console/instance-console.ts';
export type { MonitorCommandOptions } from './monitor/human-command.ts';
export type { PowercycleOptions } from './node/powercycle.ts';
export type { FollowConsoleOptions } from './console/follow-console.ts';
export type { MoveOptions } from './migrate/move-instance.ts';
export type { RecoverInstanceOptions } from './migrate/recover-instance.ts';
export type { AcceptOptions, GuestThere, TargetNode, TwinThere } from './migrate/target-node.ts';
export type { OpenConsoleOptions } from './console/open-console.ts';
export type { StopOptions } from './stop/stop.ts';

// What comes out
export type { Explanation } from './launch/explain.ts';
export type { AdoptedInstance } from './adopt/adopt-instance.ts';
export type { StartedInstance } from './launch/execute-runtime.ts';
export type { StoppedInstance } from './stop/stop.ts';
export type { MoveProgress, RecoveryStep } from '@kvmkit/migration';
export type { MoveObstacle } from './migrate/can-migrate.ts';
export type { MigrationStatus } from './migrate/ganeti-calls.ts';
export type { MovedInstance } from './migrate/move-instance.ts';
export type { RecoveredInstance } from './migrate/recover-instance.ts';
export type { PluggedDevice } from './hotplug/hot-add.ts';
export type { BalloonedInstance } from './memory/balloon.ts';
export type { InstanceInfo, InstanceState } from './inspect/instance-info.ts';
export { InstanceWatch, type WatchOptions } from './watch/instance-watch.ts';
export type { InstanceEvent, InstanceChange, SaidByMonitor } from './watch/instance-event.ts';
export type { CauseOfDeath } from './watch/cause-of-death.ts';
export type { ConsoleOutput } from './console/follow-console.ts';
export type { GuestInfo } from './agent/guest-info.ts';
export type { InstanceConsole } from './console/instance-console.ts';
export type { AncillaryFiles } from './node/ancillary-files.ts';
export type { NodeInfo } from './node/node-info.ts';
export type { Verification } from './node/verify.ts';
export type { CommandLineDifference, ParameterAdvice } from '@kvmkit/kvm-cmdline';

// Errors
export {
  BalloonError,
  HotplugError,
  AgentError,
  ConsoleError,
  HypervisorError,
  InstanceError,
  MonitorError,
  MoveError,
  NicScriptError,
  NodeError,
  QemuError,
  StopError,
  TargetError,
  WatchError,
  WatcherError,
  type HotplugErrorCode,
  type HotplugFacts,
  type HypervisorErrorCode,
  type NicScriptFailure,
} from './errors.ts';
