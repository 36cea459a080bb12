// Locks that die with their holder
export { isFileLocked, lockFile, tryLockFile, unlockFile, type LockMode } from './file-lock.ts';

// Processes that cannot be mistaken
export { openPidfd, type Pidfd } from './pidfd.ts';

// Network interfaces for guests
export { defaultTapOptions, openTap, type Tap, type TapOptions } from './tap.ts';

// Sockets that carry descriptors
export { connectUnix, type UnixConnection } from './unix-connection.ts';

// Waiting
export type { WaitOptions } from './thread-wait.ts';

// Errors
export {
  AddonError,
  ClosedError,
  DescriptorLimitError,
  HostFdsError,
  SystemCallError,
  TapError,
  type TapErrorCode,
} from './errors.ts';
