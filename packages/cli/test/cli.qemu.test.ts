import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';
import { describe, expect } from 'vitest';

import { shellQuote } from '../src/shell-quote.ts';
import { test, type Cli } from './support/cli.ts';

const recorded = join(import.meta.dirname, '../../kvm-cmdline/fixtures');

describe('a life by commands', () => {
  test('start, list, info and stop say what they did', async ({ cli }) => {
    expect(await cli.run('start', await cli.specification())).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^tiny started \(process \d+\)$/),
    });
    const list = await cli.run('list');
    expect(list.stdout.split('\n')[0]).toMatch(/^NAME +STATE +PID +MEMORY +VCPUS +ACCEL +MACHINE$/);
    expect(list.stdout.split('\n')[1]).toMatch(/^tiny +running +\d+ +32 MiB +1 +tcg +pc-i440fx-/);
    expect((await cli.run('info', 'tiny')).stdout).toMatch(/^state +running$/m);
    expect(await cli.run('stop', 'tiny', '--force')).toMatchObject({
      exitCode: 0,
      stdout: 'tiny forced off (quit)',
    });
    expect(await cli.run('list')).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: `no instances in ${cli.root}`,
    });
  });

  test('--json prints one JSON value on standard output, on every command', async ({ cli }) => {
    const file = await cli.specification();
    expect(await json(cli, 'list')).toEqual([]);
    expect(await json(cli, 'check', file)).toEqual({
      specification: file,
      ok: true,
      advice: expect.arrayContaining([
        { path: 'hvparams.cpu_type', topic: 'weak-cpu-type', advice: expect.any(String) },
      ]),
    });
    expect(await json(cli, 'argv', file)).toMatchObject({ argv: expect.arrayContaining(['-name', 'tiny']) });
    const { pid } = (await json(cli, 'start', file, '--paused')) as { pid: number };
    const info = { name: 'tiny', state: 'prelaunch', pid, memoryMiB: 32, vcpus: 1 };
    expect(await json(cli, 'info', 'tiny')).toMatchObject(info);
    expect(await json(cli, 'list')).toMatchObject([info]);
    expect(await json(cli, 'resume', 'tiny')).toEqual({ name: 'tiny', done: 'resumed' });
    expect(await json(cli, 'pause', 'tiny')).toEqual({ name: 'tiny', done: 'paused' });
    expect(await json(cli, 'stop', 'tiny', '--force')).toEqual({ name: 'tiny', by: 'quit', warnings: [] });
    expect(await json(cli, 'cleanup', 'tiny')).toEqual({ name: 'tiny', done: 'cleaned up' });
    expect(await json(cli, 'verify', '--kvm-path', '/usr/bin/qemu-system-x86_64')).toContainEqual(
      expect.objectContaining({ subject: 'QEMU', verdict: 'ok' }),
    );
    expect(await json(cli, 'node-info', '--kvm-path', '/usr/bin/qemu-system-x86_64')).toMatchObject({
      hvVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  test('devices, memory and CPUs of a running guest are changed by commands', async ({ cli }) => {
    const file = await cli.specification({
      hvparams: {
        kvm_path: '/usr/bin/qemu-system-x86_64',
        kvm_flag: 'disabled',
        kernel_path: '',
        // A guest need not let go of these, and this one would not.
        disk_type: 'scsi-hd',
      },
    });
    await cli.run('start', file);
    const image = join(cli.folder, 'data');
    await writeFile(image, Buffer.alloc(2 ** 20));
    expect(await cli.run('hotplug', 'add-disk', 'tiny', image)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^tiny: disk-[\da-f-]+ \([\da-f-]{36}\) added: scsi-hd on scsi.0 1$/),
    });
    expect(await cli.run('resize', 'tiny', '1', '2')).toMatchObject({ stdout: 'tiny: disk 1 has 2 MiB' });
    expect(await json(cli, 'hotplug', 'del-disk', 'tiny', '1')).toMatchObject({
      name: 'tiny',
      index: 1,
      done: 'removed',
      hvinfo: { driver: 'scsi-hd' },
      warnings: [],
    });
    expect(await cli.run('hotplug', 'del-nic', 'tiny', '0')).toMatchObject({
      exitCode: 1,
      stderr: 'kvmkit: hot-remove of NIC 0 of tiny failed: the instance has no such NIC; nothing was changed',
    });
    expect(await cli.run('balloon', 'tiny', '24', '--timeout', '0.01')).toMatchObject({
      exitCode: 1,
      stdout: 'tiny has 32 MiB, not 24: it does not move: has it a balloon driver?',
    });
    expect(await json(cli, 'pin', 'tiny', '0')).toEqual({ name: 'tiny', mask: '0' });
    expect(await cli.run('hotplug', 'fly')).toMatchObject({ exitCode: 2 });
    expect((await cli.run('help', 'hotplug', 'mod-nic')).stdout).toContain('whether the guest sees a cable');
  });

  test('watch prints what happens until Ctrl-C: a line for people, or a JSON object a line', async ({
    cli,
  }) => {
    const file = await cli.specification();
    const watches = [cli.start('watch', 'tiny'), cli.start('watch', '--json')];
    const printed = watches.map(({ stdout }) => untilText(stdout, 'removed'));
    await Promise.all(watches.map(({ stderr }) => once(stderr, 'data')));
    await cli.run('start', file);
    await cli.run('stop', 'tiny', '--force');
    const [text = '', objects = ''] = await Promise.all(printed);
    for (const watch of watches) watch.kill('SIGINT');
    expect(await Promise.all(watches)).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/^\S+Z tiny | \(process \d+\)/g, ''))).toEqual([
      'started',
      'resumed',
      'is ending: QEMU was told to end',
      'ended: QEMU was told to end',
      'removed',
    ]);
    const events = objects
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(events.at(-2)).toEqual({
      name: 'tiny',
      at: expect.any(String),
      event: 'ended',
      cause: 'host-quit',
    });
  });

  test('--root and --json stand before or behind the name of the command, and the --root behind counts', async ({
    cli,
  }) => {
    const other = join(cli.folder, 'other');
    expect(await cli.run('list', '--root', other)).toMatchObject({ stderr: `no instances in ${other}` });
    expect(await cli.run('--json', 'list', `--root=${other}`)).toMatchObject({ stdout: '[]' });
    expect(await cli.run('list', '--json')).toMatchObject({ stdout: '[]' });
  });

  test('--json has the same keys for a guest that ended: what is not known is null', async ({ cli }) => {
    await cli.run('start', await cli.specification(), '--paused');
    const { pid } = (await json(cli, 'info', 'tiny')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(() => json(cli, 'info', 'tiny'))
      .toMatchObject({ state: 'crashed', causeOfDeath: 'killed', pid: null });
    expect(await json(cli, 'list')).toMatchObject([{ accelerator: null, qemuVersion: null }]);
  });

  test('argv prints the exact command, one option a line, ready to be pasted into a shell', async ({
    cli,
  }) => {
    const file = await cli.specification({
      name: 'a.b',
      hvparams: {
        kvm_path: '/usr/bin/qemu-system-x86_64',
        kvm_flag: 'disabled',
        kernel_path: '',
        cpu_type: "qemu64,model-id=it's",
      },
    });
    const { stdout } = await cli.run('argv', file);
    const { argv } = (await json(cli, 'argv', file)) as { argv: string[] };
    const { stdout: read } = await execa('sh', ['-c', `printf '%s\\n' ${stdout}`]);
    expect(read.split('\n')).toEqual(argv);
    expect(
      stdout
        .split('\n')
        .slice(1)
        .every((line) => line.startsWith('  -')),
    ).toBe(true);
    expect(await cli.run('list')).toMatchObject({ stdout: '' });
  });

  test('argv --explain says of each option which setting it comes from', async ({ cli }) => {
    const file = await cli.specification({
      name: 'told',
      hvparams: {
        kvm_path: '/usr/bin/qemu-system-x86_64',
        kvm_flag: 'disabled',
        kernel_path: '',
        vga: 'std',
      },
    });
    const { stdout } = await cli.run('argv', file, '--explain');
    expect(stdout).toMatch(/^FROM +OPTION\n/);
    expect(stdout).toMatch(/^hvparams\.vga +-vga std$/m);
    expect(stdout).toMatch(/^beparams\.maxmem +-m \d+$/m);
  });

  test('argv --diff compares by meaning: with itself as printed, and with another specification', async ({
    cli,
  }) => {
    const file = await cli.specification({ name: 'one' });
    const { stdout } = await cli.run('argv', file);
    const printed = join(cli.folder, 'printed');
    await writeFile(printed, stdout);
    expect(await cli.run('argv', file, '--diff', printed)).toMatchObject({
      stdout: `${file} and ${printed} say the same to QEMU`,
    });
    const other = join(cli.folder, 'other.json');
    const text = await readFile(file, 'utf8');
    await writeFile(other, JSON.stringify({ ...JSON.parse(text), beparams: { maxmem: 48 } }));
    expect(await json(cli, 'argv', file, '--diff', other)).toEqual({
      differences: [{ option: '-m', which: '0', left: expect.any(String), right: '48' }],
    });
    expect((await cli.run('argv', file, '--diff', other)).stdout).toMatch(/^-m +0 +\d+ +48$/m);
  });

  test('argv --capabilities builds for a QEMU that is elsewhere, also what nothing here would start', async ({
    cli,
  }) => {
    const file = await cli.specification({
      name: 'far',
      hvparams: { kvm_path: '/elsewhere/kvm', kernel_path: '', machine_version: 'q35', cpu_mask: '0' },
      disks: [{ uuid: '000000d0-d15c-4000-8000-00000000abc0', link: '/elsewhere/disk' }],
      nics: [{ uuid: '932df160-7a22-4067-a566-7e0ca8386133', mac: 'aa:00:00:35:d8:00' }],
    });
    const probe = join(recorded, 'qemu-10.0.13/probe.json');
    const { argv } = (await json(cli, 'argv', file, '--capabilities', probe)) as { argv: string[] };
    expect(argv[0]).toBe('/elsewhere/kvm');
    expect(argv).toContain('pc-q35-10.0');
    expect(argv).toContainEqual(expect.stringMatching(/^type=tap,id=nic-932df160-7a22-4067,fd=4,vhostfd=5/));
  });

  test('argv --capabilities of something else is refused', async ({ cli }) => {
    const file = await cli.specification({ name: 'far' });
    expect(await cli.run('argv', file, '--capabilities', file)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('capabilities: found neither capabilities nor replies'),
    });
  });
});

