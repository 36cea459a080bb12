import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { openRuntimeStore } from '@kvmkit/kvm-runtime-store';
import { expect } from 'vitest';

import type { ConsoleOutput } from '../src/index.ts';
import { images, startedTiny, test, untilEnd, untilText, type Lab } from './support/lab.ts';

/** Reads a console until a text has come by. */
async function followUntil(output: AsyncIterable<ConsoleOutput>, text: string): Promise<string> {
  let seen = '';
  for await (const { bytes } of output) {
    seen += bytes.toString();
    if (seen.includes(text, seen.length - bytes.length - text.length)) break;
  }
  return seen;
}

/** What this process has open of a lab's files. */
function openedIn(lab: Lab): readonly string[] {
  return readdirSync('/proc/self/fd')
    .map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        // That of the folder itself.
        return '';
      }
    })
    .filter((path) => path.startsWith(lab.root));
}

const soon = (): AbortSignal => AbortSignal.timeout(15_000);

describeEachQemu('the console', ({ binary }) => {
  test('is kept while nobody is connected, and read by any number from its beginning to its end', async ({
    lab,
  }) => {
    await lab.hypervisor.startInstance(await lab.tiny('web1', { kvm_path: binary }));
    const whole = Array.fromAsync(lab.hypervisor.followConsole('web1', { signal: soon() }));
    expect(await followUntil(lab.hypervisor.followConsole('web1', { signal: soon() }), 'TINY')).toContain(
      'TINY',
    );
    const serial = await lab.hypervisor.openConsole('web1');
    serial.write('e');
    await untilText(serial, 'ok');
    const late = followUntil(lab.hypervisor.followConsole('web1', { fromOffset: 4, signal: soon() }), 'ok');
    expect(await late).toMatch(/ok/);
    expect(await late).not.toMatch(/TINY/);
    serial.write('q');
    await untilEnd(serial);
    expect(Buffer.concat((await whole).map(({ bytes }) => bytes)).toString()).toMatch(/^TINY[^]*ok/);
    // Until the next start, a stop, or a clean-up.
    expect(readFileSync(openRuntimeStore({ root: lab.root }).paths('web1').consoleLog, 'utf8')).toContain(
      'TINY',
    );
    await lab.hypervisor.cleanupInstance('web1');
    expect(await lab.files()).toEqual([]);
  });

  test('serves one at a time, and `force` takes it over', async ({ lab }) => {
    const { serial } = await startedTiny(lab, 'web1', { kvm_path: binary });
    await expect(lab.hypervisor.openConsole('web1')).rejects.toMatchObject({
      code: 'CONSOLE_BUSY',
      pid: process.pid,
    });
    const lost = once(serial, 'error');
    const taken = await lab.hypervisor.openConsole('web1', { force: true });
    expect((await lost)[0]).toMatchObject({ code: 'CONSOLE_TAKEN', pid: process.pid });
    taken.write('e');
    await untilText(taken, 'ok');
    taken.destroy();
    await once(taken, 'close');
  });

  test('is logged by a QEMU of another user in a chroot, which nobody else may read', async ({ lab }) => {
    const confined = { use_chroot: true, security_model: 'user' as const, security_domain: 'nobody' };
    await lab.hypervisor.startInstance(await lab.tiny('web1', { kvm_path: binary, ...confined }));
    expect(await followUntil(lab.hypervisor.followConsole('web1', { signal: soon() }), 'TINY')).toContain(
      'TINY',
    );
    const { mode, uid } = statSync(openRuntimeStore({ root: lab.root }).paths('web1').consoleLog);
    expect([mode & 0o777, uid]).toEqual([0o600, process.getuid?.()]);
  });
});

test('`force` takes the console also from a holder that is stopped', async ({ lab }) => {
  await lab.hypervisor.startInstance(await lab.tiny('web1'));
  const holder = await holdConsole(lab);
  process.kill(holder.pid, 'SIGSTOP');
  await using _ = holder;
  const serial = await lab.hypervisor.openConsole('web1', { force: true });
  serial.write('e');
  await untilText(serial, 'ok');
  await expect(lab.hypervisor.openConsole('web1')).rejects.toMatchObject({
    code: 'CONSOLE_BUSY',
    pid: process.pid,
  });
  serial.destroy();
});

