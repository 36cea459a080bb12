import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { describe, expect, test } from 'vitest';

import { connectQmp, type QmpAddress } from '../src/index.ts';
import { answer, startFakeQmpServer } from '../src/testing/index.ts';
import { makeFolder, startQemu } from './qemu.ts';
import { rejection } from './rejection.ts';
import { FaultProxy } from './support/fault-proxy.ts';
import { openResources } from './support/open-resources.ts';

/*
An abort in every state that a client can be in: what is waited for rejects with the reason of the signal itself, at
once, and nothing is left open.
*/

const reason = new Error('the user has gone');

/** Aborts while it is connecting, as soon as `inState` says so, and sees that nothing is left. */
async function abortConnecting(
  address: QmpAddress,
  inState: Promise<unknown>,
  waitForSocket = false,
): Promise<void> {
  const controller = new AbortController();
  const connecting = rejection(connectQmp(address, { signal: controller.signal, waitForSocket }));
  await inState;
  controller.abort(reason);
  expect(await connecting).toBe(reason);
}

async function nextTurn(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setImmediate(resolve);
  await promise;
}

describe('an abort', () => {
  test('before connecting: nothing is even tried', async () => {
    const before = openResources();
    const signal = AbortSignal.abort(reason);
    expect(await rejection(connectQmp('/no/such/socket', { signal }))).toBe(reason);
    expect(openResources()).toEqual(before);
  });

  test('while the socket is not there yet', async () => {
    await using folder = await makeFolder();
    const before = openResources();
    await abortConnecting(join(folder.path, 'qmp'), nextTurn(), true);
    await nextTurn();
    expect(openResources()).toEqual(before);
  });

  test('while a connection is being made, here in the middle of a TLS handshake', async () => {
    const silent = createServer((socket) => void socket.on('error', () => {}).resume()).listen(
      0,
      '127.0.0.1',
    );
    await once(silent, 'listening');
    const bound = silent.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    await abortConnecting({ host: '127.0.0.1', port, tls: {} }, once(silent, 'connection'));
    silent.close();
    // Which it does only when the client’s socket is closed.
    await expect(once(silent, 'close')).resolves.toEqual([]);
  });

  test('while half of the answer is here: the other half disturbs nobody', async () => {
    const gate = Promise.withResolvers<void>();
    await using server = await startFakeQmpServer({
      commands: {
        'x-half': (_args, { id }) => answer.bytes(`{"id": ${Number(id)}, "return": {"half": "`),
        'x-rest': answer.after(gate.promise, answer.bytes('is not enough"}}\r\n')),
        stop: {},
      },
    });
    await using qmp = await connectQmp(server.address);
    const controller = new AbortController();
    const half = rejection(qmp.execute('x-half', {}, { signal: controller.signal }));
    await server.nextCommand('x-half');
    const rest = rejection(qmp.execute('x-rest', {}, { signal: controller.signal }));
    await server.nextCommand('x-rest');
    controller.abort(reason);
    expect([await half, await rest]).toEqual([reason, reason]);
    gate.resolve();
    expect(await qmp.execute('stop')).toEqual({});
  });
});

describeEachQemu('an abort', ({ binary }) => {
  test('before the greeting, as another client holds the monitor', async () => {
    await using host = await startQemu(binary);
    await using _ = await connectQmp(host.socketPath, { waitForSocket: true });
    const before = openResources();
    await abortConnecting(host.socketPath, nextTurn());
    await nextTurn();
    expect(openResources()).toEqual(before);
  });

  test('during the negotiation', async () => {
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    await using folder = await makeFolder();
    await using proxy = new FaultProxy(() => host.socketPath, join(folder.path, 'proxy'));
    // The answer to qmp_capabilities never comes.
    const address = proxy.open({ ...harmless, kind: 'a reply withheld', atMessage: 1 });
    await abortConnecting(address, proxy.nextMessages(2));
    expect(typeof address === 'object' && 'stream' in address && address.stream.destroyed).toBe(true);
  });

  test('of a command that was sent: those before and behind it are answered', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    const controller = new AbortController();
    host.qemu.freeze();
    const first = qmp.execute('query-name');
    const aborted = rejection(qmp.execute('query-status', {}, { signal: controller.signal }));
    const last = qmp.execute('query-version');
    await nextTurn();
    controller.abort(reason);
    expect(await aborted).toBe(reason);
    host.qemu.thaw();
    expect(await first).toEqual({ name: 'qmp-client-test' });
    expect(await last).toEqual(qmp.greeting.version);
  });

  test('of a command that waits for its turn: QEMU never hears of it', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true, oob: true });
    const controller = new AbortController();
    host.qemu.freeze();
    const before = Array.from({ length: 8 }, () => qmp.execute('query-name'));
    const aborted = rejection(qmp.execute('quit', {}, { signal: controller.signal }));
    controller.abort(reason);
    expect(await aborted).toBe(reason);
    host.qemu.thaw();
    expect(await Promise.all(before)).toHaveLength(8);
    expect(await qmp.execute('query-status')).toMatchObject({ status: 'prelaunch' });
  });

  test('of a wait for an event: the subscription goes on', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    using resumed = qmp.subscribe(['RESUME']);
    const controller = new AbortController();
    const aborted = rejection(resumed.next({ signal: controller.signal }));
    controller.abort(reason);
    expect(await aborted).toBe(reason);
    await qmp.execute('cont');
    expect((await resumed.next()).event).toBe('RESUME');
  });

  test('during close changes nothing: what was under way is already rejected', async () => {
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    const before = openResources();
    const qmp = await connectQmp(host.socketPath);
    const controller = new AbortController();
    const command = rejection(qmp.execute('query-status', {}, { signal: controller.signal }));
    const closing = qmp.close();
    controller.abort(reason);
    expect(await command).toMatchObject({ code: 'QMP_CONNECTION_CLOSED', pendingCommands: ['query-status'] });
    await closing;
    expect(openResources()).toEqual(before);
  });
});

/** A plan to which a test adds the one fault that it is about. */
const harmless = {
  bySocket: false,
  atMessage: 0,
  atByte: 0,
  pick: 0,
  count: 1,
  pieceBytes: [0],
  commands: [],
  closesEarly: false,
} as const;
