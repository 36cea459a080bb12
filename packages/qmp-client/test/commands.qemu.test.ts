import { once } from 'node:events';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { connectQmp, QmpCommandError } from '../src/index.ts';
import { startQemu } from './qemu.ts';
import { rejection } from './rejection.ts';

describeEachQemu('commands', ({ binary }) => {
  test('commands are answered with what QEMU says, errors with their class', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    expect(await qmp.execute('query-status')).toMatchObject({ running: false, status: 'prelaunch' });
    expect(await qmp.execute('human-monitor-command', { 'command-line': 'info status' })).toContain(
      'prelaunch',
    );
    const error = await rejection(qmp.execute('no-such-command'));
    expect(error).toBeInstanceOf(QmpCommandError);
    expect(error).toMatchObject({ errorClass: 'CommandNotFound', command: 'no-such-command' });
  });

  test('200 pipelined commands are each answered with their own reply', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    const lines = Array.from({ length: 200 }, (_, index) => `print ${index}`);
    const answers = await Promise.all(
      lines.map(async (line) => await qmp.execute('human-monitor-command', { 'command-line': line })),
    );
    expect(answers.map(Number)).toEqual(lines.map((_line, index) => index));
  });

  test('integers beyond 2^53 go through QEMU and back unchanged', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    const exact = 2n ** 53n + 1n;
    await qmp.execute('object-add', { 'qom-type': 'iothread', id: 'io', 'poll-max-ns': exact });
    expect(await qmp.execute('qom-get', { path: '/objects/io', property: 'poll-max-ns' })).toBe(exact);
  });

  test('the schema, one line of some 200 KB, is read once and answers look-ups', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    const schema = await qmp.schema();
    expect(schema.entries.length).toBeGreaterThan(800);
    expect(schema.find('query-status')).toMatchObject({ 'meta-type': 'command' });
    expect(schema.find('query-nonsense')).toBeUndefined();
    expect(await qmp.schema()).toBe(schema);
    expect(await qmp.supports('query-status')).toBe(true);
    expect(await qmp.supports('query-nonsense')).toBe(false);
  });

  test('a command given up by time or signal does not disturb those after it', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    host.qemu.freeze();
    const timedOut = rejection(qmp.execute('query-status', {}, { timeoutMs: 5 }));
    const controller = new AbortController();
    const aborted = rejection(qmp.execute('query-status', {}, { signal: controller.signal }));
    controller.abort('enough');
    expect(await timedOut).toMatchObject({ code: 'QMP_TIMEOUT', command: 'query-status' });
    expect(await aborted).toBe('enough');
    host.qemu.thaw();
    expect(await qmp.execute('query-name')).toEqual({ name: 'qmp-client-test' });
  });

  test('a QEMU killed with 100 commands in flight rejects them all by name, at once', async () => {
    await using host = await startQemu(binary);
    const qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    host.qemu.freeze();
    const commands = Array.from({ length: 100 }, async () => await qmp.execute('query-status'));
    const settled = Promise.allSettled(commands).then((results) => ({ results, atMs: performance.now() }));
    const gone = once(host.qemu.process, 'exit').then(() => performance.now());
    host.qemu.process.kill('SIGKILL');
    const { results, atMs } = await settled;
    for (const result of results) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: 'QMP_CONNECTION_CLOSED', reason: 'closed' },
      });
      expect(String(result.status === 'rejected' && result.reason)).toContain('query-status');
    }
    // Not from the kill on: how long the kernel takes to end a process is not ours.
    expect(atMs - (await gone)).toBeLessThan(100);
    expect(await qmp.closed).toMatchObject({ by: 'peer' });
  });
});
