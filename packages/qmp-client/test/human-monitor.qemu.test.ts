import { connect } from 'node:net';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import {
  connectHumanMonitor,
  connectQmp,
  parseInfoCpus,
  parseInfoMigrate,
  parseInfoVersion,
  QmpConnectionError,
  QmpProtocolError,
  QmpTimeoutError,
} from '../src/index.ts';
import { makeFolder, TestQemu } from './qemu.ts';
import { rejection } from './rejection.ts';

/** A QEMU with a human monitor on `path`, and whatever else is asked for. */
async function startMonitor(
  binary: string,
  args: readonly string[] = [],
): Promise<AsyncDisposable & { readonly path: string; readonly qemu: TestQemu; readonly folder: string }> {
  const undo = new AsyncDisposableStack();
  const folder = undo.use(await makeFolder());
  const path = join(folder.path, 'monitor');
  const monitor = ['-chardev', `socket,id=hmp,path=${path},server=on,wait=off`, '-monitor', 'chardev:hmp'];
  const qemu = undo.use(new TestQemu(binary, [...monitor, ...args]));
  return { path, qemu, folder: folder.path, [Symbol.asyncDispose]: async () => await undo.disposeAsync() };
}

describeEachQemu('the human monitor', ({ binary, fullVersion }) => {
  test('is greeted with its version, and prints what commands print', async () => {
    await using host = await startMonitor(binary);
    await using monitor = await connectHumanMonitor(host.path, { waitForSocket: true });
    const { major, minor, micro } = monitor.version.qemu;
    expect(`${major}.${minor}.${micro}`).toBe(fullVersion);
    expect(await monitor.execute('info status')).toBe('VM status: paused (prelaunch)\n');
    expect(await monitor.execute('print 42')).toBe('0x2a\n');
    expect(await monitor.execute('')).toBe('');
    expect(parseInfoVersion(await monitor.execute('info version'))?.qemu).toEqual(monitor.version.qemu);
    expect(await monitor.execute('nosuch größe')).toBe("unknown command: 'nosuch'\n");
    expect(await monitor.execute('größe')).toBe("unknown command: 'größe'\n");
  });

  test('is not confused by output with prompts in it, long output, or many commands at once', async () => {
    await using host = await startMonitor(binary, ['-name', '(qemu) \n(qemu) ']);
    await using monitor = await connectHumanMonitor(host.path, { waitForSocket: true });
    expect(await monitor.execute('info name')).toBe('(qemu) \n(qemu) \n');
    const lines = Array.from({ length: 50 }, (_, index) => `print ${index}`);
    const answers = await Promise.all(lines.map(async (line) => await monitor.execute(line)));
    expect(answers.map(Number)).toEqual(lines.map((_line, index) => index));
    const help = await monitor.execute('help');
    expect(help.length).toBeGreaterThan(10_000);
    for (const foreign of ['\r', '\u001B', '(qemu)']) expect(help).not.toContain(foreign);
  });

  test('takes a line of 4095 bytes, whose echo has 33 MB', async () => {
    await using host = await startMonitor(binary);
    await using monitor = await connectHumanMonitor(host.path, { waitForSocket: true });
    expect(await monitor.execute(`print ${'42'.padStart(4089, '0')}`)).toBe('0x22\n');
    expect(await monitor.execute('print 7')).toBe('0x7\n');
  });

  test('is in step again after a command was given up, whose output belongs to nobody', async () => {
    await using host = await startMonitor(binary);
    await using monitor = await connectHumanMonitor(host.path, { waitForSocket: true });
    host.qemu.freeze();
    const late = rejection(monitor.execute('info version', { timeoutMs: 10 }));
    const never = rejection(monitor.execute('quit', { timeoutMs: 20 }));
    expect(await late).toMatchObject({ command: 'info version', wasSent: true });
    const error = await never;
    expect(error).toBeInstanceOf(QmpTimeoutError);
    expect(error).toMatchObject({ command: 'quit', wasSent: false });
    expect(String(error)).toContain('still busy with info version');
    const next = monitor.execute('print 3');
    host.qemu.thaw();
    expect(await next).toBe('0x3\n');
  });

  test('that another client holds greets nobody else until that has left', async () => {
    await using host = await startMonitor(binary);
    const first = await connectHumanMonitor(host.path, { waitForSocket: true });
    const second = rejection(connectHumanMonitor(host.path, { timeoutMs: 50 }));
    expect(await second).toMatchObject({ code: 'QMP_CONNECTION_CLOSED', reason: 'no-greeting' });
    await first.close();
    await using third = await connectHumanMonitor(host.path);
    expect(await third.execute('print 1')).toBe('0x1\n');
  });

  test('shows nothing of what a client before us has typed', async () => {
    await using host = await startMonitor(binary);
    await (await connectHumanMonitor(host.path, { waitForSocket: true })).close();
    const dropped = connect(host.path);
    dropped.end('info qtree\nhelp\nprint 1');
    await using monitor = await connectHumanMonitor(host.path);
    expect(await monitor.execute('print 2')).toBe('0x2\n');
  });

  test('that asks for a password gets it, or an empty one and then the command fails', async () => {
    await using host = await startMonitor(binary, ['-vnc', 'none,password=on']);
    await using monitor = await connectHumanMonitor(host.path, { waitForSocket: true });
    expect(await monitor.execute('change vnc password', { password: 'secret' })).toBe('');
    const error = await rejection(monitor.execute('change vnc password'));
    expect(error).toBeInstanceOf(QmpProtocolError);
    expect(String(error)).toContain('change asked for a password and none was given');
    expect(await monitor.execute('print 2')).toBe('0x2\n');
  });

  test('that waits for the password of an earlier client is not used', async () => {
    await using host = await startMonitor(binary, ['-vnc', 'none,password=on']);
    const first = await connectHumanMonitor(host.path, { waitForSocket: true });
    await first.close();
    const dropped = connect(host.path);
    dropped.write('change vnc password\n');
    let text = '';
    for await (const chunk of dropped) {
      text += String(chunk);
      if (text.endsWith('Password: ')) break;
    }
    const error = await rejection(connectHumanMonitor(host.path));
    expect(error).toBeInstanceOf(QmpProtocolError);
    expect(String(error)).toContain('the monitor wants a password');
  });

  test('ends the connection for quit, and when QEMU is killed, naming what had no answer', async () => {
    await using host = await startMonitor(binary);
    const monitor = await connectHumanMonitor(host.path, { waitForSocket: true });
    const error = await rejection(monitor.execute('quit'));
    expect(error).toBeInstanceOf(QmpConnectionError);
    expect(error).toMatchObject({ reason: 'closed', pendingCommands: ['quit'] });
    expect(await monitor.closed).toMatchObject({ by: 'peer' });
    await expect(monitor.execute('print 1')).rejects.toMatchObject({ reason: 'closed' });
  });

  test('of one that speaks QMP, or whose output is too long, is a protocol error', async () => {
    await using host = await startMonitor(binary);
    const qmpPath = join(host.folder, 'qmp');
    await using other = new TestQemu(binary, ['-qmp', `unix:${qmpPath},server=on,wait=off`]);
    const wrong = await rejection(connectHumanMonitor(qmpPath, { waitForSocket: true }));
    expect(String(wrong)).toContain('is it a QMP monitor?');
    expect(other.process.exitCode).toBeNull();
    const monitor = await connectHumanMonitor(host.path, { waitForSocket: true, maxOutputBytes: 1000 });
    const tooLong = await rejection(monitor.execute('help'));
    expect(tooLong).toMatchObject({ code: 'QMP_PROTOCOL', limitBytes: 1000 });
    expect(await monitor.closed).toEqual({ by: 'protocol', error: tooLong });
  });

  test('tells the threads of the vCPUs, and of a migration what QMP tells', async () => {
    await using folder = await makeFolder();
    const at = (name: string): string => join(folder.path, name);
    const machine = ['-machine', 'pc', '-accel', 'tcg', '-m', '64', '-smp', '2'];
    const listen = (name: string): string => `unix:${at(name)},server=on,wait=off`;
    await using stack = new AsyncDisposableStack();
    const source = [...machine, '-monitor', listen('source.hmp'), '-qmp', listen('source.qmp')];
    stack.use(new TestQemu(binary, source));
    const target = [...machine, '-qmp', listen('target.qmp'), '-incoming', `unix:${at('migration')}`];
    stack.use(new TestQemu(binary, target));
    await using qmp = await connectQmp(at('source.qmp'), { waitForSocket: true });
    await using targetQmp = await connectQmp(at('target.qmp'), { waitForSocket: true });
    await using monitor = await connectHumanMonitor(at('source.hmp'));

    const cpus = (await qmp.execute('query-cpus-fast')) as readonly {
      'cpu-index': number;
      'thread-id': number;
    }[];
    const threads = cpus.map((cpu) => [cpu['cpu-index'], cpu['thread-id']]);
    expect([...parseInfoCpus(await monitor.execute('info cpus'))]).toEqual(threads);

    expect(parseInfoMigrate(await monitor.execute('info migrate'))).toBeUndefined();
    for (const client of [qmp, targetQmp]) {
      await client.execute('migrate-set-capabilities', {
        capabilities: [{ capability: 'events', state: true }],
      });
    }
    using moves = qmp.subscribe(['MIGRATION']);
    await monitor.execute('migrate_set_parameter max-bandwidth 1k');
    expect(await monitor.execute(`migrate -d unix:${at('migration')}`)).toBe('');
    const reach = async (status: string): Promise<void> => {
      while ((await moves.next({ timeoutMs: 10_000 })).data['status'] !== status);
    };
    await reach('active');
    const active = parseInfoMigrate(await monitor.execute('info migrate'));
    expect(active?.status).toBe('active');
    // 64 MiB of RAM, and some ROM.
    expect(active?.ram?.totalBytes).toBeGreaterThan(64 * 2 ** 20);
    expect(active?.ram?.totalBytes).toBeLessThan(68 * 2 ** 20);
    await monitor.execute('migrate_set_parameter max-bandwidth 1g');
    await reach('completed');
    expect(parseInfoMigrate(await monitor.execute('info migrate'))).toMatchObject({
      status: 'completed',
      error: undefined,
      ram: { remainingBytes: 0 },
    });
  });
});