describe('the exit status', () => {
  const cases: [args: string[], status: number, stderr: RegExp][] = [
    [['info', 'nobody'], 1, /no instance nobody/],
    [['start', '/nowhere.json'], 1, /\/nowhere\.json: ENOENT/],
    [['pause', 'nobody'], 1, /pause of nobody refused: it does not run/],
    [['stop', '../x'], 1, /name: found "\.\.\/x"/],
    [['stop'], 2, /missing required argument/],
    [['stop', 'a', '--timeout', 'soon'], 2, /^kvmkit: --timeout: a number of seconds/],
    [['balloon', 'a', 'much'], 2, /^kvmkit: <MiB>: whole MiB are wanted, not "much"/],
    [['completion', 'ksh'], 2, /^kvmkit: <bash\|zsh\|fish>: ksh is not one of/],
    [['fly'], 2, /unknown command/],
    [['list', '--what'], 2, /unknown option/],
    [[], 2, /Usage: kvmkit/],
  ];
  for (const [args, status, stderr] of cases) {
    test(`is ${status} for: kvmkit ${args.join(' ')}`, async ({ cli }) => {
      expect(await cli.run(...args)).toMatchObject({
        exitCode: status,
        stdout: '',
        stderr: expect.stringMatching(stderr),
      });
    });
  }

  test('is 0 for help and the version, which go to standard output', async ({ cli }) => {
    expect(await cli.run('--help')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('console'),
    });
    expect(await cli.run('--version')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });

  test('is 0 for the help of one command, asked for in either way', async ({ cli }) => {
    const help = await cli.run('stop', '--help');
    expect(help).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('--timeout'), stderr: '' });
    expect(await cli.run('help', 'stop')).toMatchObject({ exitCode: 0, stdout: help.stdout });
  });

  test('is 1 for a specification with mistakes, each named with its key on a line of its own', async ({
    cli,
  }) => {
    const hvparams = { disk_cache: 'fast', migration_port: 0, cpu_mask: '3-1', serial_speed: 1234 };
    const file = await cli.specification({ disks: [], hvparams, colour: 'red' });
    const { exitCode, stderr } = await cli.run('check', file);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/hvparams\.migration_port: found 0, allowed: a whole number from 1 to 65534/);
    expect(stderr).toMatch(/hvparams\.cpu_mask: found "3-1", allowed: CPUs of the host/);
    expect(stderr).toMatch(/hvparams\.serial_speed: found 1234, allowed: one of 75, 110/);
    expect(stderr).toMatch(/hvparams\.disk_cache: found "fast", allowed: .*writeback/);
    expect(stderr).toMatch(/colour: found an unknown key/);
  });

  test('is 0 for a specification that could be better, with advice beside the answer', async ({ cli }) => {
    expect(await cli.run('check', await cli.specification())).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/can be started here, by \S+$/),
      stderr: expect.stringMatching(/^hvparams\.cpu_type: not set: the guest gets qemu64/m),
    });
  });

  test('is 1 for a specification that is not JSON', async ({ cli }) => {
    const file = join(cli.folder, 'broken.json');
    await writeFile(file, '{ "name": ');
    expect(await cli.run('start', file)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('broken.json is not JSON'),
    });
  });
});

