import type { WaitOptions } from '../waiting/wait.ts';

/** What every connection can be told, whoever dials. */
export interface SessionOptions extends WaitOptions {
  /** One budget for connecting, greeting and negotiation, in milliseconds. @default 10000 */
  readonly timeoutMs?: number | undefined;
  /**
   * Negotiate out-of-band execution, for `execute(…, { oob: true })`; at most 8 in-band commands are then under way
   * at a time, the others wait for their turn. @default false
   */
  readonly oob?: boolean | undefined;
  /** The largest message taken from the peer, in bytes. @default 67108864 (64 MiB) */
  readonly maxMessageBytes?: number | undefined;
  /** How many unread events a subscription holds before it ends with `QMP_EVENTS_LOST`. @default 1024 */
  readonly maxQueuedEvents?: number | undefined;
}

/** The same with nothing left open. */
export interface SessionSettings extends WaitOptions {
  readonly timeoutMs: number;
  readonly oob: boolean;
  readonly maxMessageBytes: number;
  readonly maxQueuedEvents: number;
}

export const defaultSessionOptions: Omit<SessionSettings, 'signal'> = {
  timeoutMs: 10_000,
  oob: false,
  maxMessageBytes: 64 * 1024 * 1024,
  maxQueuedEvents: 1024,
};

export function withSessionDefaults(options: SessionOptions): SessionSettings {
  return {
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? defaultSessionOptions.timeoutMs,
    oob: options.oob ?? defaultSessionOptions.oob,
    maxMessageBytes: options.maxMessageBytes ?? defaultSessionOptions.maxMessageBytes,
    maxQueuedEvents: options.maxQueuedEvents ?? defaultSessionOptions.maxQueuedEvents,
  };
}
