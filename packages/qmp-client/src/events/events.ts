import type { QmpEvents } from '../generated/events.gen.ts';
import type { Empty } from '../generated/types.gen.ts';
import { isRecord } from '../wire/json.ts';
import type { WireMessage } from '../wire/parse-message.ts';

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
