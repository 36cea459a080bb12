// What Ganeti keeps of a running instance, as a runtime, and back; pure, and all that the store of runtimes needs
export { displayOfCommand } from './ganeti/display-of-command.ts';
export { runtimeOfGaneti } from './ganeti/runtime-of-ganeti.ts';
export { ganetiOfRuntime, type GanetiExecution } from './ganeti/ganeti-of-runtime.ts';
export type { GanetiDiskEntry, GanetiLists, KnownOfInstance } from './ganeti/ganeti-lists.ts';
export { resolveDisplayAddress } from './display-address.ts';
export { SpecificationError } from './errors.ts';
