import { randomBytes } from 'node:crypto';

import { type Deadline, untilAborted } from '../waiting/deadline.ts';
import { QmpCommandError, QmpConnectionError, QmpTimeoutError, QmpUnsupportedError } from '../errors.ts';
import { parseGreeting, type QmpGreeting } from './greeting.ts';
import type { MessageWire } from '../wire/message-wire.ts';
import type { WireMessage } from '../wire/parse-message.ts';
import { parseFailure } from './reply.ts';

/** Measured: 5.2 and 7.2 need each byte in a TLS record of its own, 10.0 and 11.1 do not. It can not be asked. */
const firstThatReadsRecords = 10;

/**
 * Waits for the greeting and negotiates.
 *
 * The answer to a command whose client has left goes to the next client, after the greeting (seen with QEMU 5.2 to
 * 11.1). So `qmp_capabilities` carries an id that no other client can have used, everything before its answer is
 * thrown away, and from there on small ids are safe: QEMU answers in order.
 */
export async function negotiate(
  wire: MessageWire,
  deadline: Deadline,
  wanted: { readonly oob: boolean },
): Promise<QmpGreeting> {
  const { address } = wire;
  deadline.explain = (timeoutMs) =>
    new QmpConnectionError(
      `${address} accepted the connection but sent no greeting within ${timeoutMs} ms: another client may hold this monitor, which serves one at a time`,
      { reason: 'no-greeting', address },
    );
  // Short: QEMU reads its input byte by byte.
  const id = randomBytes(6).toString('base64url');
  return await untilAborted<QmpGreeting>(deadline.signal, ({ resolve, reject }) => {
    let greeting: QmpGreeting | undefined;
    const onMessage = (message: WireMessage): void => {
      if (greeting === undefined) {
        greeting = parseGreeting(message);
        if (greeting === undefined) return;
        if (wanted.oob && !greeting.capabilities.includes('oob')) {
          reject(oobNotOffered(address));
          return;
        }
        deadline.explain = (timeoutMs) =>
          new QmpTimeoutError(`${address} greeted but did not answer qmp_capabilities${hintFor(address)}`, {
            command: 'qmp_capabilities',
            timeoutMs,
          });
        if (wire.isEncrypted && greeting.version.qemu.major < firstThatReadsRecords) wire.writeBytewise();
        const enable = wanted.oob ? ',"arguments":{"enable":["oob"]}' : '';
        wire.send(`{"execute":"qmp_capabilities"${enable},"id":"${id}"}`);
      } else if (message['id'] === id) {
        const failure = parseFailure(message);
        if (failure === undefined) resolve(greeting);
        else reject(new QmpCommandError({ command: 'qmp_capabilities', ...failure }));
      }
    };
    wire.attach({
      onMessage,
      onEnd(end) {
        if (end.by === 'protocol') reject(end.error);
        const step = greeting === undefined ? 'before the greeting' : 'during negotiation';
        const cause = end.by === 'peer' ? end.cause : undefined;
        reject(
          new QmpConnectionError(`${address} closed the connection ${step}`, {
            reason: 'closed',
            address,
            cause,
            readRecentMessages: wire.readRecentMessages,
          }),
        );
      },
    });
    return () => {};
  });
}

function oobNotOffered(address: string): QmpUnsupportedError {
  return new QmpUnsupportedError(
    `${address} does not offer out-of-band execution: a monitor on a multiplexed character device has none`,
    { feature: 'oob' },
  );
}

/** Measured on 5.2, 7.2, 10.0 and 11.1: frames are read in the main loop, which does not wake the monitors' thread. */
function hintFor(address: string): string {
  if (!address.startsWith('ws')) return '';
  return ' (QEMU reads commands from a websocket=on chardev only while something else wakes its monitors: put a WebSocket bridge before a plain socket)';
}
