import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { makeFolder } from './qemu.ts';

const binary = process.env['QEMU_BIN'] ?? 'qemu-system-x86_64';
const root = resolve(import.meta.dirname, '../../..');
const images = join(root, 'examples/instances/images');
// tools/guests/README.md says what each of these is good for under TCG.
const kernelArguments =
  'console=ttyS0 quiet panic=-1 nokaslr mitigations=off noreplace-smp no_timer_check tsc=reliable lpj=4000000 ' +
  'cryptomgr.notests random.trust_cpu=on';

/** A Linux guest with an agent, a disk, a shell on a virtio port and a port that nothing in the guest opens. */
export interface LinuxGuest extends AsyncDisposable {
  readonly agentPath: string;
  readonly deafPath: string;
  readonly qmpPath: string;
  readonly process: ChildProcess;
  /** Resolves when QEMU has ended. */
  readonly exited: Promise<unknown>;
  /** Runs shell commands in the guest beside the agent, and answers what they print. */
  shell(commands: string): Promise<string>;
}

/** Starts the guest; it may still be booting. */
export async function startLinuxGuest(): Promise<LinuxGuest> {
  await promisify(execFile)(join(root, 'tools/guests/build.sh'));
  await using undo = new AsyncDisposableStack();
  const folder = undo.use(await makeFolder());
  const ports = { agent: 'org.qemu.guest_agent.0', deaf: 'nobody.0', shell: 'test.0' };
  const pathOf = (name: string): string => join(folder.path, name);
  const args = ['-accel', 'tcg', '-m', '128', '-nodefaults', '-no-user-config', '-display', 'none'];
  args.push('-kernel', join(images, 'linux/vmlinux'), '-initrd', join(images, 'linux/initrd-agent'));
  args.push('-append', kernelArguments, '-qmp', `unix:${pathOf('qmp')},server=on,wait=off`);
  args.push('-drive', `file=${join(images, 'disk.img')},format=raw,if=none,id=disk,snapshot=on`);
  args.push('-device', 'virtio-blk-pci,drive=disk,serial=data', '-device', 'virtio-serial-pci');
  for (const [id, name] of Object.entries(ports)) {
    args.push('-chardev', `socket,id=${id},path=${pathOf(id)},server=on,wait=off`);
    args.push('-device', `virtserialport,chardev=${id},name=${name}`);
  }
  const qemu = spawn(binary, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(qemu, 'close');
  undo.defer(async () => {
    qemu.kill('SIGKILL');
    await exited;
  });
  let shell: Shell | undefined;
  const disposal = undo.move();
  return {
    agentPath: pathOf('agent'),
    deafPath: pathOf('deaf'),
    qmpPath: pathOf('qmp'),
    process: qemu,
    exited,
    async shell(commands) {
      shell ??= disposal.use(new Shell(connect(pathOf('shell'))));
      return await shell.run(commands);
    },
    [Symbol.asyncDispose]: async () => await disposal.disposeAsync(),
  };
}

/** A shell without prompt or echo behind a socket; one command line at a time. */
class Shell implements Disposable {
  readonly #socket: Socket;
  #count = 0;

  constructor(socket: Socket) {
    this.#socket = socket.setEncoding('utf8').on('error', () => {});
  }

  async run(commands: string): Promise<string> {
    this.#count += 1;
    const mark = `shell-is-done-${this.#count}`;
    let text = '';
    const { promise, resolve: done } = Promise.withResolvers<void>();
    const onData = (chunk: string): void => {
      text += chunk;
      if (text.endsWith(`${mark}\n`)) done();
    };
    this.#socket.on('data', onData);
    this.#socket.write(`${commands}\necho ${mark}\n`);
    await promise;
    this.#socket.off('data', onData);
    return text.slice(0, -mark.length - 1);
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
