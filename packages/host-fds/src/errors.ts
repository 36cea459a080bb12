import { getSystemErrorMessage, getSystemErrorName } from 'node:util';

/*
HostFdsError
├─ SystemCallError        SYSTEM_CALL_FAILED     the kernel said no: syscall, errno, errnoName
├─ TapError               TAP_NAME_INVALID       not a name for an interface: interfaceName
│                         TAP_UNSUPPORTED        this kernel's tun driver has no several queues
│                         TAP_CONFLICT           the interface exists and is of another kind, or in use
│                         VHOST_UNAVAILABLE      asked for, but /dev/vhost-net does not open
├─ DescriptorLimitError   TOO_MANY_DESCRIPTORS   more than one message carries: count, limit
├─ ClosedError            DESCRIPTOR_CLOSED      the object was closed before, or while somebody waited
└─ AddonError             ADDON_UNAVAILABLE      no compiled addon for this platform, or it does not load: path
*/

/** Everything this package refuses; `code` tells the cases apart. */
export abstract class HostFdsError extends Error {
  abstract readonly code:
    | 'SYSTEM_CALL_FAILED'
    | TapErrorCode
    | 'TOO_MANY_DESCRIPTORS'
    | 'DESCRIPTOR_CLOSED'
    | 'ADDON_UNAVAILABLE';
}

/** A system call that failed, with the kernel's reason. */
export class SystemCallError extends HostFdsError {
  override readonly code = 'SYSTEM_CALL_FAILED';
  /** As its manual page is called: `fcntl`, `pidfd_open`. */
  readonly syscall: string;
  /** As in errno.h: 3. */
  readonly errno: number;
  /** As in errno.h: `ESRCH`. */
  readonly errnoName: string;

  static {
    this.prototype.name = 'SystemCallError';
  }

  constructor(doing: string, facts: { readonly syscall: string; readonly errno: number }) {
    const errnoName = getSystemErrorName(-facts.errno);
    super(`${doing}: ${facts.syscall} failed with ${errnoName} (${getSystemErrorMessage(-facts.errno)})`);
    this.syscall = facts.syscall;
    this.errno = facts.errno;
    this.errnoName = errnoName;
  }
}

export type TapErrorCode = 'TAP_NAME_INVALID' | 'TAP_UNSUPPORTED' | 'TAP_CONFLICT' | 'VHOST_UNAVAILABLE';

/** A tap that cannot be had as asked; nothing is left of the attempt. */
export class TapError extends HostFdsError {
  override readonly code: TapErrorCode;
  /** As asked for; empty where the kernel was to choose. */
  readonly interfaceName: string;

  static {
    this.prototype.name = 'TapError';
  }

  constructor(code: TapErrorCode, interfaceName: string, problem: string, options?: ErrorOptions) {
    super(
      `tap ${interfaceName === '' ? '' : `${JSON.stringify(interfaceName)} `}not opened: ${problem}`,
      options,
    );
    this.code = code;
    this.interfaceName = interfaceName;
  }
}

/** More descriptors than the kernel carries with one message; nothing was sent. */
export class DescriptorLimitError extends HostFdsError {
  override readonly code = 'TOO_MANY_DESCRIPTORS';
  readonly count: number;
  readonly limit: number;

  static {
    this.prototype.name = 'DescriptorLimitError';
  }

  constructor(count: number, limit: number) {
    super(`${count} descriptors for one message, which carries at most ${limit}; nothing was sent`);
    this.count = count;
    this.limit = limit;
  }
}

/** Something was asked of an object whose descriptor is given back already. */
export class ClosedError extends HostFdsError {
  override readonly code = 'DESCRIPTOR_CLOSED';

  static {
    this.prototype.name = 'ClosedError';
  }

  constructor(what: string) {
    super(`${what} is closed`);
  }
}

/** The native part is not there. */
export class AddonError extends HostFdsError {
  override readonly code = 'ADDON_UNAVAILABLE';
  /** The file that was looked for. */
  readonly path: string;

  static {
    this.prototype.name = 'AddonError';
  }

  constructor(path: string, cause: unknown) {
    super(
      `the native addon ${path} could not be loaded; where no prebuilt one fits, compile it: ` +
        `sh ${path.replace(/prebuilds\/.*/, 'native/compile.sh')}`,
      { cause },
    );
    this.path = path;
  }
}
