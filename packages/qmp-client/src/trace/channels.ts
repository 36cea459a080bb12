import { channel, type Channel } from 'node:diagnostics_channel';

import type { AnyEvent } from '../events/events.ts';

/** Published on `kvmkit:qmp:command` when a command is settled. */
export interface QmpCommandTrace {
  readonly address: string;
  readonly command: string;
  /** Undefined for a command that was given up before it was sent. */
  readonly id: number | undefined;
  readonly oob: boolean;
  /** How long it waited for its turn, in milliseconds: behind 8 others with OOB, or behind another with descriptors. */
  readonly queueMs: number;
  /** From sending to the answer, or to giving up, in milliseconds. */
  readonly wireMs: number;
  /** `refused` is QEMU's error, `abandoned` a time-out or an abort, `lost` the end of the connection. */
  readonly outcome: 'answered' | 'refused' | 'abandoned' | 'lost';
}

/** Published on `kvmkit:qmp:event` when an event arrives, whether or not someone subscribed to it. */
export interface QmpEventTrace {
  readonly address: string;
  readonly event: AnyEvent;
}

/** Published on `kvmkit:qmp:message` for each message: the protocol log, with secrets masked. */
export interface QmpMessageTrace {
  readonly address: string;
  readonly direction: 'sent' | 'received';
  readonly text: string;
}

/** Published on `kvmkit:qmp:rejected-peer` when a peer that dialled in to a listener was dropped. */
export interface QmpRejectedPeerTrace {
  readonly address: string;
  readonly error: unknown;
}

/** Tracing costs nothing until someone subscribes with `node:diagnostics_channel`. */
export const commandChannel: Channel = channel('kvmkit:qmp:command');
export const eventChannel: Channel = channel('kvmkit:qmp:event');
export const messageChannel: Channel = channel('kvmkit:qmp:message');
export const rejectedPeerChannel: Channel = channel('kvmkit:qmp:rejected-peer');