test('`force` takes the console also from a program that knows nothing of us', async ({ lab }) => {
  await lab.hypervisor.startInstance(await lab.tiny('web1'));
  const other = connect(openRuntimeStore({ root: lab.root }).paths('web1').serial);
  await once(other, 'connect');
  const serial = await lab.hypervisor.openConsole('web1', { force: true });
  await untilEnd(other);
  serial.write('e');
  await untilText(serial, 'ok');
  serial.destroy();
});

test('a holder that is killed leaves the console to the next', async ({ lab }) => {
  await lab.hypervisor.startInstance(await lab.tiny('web1'));
  const holder = await holdConsole(lab);
  await holder[Symbol.asyncDispose]();
  const serial = await lab.hypervisor.openConsole('web1');
  serial.write('e');
  await untilText(serial, 'ok');
  serial.destroy();
});

test('a guest without a serial port has no console, and one that does not run neither', async ({ lab }) => {
  const { hypervisor } = lab;
  await hypervisor.startInstance(await lab.tiny('dumb', { serial_console: false }));
  await expect(hypervisor.openConsole('dumb')).rejects.toMatchObject({ code: 'CONSOLE_ABSENT' });
  await expect(hypervisor.followConsole('dumb').next()).rejects.toMatchObject({ code: 'CONSOLE_ABSENT' });
  await expect(hypervisor.openConsole('web2', { force: true })).rejects.toMatchObject({
    code: 'INSTANCE_NOT_RUNNING',
  });
  await expect(hypervisor.followConsole('web2').next()).rejects.toMatchObject({
    code: 'INSTANCE_NOT_RUNNING',
  });
});

test('who follows a console loses nothing while it is cut, and a reader that never reads holds up nobody', async ({
  lab,
}) => {
  const { serial } = await startedTiny(lab, 'web1');
  const { consoleLog } = openRuntimeStore({ root: lab.root }).paths('web1');
  const { boundConsoleLog } = await import('../src/console/console-log.ts');
  const idle = lab.hypervisor.followConsole('web1');
  await idle.next();
  const signal = soon();
  let next = 0;
  for await (const { offset, bytes } of lab.hypervisor.followConsole('web1', { signal })) {
    expect(offset).toBe(next);
    next += bytes.length;
    if (next > 20_000) break;
    serial.write('e'.repeat(500));
    await boundConsoleLog({ consoleLog }, 4096);
  }
  expect(statSync(consoleLog).blocks * 512).toBeLessThan(20_000);
  await idle.return();
  serial.destroy();
});

test('a connection that nobody reads from does not hold up the guest, and leaves nothing open', async ({
  lab,
}) => {
  await startLinux(lab);
  const idle = await lab.hypervisor.openConsole('web1');
  idle.write("dd if=/dev/zero bs=1k count=300 2>/dev/null | tr '\\0' x; echo; echo THE''-END\n");
  const all = lab.hypervisor.followConsole('web1', { signal: soon() });
  expect(await followUntil(all, 'THE-END')).toContain('x'.repeat(300 * 1024));
  await once(idle, 'readable');
  // As much as it holds: what was told next nobody takes.
  await expect.poll(() => idle.readableLength).toBeGreaterThan(idle.readableHighWaterMark);
  idle.destroy();
  await expect.poll(() => openedIn(lab)).toEqual([]);
});

async function startLinux(lab: Lab): Promise<void> {
  const tiny = await lab.tiny('web1', {
    kernel_path: join(images, 'linux/vmlinux'),
    initrd_path: join(images, 'linux/initrd'),
    root_path: '',
    kernel_args:
      'panic=-1 rdinit=/init quiet nokaslr mitigations=off no_timer_check tsc=reliable lpj=4000000 random.trust_cpu=on',
  });
  await lab.hypervisor.startInstance({ ...tiny, beparams: { maxmem: 128 } });
  await followUntil(lab.hypervisor.followConsole('web1', { signal: soon() }), 'GUEST-READY');
}

/** Another process that is connected to the console of `web1`. */
async function holdConsole(lab: Lab): Promise<{ readonly pid: number } & AsyncDisposable> {
  const program = `import { openHypervisor } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url))};
    await openHypervisor({ root: ${JSON.stringify(lab.root)} }).openConsole('web1');
    process.stdout.write('held');`;
  const options = ['--conditions=@kvmkit/source', '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  const { pid } = child;
  if (pid === undefined) throw new Error('a process without a pid');
  return {
    pid,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
