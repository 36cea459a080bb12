import type { QmpClient } from './client.ts';
import { connectQmp, defaultConnectOptions } from './connect.ts';
import { QmpConnectionError } from './errors.ts';
import type { SessionOptions } from './session/session-options.ts';

/**
 * One client after the other to the same Unix socket: when one has ended, the next is made as soon as a QEMU listens
 * there again. The loop ends with the reason of `signal`, or with `break`, which closes the client at hand.
 *
 * Nothing is repeated: a command that the end of a connection rejected may have been carried out, and only its caller
 * knows whether to ask again. `timeoutMs` bounds each attempt; a socket that stays absent, or a monitor that another
 * client holds, only begins the next one.
 *
 * @throws whatever `connectQmp` throws before its time is over: a folder that is not there, a peer that is no QEMU.
 * @example
 * ```ts
 * for await (const qmp of stayConnected('/run/guest.qmp', { signal })) {
 *   watch(qmp);
 *   await qmp.closed;
 * }
 * ```
 */
export async function* stayConnected(
  socket: string | { readonly path: string },
  options: SessionOptions = {},
): AsyncGenerator<QmpClient, void, undefined> {
  let hangUps = 0;
  for (;;) {
    const found = await tryToConnect(socket, options);
    if ('qmp' in found) {
      hangUps = 0;
      await using qmp = found.qmp;
      yield qmp;
      await qmp.closed;
    } else if (found.hungUp) {
      // Once is a QEMU that was just ending; a peer that always does it would have us spin.
      hangUps += 1;
      if (hangUps > mostHangUps) throw found.error;
    }
  }
}

const mostHangUps = 3;

type Attempt = { readonly qmp: QmpClient } | { readonly error: unknown; readonly hungUp: boolean };

/** A client, or the failure of an attempt after which the next one may do better; throws where it will not. */
async function tryToConnect(
  socket: string | { readonly path: string },
  options: SessionOptions,
): Promise<Attempt> {
  const timeUp = AbortSignal.timeout(options.timeoutMs ?? defaultConnectOptions.timeoutMs);
  const signal = AbortSignal.any([timeUp, ...(options.signal === undefined ? [] : [options.signal])]);
  const attempt = { ...options, signal, timeoutMs: Number.POSITIVE_INFINITY, waitForSocket: true };
  try {
    return { qmp: await connectQmp(socket, attempt) };
  } catch (error) {
    const hungUp = error instanceof QmpConnectionError && error.reason === 'closed';
    if (hungUp || error === timeUp.reason) return { error, hungUp };
    throw error;
  }
}