test('powercycle wants the name of this host, and does nothing for that of another', async ({ cli }) => {
  expect(await cli.run('powercycle')).toMatchObject({ exitCode: 2 });
  expect(await cli.run('powercycle', '--confirm', 'not-this-host')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('nothing was done'),
  });
});

test('info --agent is 1 for a guest that has no agent, and says why that may be', async ({ cli }) => {
  await cli.run('start', await cli.specification());
  expect(await cli.run('info', 'tiny', '--agent')).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(/^kvmkit: the agent of tiny does not answer: .*use_guest_agent$/),
  });
});

describe('the console', () => {
  test('carries standard input to the guest and the guest to standard output until Ctrl-]', async ({
    cli,
  }) => {
    await cli.run('start', await cli.specification(), '--paused');
    const terminal = cli.start('console', 'tiny');
    await cli.run('resume', 'tiny');
    await untilText(terminal.stdout, 'TINY');
    terminal.stdin.write('e');
    await untilText(terminal.stdout, 'ok');
    terminal.stdin.write('\u001D');
    expect(await terminal).toMatchObject({ exitCode: 0 });
    expect((await cli.run('info', 'tiny')).stdout).toMatch(/^state +running$/m);
  });

  test('on a terminal says how to leave, and leaves the terminal as it was', async ({ cli }) => {
    await cli.run('start', await cli.specification(), '--paused');
    const command = [...cli.words, 'console', 'tiny'].map((word) => shellQuote(word)).join(' ');
    // script(1) gives the command a terminal of its own; stty tells afterwards whether that is still a line-wise one.
    const terminal = execa('script', ['-qec', `${command}; stty -a`, '/dev/null'], { buffer: false });
    await untilText(terminal.stdout, 'Ctrl-] leaves');
    terminal.stdin.write('\u001D');
    expect(await untilText(terminal.stdout, ' icanon')).toContain('left tiny');
    await terminal;
  });

  test('leaves the terminal as it was also when it is ended by a signal', async ({ cli }) => {
    await cli.run('start', await cli.specification(), '--paused');
    const command = [...cli.words, 'console', 'tiny'].map((word) => shellQuote(word)).join(' ');
    const script = `${command} & stty -a >/dev/null; fg; stty -a`;
    const terminal = execa('script', ['-qec', `bash -mc ${shellQuote(script)}`, '/dev/null'], {
      buffer: false,
    });
    await untilText(terminal.stdout, 'Ctrl-] leaves');
    const { pid } = JSON.parse(await readFile(join(cli.root, 'console/tiny.lock'), 'utf8')) as {
      pid: number;
    };
    process.kill(pid, 'SIGTERM');
    expect(await untilText(terminal.stdout, ' icanon')).toContain('left: SIGTERM');
    terminal.stdin.end();
    await terminal;
  });

  test('is had by one at a time; --force takes it over and says so', async ({ cli }) => {
    await cli.run('start', await cli.specification());
    const first = execa(cli.words[0] ?? '', [...cli.words.slice(1), 'console', 'tiny'], { reject: false });
    await cli.run('console', 'tiny', '--wait-for', 'TINY');
    first.stdin.write('e');
    await cli.run('console', 'tiny', '--wait-for', 'ok');
    const refused = await cli.run('console', 'tiny');
    expect(refused).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`process ${first.pid} is connected`),
    });
    const second = cli.start('console', 'tiny', '--force');
    expect(await first).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('has taken it') });
    second.stdin.write('e');
    await untilText(second.stdout, 'ok');
    second.stdin.write('\u001D');
    await second;
  });

  test('--follow prints what was said and what is said, and disturbs nobody, until the guest ends', async ({
    cli,
  }) => {
    await cli.run('start', await cli.specification());
    const follower = cli.run('console', 'tiny', '--follow');
    const terminal = cli.start('console', 'tiny');
    await cli.run('console', 'tiny', '--wait-for', '^TINY$');
    terminal.stdin.write('e');
    await untilText(terminal.stdout, 'ok');
    terminal.stdin.write('q');
    await terminal;
    expect(await follower).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^TINY[^]*ok/) });
  });

  test('--wait-for is 0 as soon as the text was said, also before it was called, and 1 where it is not', async ({
    cli,
  }) => {
    await cli.run('start', await cli.specification());
    expect(await cli.run('console', 'tiny', '--wait-for', 'T.NY')).toMatchObject({ exitCode: 0, stdout: '' });
    expect(await cli.run('console', 'tiny', '--wait-for', 'login:', '--timeout', '0.2')).toMatchObject({
      exitCode: 1,
      stderr: 'kvmkit: waited 0.2 s in vain for /login:/mu on the console of tiny',
    });
    const waiting = cli.run('console', 'tiny', '--wait-for', 'login:');
    await cli.run('stop', 'tiny', '--force');
    expect(await waiting).toMatchObject({ exitCode: 1 });
    expect(await cli.run('console', 'tiny', '--wait-for', '(')).toMatchObject({ exitCode: 2 });
  });

  test('ends when the guest ends', async ({ cli }) => {
    await cli.run('start', await cli.specification(), '--paused');
    const terminal = cli.start('console', 'tiny');
    await cli.run('resume', 'tiny');
    await untilText(terminal.stdout, 'TINY');
    await cli.run('stop', 'tiny', '--force');
    expect(await terminal).toMatchObject({ exitCode: 0 });
  });
});

