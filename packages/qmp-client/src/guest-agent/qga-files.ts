export interface GuestProcess {
  readonly pid: number | bigint;
}

export interface GuestProcessStatus {
  readonly exited: boolean;
  readonly exitcode?: number;
  /** The signal (or on Windows the exception) that ended it. */
  readonly signal?: number;
  /** Base64. */
  readonly 'out-data'?: string;
  /** Base64. */
  readonly 'err-data'?: string;
  /** The agent keeps 16 MiB of each stream (qga/commands.c GUEST_EXEC_MAX_OUTPUT). */
  readonly 'out-truncated'?: boolean;
  readonly 'err-truncated'?: boolean;
}

export interface GuestFileRead {
  /** In bytes, before base64. */
  readonly count: number;
  readonly 'buf-b64': string;
  readonly eof: boolean;
}

export interface GuestFileWrite {
  /** In bytes, before base64. */
  readonly count: number;
  readonly eof: boolean;
}

export interface GuestFileSeek {
  /** In bytes from the file's beginning. */
  readonly position: number | bigint;
  readonly eof: boolean;
}
