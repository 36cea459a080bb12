/**
 * What the addon exports: system calls on plain numbers. Each returns its result or -errno, throws a `TypeError` for
 * an argument of the wrong type, and decides nothing.
 */
export interface NativeFunctions {
  /** `F_OFD_SETLK` on the whole file. */
  setLock(fd: number, type: LockType): number;
  /** `F_OFD_GETLK` for an exclusive lock on the whole file: 1 when it would be refused, else 0. */
  testLock(fd: number): number;
  /** `F_OFD_SETLKW` on a thread of its own; returns a wait. */
  startLockWait(fd: number, type: LockType, done: (result: number) => void): number;
  /** `poll(2)` on a thread of its own; returns a wait. */
  startPollWait(fd: number, events: number, done: (result: number) => void): number;
  /** Interrupts a wait; to be repeated until its `done` was called, with `-ECANCELED` or what came first. */
  interruptWait(wait: number): void;
  /** `pidfd_open(2)`: a descriptor. */
  pidfdOpen(pid: number): number;
  /** `pidfd_send_signal(2)`. */
  pidfdSendSignal(fd: number, signal: number): number;
  /** Closes a descriptor that one of these functions made, and no other; those left close with the environment. */
  closeOwned(fd: number): number;
  /** Puts a copy (`F_DUPFD_CLOEXEC`) in the place of each, or copies none. */
  duplicate(fds: Int32Array): number;
  /** A connected stream socket, non-blocking, close-on-exec, for the caller to close. */
  connectUnix(path: string): number;
  /** One `sendmsg(2)` that does not block: the number of bytes sent, the descriptors with the first of them. */
  sendWithFds(fd: number, bytes: Uint8Array, fds: Int32Array): number;
  /** Opens a device as seen from a network namespace (-1: ours); below -65536 it was `setns(2)` that failed. */
  openDevice(path: string, namespaceFd: number): number;
  /** `TUNGETFEATURES`. */
  tunFeatures(fd: number): number;
  /** `TUNSETIFF` on a thread of its own; returns a wait. */
  startTunAttach(fd: number, name: string, flags: number, done: (result: number) => void): number;
  /** `TUNGETIFF`: the name. */
  tunName(fd: number): string | number;
}

/** 0: none, 1: shared, 2: exclusive. */
export type LockType = 0 | 1 | 2;
