import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { beforeAll, expect, test } from 'vitest';

import { connectQmp, listenQmp, type QmpTlsOptions } from '../src/index.ts';
import { makeFolder, monitorOn, TestQemu } from './qemu.ts';
import { rejection } from './rejection.ts';
import { makeTlsCredentials, type TlsCredentials } from './tls-credentials.ts';

let credentials: TlsCredentials;

beforeAll(async () => {
  const folder = await makeFolder();
  credentials = await makeTlsCredentials(folder.path);
  return async () => await folder[Symbol.asyncDispose]();
});

function x509Of(end: 'client' | 'server'): { ca: Buffer; cert: Buffer; key: Buffer } {
  return { ca: credentials.ca, ...credentials[end] };
}

/** A QEMU with a monitor behind TLS, at a port of its choice. */
async function startTlsQemu(
  { binary, version }: { readonly binary: string; readonly version: string },
  kind: 'x509,verify-peer=on' | 'psk',
): Promise<AsyncDisposable & { readonly host: string; readonly port: number }> {
  const undo = new AsyncDisposableStack();
  const folder = undo.use(await makeFolder());
  const plain = join(folder.path, 'qmp');
  const host = '127.0.0.1';
  const object = ['-object', `tls-creds-${kind},id=tls,endpoint=server,dir=${credentials.folder}`];
  const chardev = ['-chardev', `socket,id=web,host=${host},port=0,server=on,wait=off,tls-creds=tls`];
  const monitors = [...monitorOn('web', version), '-qmp', `unix:${plain},server=on,wait=off`];
  undo.use(await TestQemu.ready(binary, [...object, ...chardev, ...monitors]));
  await using qmp = await connectQmp(plain);
  const { filename = '' } = (await qmp.execute('query-chardev')).find(({ label }) => label === 'web') ?? {};
  const port = Number(/:(\d+),/.exec(filename)?.[1]);
  return { host, port, [Symbol.asyncDispose]: async () => await undo.disposeAsync() };
}

describeEachQemu('TLS', (version) => {
  test('with certificates on both ends carries commands, events and long lines', async () => {
    await using qemu = await startTlsQemu(version, 'x509,verify-peer=on');
    await using qmp = await connectQmp({ ...qemu, tls: x509Of('client') });
    expect((await qmp.schema()).entries.length).toBeGreaterThan(800);
    using resumed = qmp.subscribe(['RESUME']);
    await Promise.all([qmp.execute('query-status'), qmp.execute('cont'), qmp.execute('query-name')]);
    expect((await resumed.next({ timeoutMs: 5000 })).event).toBe('RESUME');
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('with a shared key works under %s', async (maxVersion) => {
    await using qemu = await startTlsQemu(version, 'psk');
    const { identity, key } = credentials.psk;
    const tls: QmpTlsOptions = {
      pskCallback: () => ({ identity, psk: key }),
      ciphers: 'TLS_AES_128_GCM_SHA256:PSK',
      checkServerIdentity: () => undefined,
      maxVersion,
    };
    await using qmp = await connectQmp({ ...qemu, tls });
    expect(await qmp.execute('query-name')).toEqual({ name: 'qmp-client-test' });
  });

  test('without the authority of QEMU’s certificate is not spoken at all', async () => {
    await using qemu = await startTlsQemu(version, 'x509,verify-peer=on');
    const error = await rejection(connectQmp({ ...qemu, tls: credentials.client }));
    expect(error).toMatchObject({ reason: 'unreachable', address: `tls:127.0.0.1:${qemu.port}` });
    expect(error).toMatchObject({ cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } });
  });

  test('without a certificate of ours, where QEMU wants one, is closed by QEMU', async () => {
    await using qemu = await startTlsQemu(version, 'x509,verify-peer=on');
    const error = await rejection(connectQmp({ ...qemu, tls: { ca: credentials.ca } }));
    expect(error).toMatchObject({ code: 'QMP_CONNECTION_CLOSED', reason: 'closed' });
  });

  test('is spoken by a listener too, and only peers with a certificate are let in', async () => {
    const tls = { ...x509Of('server'), requestCert: true };
    await using listener = await listenQmp({ host: '127.0.0.1', port: 0, tls });
    const object = `tls-creds-x509,id=tls,endpoint=client,dir=${credentials.folder}`;
    const chardev = `socket,id=out,host=127.0.0.1,port=${listener.port},server=off,tls-creds=tls`;
    const monitor = ['-chardev', chardev, ...monitorOn('out', version.version)];
    await using _ = new TestQemu(version.binary, ['-object', object, ...monitor]);
    await using qmp = await listener.accept({ timeoutMs: 10_000 });
    expect(await qmp.execute('query-name')).toEqual({ name: 'qmp-client-test' });
  });
});
