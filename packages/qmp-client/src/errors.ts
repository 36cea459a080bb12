/**
 * What can go wrong, as a tree:
 *
 * ```text
 * QmpError                QMP_EVENTS_LOST        a subscriber fell too far behind
 * ├─ QmpCommandError      QMP_COMMAND_FAILED     QEMU said no: errorClass, desc, command, arguments
 * ├─ QmpJobError          QMP_JOB_FAILED         a job that a command started has failed: jobId, command, desc
 * ├─ QmpTimeoutError      QMP_TIMEOUT            we gave up: command, wasSent, timeoutMs
 * ├─ QmpConnectionError   QMP_CONNECTION_CLOSED  peer or socket gone: reason, address, pendingCommands, recentMessages
 * ├─ QmpProtocolError     QMP_PROTOCOL           the bytes made no sense: excerpt, limitBytes
 * ├─ QmpUnsupportedError  QMP_UNSUPPORTED        this connection can not do it: feature
 * └─ QmpFreezeLostError   QMP_FREEZE_LOST        a guest's file systems were thawed too early: thawedBy
 * ```
 *
 * An abort is none of these: the reason of the caller's signal is thrown untouched.
 */

import type { QmpTraceMessage } from './trace/recent-messages.ts';

/** The closed set of `code` values of a {@link QmpError}. */
export type QmpErrorCode =
  | 'QMP_EVENTS_LOST'
  | 'QMP_COMMAND_FAILED'
  | 'QMP_JOB_FAILED'
  | 'QMP_TIMEOUT'
  | 'QMP_CONNECTION_CLOSED'
  | 'QMP_PROTOCOL'
  | 'QMP_UNSUPPORTED'
  | 'QMP_FREEZE_LOST';

/** The base of every error of this package; on its own it means `QMP_EVENTS_LOST`. */
export class QmpError extends Error {
  static {
    this.prototype.name = 'QmpError';
  }
  readonly code: QmpErrorCode;

