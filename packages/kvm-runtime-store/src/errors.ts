/*
RuntimeStoreError
├─ InstanceNameError   INSTANCE_NAME_INVALID   a name that must not become a path: instanceName
├─ SocketPathError     SOCKET_PATH_TOO_LONG    the kernel takes at most 107 bytes: path, lengthBytes
├─ LockTimeoutError    LOCK_TIMEOUT            somebody else holds the instance: path, holder, timeoutMs
└─ RecordError         RECORD_CORRUPT          the bytes are not a record of ours: path
                       RECORD_TOO_NEW          written by a later version: path
*/

/** Everything this package refuses; `code` tells the cases apart. */
export abstract class RuntimeStoreError extends Error {
  abstract readonly code:
    | 'INSTANCE_NAME_INVALID'
    | 'SOCKET_PATH_TOO_LONG'
    | 'LOCK_TIMEOUT'
    | 'RECORD_CORRUPT'
    | 'RECORD_TOO_NEW';
}

export class InstanceNameError extends RuntimeStoreError {
  override readonly code = 'INSTANCE_NAME_INVALID';
  readonly instanceName: string;

  static {
    this.prototype.name = 'InstanceNameError';
  }

  constructor(instanceName: string, rule: string) {
    super(`name: found ${excerpt(instanceName)}, allowed: ${rule}`);
    this.instanceName = instanceName;
  }
}

export class SocketPathError extends RuntimeStoreError {
  override readonly code = 'SOCKET_PATH_TOO_LONG';
  readonly path: string;
  readonly lengthBytes: number;

  static {
    this.prototype.name = 'SocketPathError';
  }

  constructor(path: string, lengthBytes: number, limitBytes: number) {
    super(
      `name: the socket path ${excerpt(path)} would have ${lengthBytes} bytes, allowed: at most ${limitBytes} ` +
        '(the kernel keeps no longer one); a shorter name or root fits',
    );
    this.path = path;
    this.lengthBytes = lengthBytes;
  }
}

/** Who holds a lock, as its holder wrote it down. */
export interface LockHolder {
  readonly pid: number;
  readonly doing: string;
}

export class LockTimeoutError extends RuntimeStoreError {
  override readonly code = 'LOCK_TIMEOUT';
  readonly path: string;
  readonly holder: LockHolder | undefined;
  readonly timeoutMs: number;

  static {
    this.prototype.name = 'LockTimeoutError';
  }

  constructor(path: string, holder: LockHolder | undefined, timeoutMs: number) {
    const who = holder === undefined ? 'another process' : `process ${holder.pid} (${holder.doing})`;
    super(`waited ${timeoutMs} ms for the lock ${path}, which ${who} holds; nothing was changed`);
    this.path = path;
    this.holder = holder;
    this.timeoutMs = timeoutMs;
  }
}

export class RecordError extends RuntimeStoreError {
  override readonly code: 'RECORD_CORRUPT' | 'RECORD_TOO_NEW';
  readonly path: string;

  static {
    this.prototype.name = 'RecordError';
  }

  constructor(code: 'RECORD_CORRUPT' | 'RECORD_TOO_NEW', path: string, reason: string) {
    super(`runtime record ${path}: ${reason}; the file was left as it is`);
    this.code = code;
    this.path = path;
  }
}

function excerpt(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
