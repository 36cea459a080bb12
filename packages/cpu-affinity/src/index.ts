// One thread
export { getAffinity, setAffinity } from './affinity.ts';

// The host
export { onlineCpus, possibleCpus } from './host-cpus.ts';
export {
  defaultTopologyOptions,
  readTopology,
  type Core,
  type NumaNode,
  type Socket,
  type Topology,
  type TopologyOptions,
} from './topology.ts';

// CPU masks
export { formatCpuMask, parseCpuMask } from './cpu-mask.ts';
export { formatMultiCpuMask, parseMultiCpuMask, type CpuSelection } from './multi-cpu-mask.ts';

// All threads of a process
export { readStartTimeTicks, threadsOf } from './threads.ts';
export type { ProcessThread } from './process-folder.ts';
export {
  planPinning,
  type PinningPlan,
  type PinningRequest,
  type ThreadGroup,
  type ThreadPinning,
  type ThreadRole,
} from './plan.ts';
export { applyPinning, type PinnedThread, type PinningResult } from './apply.ts';

// Errors
export {
  AddonError,
  AffinityError,
  CpuAffinityError,
  CpuListError,
  CpuMaskError,
  HostFileError,
  PinningError,
  PlanError,
  ProcessGoneError,
  ThreadIdError,
  type AffinityErrorCode,
  type PinningErrorCode,
  type UnusableCpus,
} from './errors.ts';
