import type { Empty } from '../commands.ts';
import { isRecord } from '../wire/json.ts';
import type { WireMessage } from '../wire/message-wire.ts';

/**
 * The events whose data is typed, by their names on the wire; others arrive with data of type `unknown` members.
 *
 * To type one more, merge it into this interface.
 */
export interface QmpEvents {
  SHUTDOWN: { readonly guest: boolean; readonly reason: ShutdownCause };
  STOP: Empty;
  RESUME: Empty;
  RESET: { readonly guest: boolean; readonly reason: ShutdownCause };
  /** The guest was asked to power down, by a button it may ignore. */
  POWERDOWN: Empty;
  GUEST_PANICKED: { readonly action: 'pause' | 'poweroff' | 'run' | (string & {}) };
  WATCHDOG: {
    readonly action:
      | 'reset'
      | 'shutdown'
      | 'poweroff'
      | 'pause'
      | 'debug'
      | 'none'
      | 'inject-nmi'
      | (string & {});
  };
  /** `device` is the id, absent for devices without one. */
  DEVICE_DELETED: { readonly device?: string; readonly path: string };
  DEVICE_UNPLUG_GUEST_ERROR: { readonly device?: string; readonly path: string };
  /** `actual` is the guest's memory in bytes; QEMU sends at most one a second (monitor/monitor.c rate limits). */
  BALLOON_CHANGE: { readonly actual: number };
  JOB_STATUS_CHANGE: { readonly id: string; readonly status: JobStatus };
}

/** Why a guest shut down or was reset (qapi/run-state.json ShutdownCause). */
export type ShutdownCause =
  | 'none'
  | 'host-error'
  | 'host-qmp-quit'
  | 'host-qmp-system-reset'
  | 'host-signal'
  | 'host-ui'
  | 'guest-shutdown'
  | 'guest-reset'
  | 'guest-panic'
  | 'subsystem-reset'
  | 'snapshot-load'
  | (string & {});

/** Where a background job stands (qapi/job.json JobStatus). */
export type JobStatus =
  | 'undefined'
  | 'created'
  | 'running'
  | 'paused'
  | 'ready'
  | 'standby'
  | 'waiting'
  | 'pending'
  | 'aborting'
  | 'concluded'
  | 'null'
  | (string & {});

/** The name of a typed event. */
export type QmpEventName = keyof QmpEvents;

/** When QEMU raised an event, by the host's clock; both are -1 if the host could not tell. */
export interface QmpTimestamp {
  readonly seconds: number;
  readonly microseconds: number;
}

/** An event as QEMU sent it; `data` is an empty object where QEMU sends none. */
export type QmpEvent<Name extends string = string> = Name extends QmpEventName
  ? { readonly event: Name; readonly data: QmpEvents[Name]; readonly timestamp: QmpTimestamp }
  : {
      readonly event: Name;
      readonly data: Readonly<Record<string, unknown>>;
      readonly timestamp: QmpTimestamp;
    };

/** An event whose name is not known yet, and so neither is its data. */
export interface AnyEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly timestamp: QmpTimestamp;
}

const noData: Empty = Object.freeze({});

/** Reads a message that has an `event` member. */
export function parseEvent(message: WireMessage): AnyEvent {
  const { event, data, timestamp } = message;
  return {
    event: String(event),
    // QEMU leaves `data` out where an event has none, such as STOP.
    data: isRecord(data) ? data : noData,
    timestamp: parseTimestamp(timestamp),
  };
}

function parseTimestamp(timestamp: unknown): QmpTimestamp {
  const { seconds, microseconds } = isRecord(timestamp) ? timestamp : {};
  return { seconds: orUnknown(seconds), microseconds: orUnknown(microseconds) };
}

function orUnknown(part: unknown): number {
  return typeof part === 'number' ? part : -1;
}