test('list with no instances loads neither a process library nor a web socket nor a validator nor a QMP client', async ({
  cli,
}) => {
  const log = join(cli.folder, 'loaded');
  const spy = `import { registerHooks } from 'node:module'; import { appendFileSync } from 'node:fs';
    registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(log)}, url + '\\n'); return next(url, context); } });`;
  const [node = '', ...rest] = cli.words;
  await execa(node, ['--import', `data:text/javascript,${encodeURIComponent(spy)}`, ...rest, 'list']);
  const loaded = await readFile(log, 'utf8');
  expect(loaded).toContain('@stricli/core');
  expect(loaded).not.toMatch(/commander|node:child_process|execa|valibot|\/ws\/|qmp-client|cli-table3/);
});

async function json(cli: Cli, ...args: string[]): Promise<unknown> {
  const { stdout, stderr, exitCode } = await cli.run('--json', ...args);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return JSON.parse(stdout);
}

async function untilText(stream: NodeJS.ReadableStream, text: string): Promise<string> {
  let seen = '';
  for await (const chunk of (stream as import('node:stream').Readable).iterator({ destroyOnReturn: false })) {
    seen += String(chunk);
    if (seen.includes(text)) return seen;
  }
  throw new Error(`ended before ${JSON.stringify(text)}: ${seen}`);
}
