import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For tests that do not choose one with `describeEachQemu`. */
const machinesOwn = process.env['QEMU_BIN'] ?? 'qemu-system-x86_64';

/** A temporary folder that is removed with all it holds. */
export async function makeFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'qmp-client-'));
  return {
    path,
    [Symbol.asyncDispose]: async () => await rm(path, { recursive: true, force: true }),
  };
}

/** A machine that takes QEMU long enough to make that a client may wait for it; see `TestQemu.ready`. */
export const wholeMachine: readonly string[] = ['-machine', 'pc', '-accel', 'tcg', '-m', '16'];

/** A QEMU without a guest that ends with the scope it is started in. */
export class TestQemu implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly #exited: Promise<unknown>;

  constructor(binary: string, args: readonly string[]) {
    const common = ['-machine', 'none', '-S', '-display', 'none', '-nodefaults', '-name', 'qmp-client-test'];
    this.process = spawn(binary, [...common, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#exited = once(this.process, 'close');
  }

  /**
   * One whose main loop and thread of monitors both run, as an answer on `-qmp stdio` shows.
   *
   * Where an empty machine starts on a busy host, both threads of QEMU 5.2 and 7.2 may otherwise set up a monitor
   * whose first client is waiting already; it then never reads, or closes the next client (seen in 5 of 5900 starts).
   */
  static async ready(binary: string, args: readonly string[]): Promise<TestQemu> {
    const qemu = new TestQemu(binary, [...args, '-qmp', 'stdio']);
    const { stdin, stdout } = qemu.process;
    if (stdin === null || stdout === null) throw new TypeError('QEMU has no standard streams');
    stdin.on('error', () => {}).write('{"execute":"qmp_capabilities"}');
    for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
      if (String(chunk).includes('"return"')) break;
    }
    stdout.resume();
    return qemu;
  }

  /** Stops QEMU from reading and answering, so that what is sent now stays in flight. */
  freeze(): void {
    this.process.kill('SIGSTOP');
  }

  thaw(): void {
    this.process.kill('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGKILL');
    await this.#exited;
  }
}

/** The arguments that put a QMP monitor on a character device: `-mon` warns that it is deprecated from 11.1 on. */
export function monitorOn(chardev: string, version: string, option?: 'pretty=on'): readonly string[] {
  const rest = option === undefined ? '' : `,${option}`;
  return Number(version) < 11
    ? ['-mon', `${chardev},mode=control${rest}`]
    : ['-object', `monitor-qmp,id=monitor-${chardev},chardev=${chardev}${rest}`];
}

/** A QEMU that is ready, with a monitor on `socketPath`, in a folder of its own. */
export async function startQemu(
  binary: string = machinesOwn,
): Promise<AsyncDisposable & { readonly socketPath: string; readonly qemu: TestQemu }> {
  const undo = new AsyncDisposableStack();
  const folder = undo.use(await makeFolder());
  const socketPath = join(folder.path, 'qmp');
  const qemu = undo.use(await TestQemu.ready(binary, ['-qmp', `unix:${socketPath},server=on,wait=off`]));
  return { socketPath, qemu, [Symbol.asyncDispose]: async () => await undo.disposeAsync() };
}