  constructor(code: QmpErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** QEMU, or its guest agent, answered a command with an error; branch on `errorClass`, never on `desc`, whose text QEMU may change. */
export class QmpCommandError extends QmpError {
  static {
    this.prototype.name = 'QmpCommandError';
  }
  declare readonly code: 'QMP_COMMAND_FAILED';
  readonly command: string;
  /** `GenericError`, `CommandNotFound`, `DeviceNotFound`, `DeviceNotActive` or `KVMMissingCap` (qapi/error.json). */
  readonly errorClass: string;
  readonly desc: string;
  /** What the command was sent with, secrets masked; undefined if it had no arguments. */
  readonly arguments: unknown;

  constructor(facts: {
    readonly command: string;
    readonly errorClass: string;
    readonly desc: string;
    readonly arguments?: unknown;
    /** Who refused, for the message. @default 'QEMU' */
    readonly refusedBy?: string;
  }) {
    const refusedBy = facts.refusedBy ?? 'QEMU';
    super('QMP_COMMAND_FAILED', `${refusedBy} refused ${facts.command} (${facts.errorClass}): ${facts.desc}`);
    this.command = facts.command;
    this.arguments = facts.arguments;
    this.errorClass = facts.errorClass;
    this.desc = facts.desc;
  }
}

/** A job ended with an error, which QEMU tells only whoever asks for the job; it is dismissed. */
export class QmpJobError extends QmpError {
  static {
    this.prototype.name = 'QmpJobError';
  }
  declare readonly code: 'QMP_JOB_FAILED';
  readonly jobId: string;
  /** The command that started the job. */
  readonly command: string;
  /** What `query-jobs` says; QEMU may change the text. */
  readonly desc: string;

  constructor(facts: { readonly jobId: string; readonly command: string; readonly desc: string }) {
    super('QMP_JOB_FAILED', `job ${facts.jobId} of ${facts.command} failed: ${facts.desc}`);
    this.jobId = facts.jobId;
    this.command = facts.command;
    this.desc = facts.desc;
  }
}

/** A wait outlasted its `timeoutMs`; a command that was sent may still take effect in QEMU. */
export class QmpTimeoutError extends QmpError {
  static {
    this.prototype.name = 'QmpTimeoutError';
  }
  declare readonly code: 'QMP_TIMEOUT';
  /** The command that got no answer in time; undefined where the wait was for an event or a connection. */
  readonly command: string | undefined;
  /** Whether the command had been sent, and may still take effect; false for one that waited for its turn. */
  readonly wasSent: boolean;
  readonly timeoutMs: number;

  constructor(
    missing: string,
    facts: { readonly command?: string; readonly wasSent?: boolean; readonly timeoutMs: number },
  ) {
    super('QMP_TIMEOUT', `${missing} within ${facts.timeoutMs} ms`);
    this.command = facts.command;
    this.wasSent = facts.wasSent ?? facts.command !== undefined;
    this.timeoutMs = facts.timeoutMs;
  }
}

/**
 * Why there is no connection: the socket file is not there (`absent`), nobody listens on it (`refused`), it
 * can not be reached for another cause (`unreachable`), the peer took us but never greeted, as QEMU does while
 * another client holds the monitor (`no-greeting`), or an open connection ended (`closed`).
 */
export type QmpConnectionReason = 'absent' | 'refused' | 'unreachable' | 'no-greeting' | 'closed';

/** The connection could not be made, or ended while something was still waiting on it. */
export class QmpConnectionError extends QmpError {
  static {
    this.prototype.name = 'QmpConnectionError';
  }
  declare readonly code: 'QMP_CONNECTION_CLOSED';
  readonly reason: QmpConnectionReason;
  /** The socket's path, or the address as text (`tcp:HOST:PORT`, a URL, `stream`). */
  readonly address: string;
  /** The commands that were sent, or about to be, and got no answer, oldest first. */
  readonly pendingCommands: readonly string[];
  readonly #readRecentMessages: () => readonly QmpTraceMessage[];

  constructor(
    message: string,
    facts: {
      readonly reason: QmpConnectionReason;
      readonly address: string;
      readonly pendingCommands?: readonly string[];
      readonly readRecentMessages?: () => readonly QmpTraceMessage[];
      readonly cause?: unknown;
    },
  ) {
    super('QMP_CONNECTION_CLOSED', message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.reason = facts.reason;
    this.address = facts.address;
    this.pendingCommands = facts.pendingCommands ?? [];
    this.#readRecentMessages = facts.readRecentMessages ?? (() => []);
  }

  /** The last 16 messages either way, oldest first, secrets masked; not printed with the error. */
  get recentMessages(): readonly QmpTraceMessage[] {
    return this.#readRecentMessages();
  }
}

/** The peer sent what is not QMP, or more of it than allowed; the connection is over. */
export class QmpProtocolError extends QmpError {
  static {
    this.prototype.name = 'QmpProtocolError';
  }
  declare readonly code: 'QMP_PROTOCOL';
  /** The first bytes of the offending message, at most 200. */
  readonly excerpt: string;
  /** The `maxMessageBytes` that was exceeded; undefined where size was not the problem. */
  readonly limitBytes: number | undefined;

  constructor(
    message: string,
    facts: { readonly excerpt: string; readonly limitBytes?: number; readonly cause?: unknown },
  ) {
    super('QMP_PROTOCOL', message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.excerpt = facts.excerpt.slice(0, 200);
    this.limitBytes = facts.limitBytes;
  }
}

/** This connection can not do what was asked, and nothing was sent: `oob` was not negotiated, or `fds` can not travel. */
export class QmpUnsupportedError extends QmpError {
  static {
    this.prototype.name = 'QmpUnsupportedError';
  }
  declare readonly code: 'QMP_UNSUPPORTED';
  readonly feature: 'oob' | 'fds';

  constructor(message: string, facts: { readonly feature: 'oob' | 'fds' }) {
    super('QMP_UNSUPPORTED', message);
    this.feature = facts.feature;
  }
}

/** The file systems of a guest did not stay frozen until the end of the scope: what was copied meanwhile is not consistent. */
export class QmpFreezeLostError extends QmpError {
  static {
    this.prototype.name = 'QmpFreezeLostError';
  }
  declare readonly code: 'QMP_FREEZE_LOST';
  /** `deadline` is our own `deadlineMs`; `other` is the guest itself, or another client of the agent. */
  readonly thawedBy: 'deadline' | 'other';

  constructor(message: string, facts: { readonly thawedBy: 'deadline' | 'other' }) {
    super('QMP_FREEZE_LOST', message);
    this.thawedBy = facts.thawedBy;
  }
}
