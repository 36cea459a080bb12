import type { QmpClient } from '../client.ts';
import type { QmpStream } from '../transport/address.ts';
import type { Deadline } from '../waiting/deadline.ts';
import { MessageWire } from '../wire/message-wire.ts';
import { negotiate } from './handshake.ts';
import type { SessionSettings } from './session-options.ts';
import { QmpSession } from './session.ts';

/** Makes a client of a connected stream: greeted and negotiated, or it throws and the stream is closed. */
export async function openSession(
  stream: QmpStream,
  address: string,
  deadline: Deadline,
  settings: SessionSettings,
): Promise<QmpClient> {
  const { oob, maxMessageBytes, maxQueuedEvents } = settings;
  const wire = new MessageWire(stream, { address, maxMessageBytes });
  try {
    const greeting = await negotiate(wire, deadline, { oob });
    return new QmpSession(wire, { greeting, oob, maxQueuedEvents });
  } catch (error) {
    wire.close();
    await wire.closed;
    throw error;
  }
}
