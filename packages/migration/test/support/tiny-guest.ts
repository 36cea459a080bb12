import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { connectQmp, type QmpClient } from '@kvmkit/qmp-client';

const image = fileURLToPath(new URL('../../../../examples/instances/images/tiny.img', import.meta.url));

/** A QEMU with the tiny guest on a virtio disk, a monitor for the move and another for the test, and its serial port. */
export class TinyGuest implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly exited: Promise<unknown>;
  readonly qmpPath: string;
  /** The monitor that the move uses. */
  qmp: QmpClient;
  /** The test’s own, which tells when the guest runs. */
  readonly observer: QmpClient;
  isRunning = false;
  hasExited = false;
  onChange: () => void = () => {};
  /** Each line of the serial port. */
  readonly lines: string[] = [];
  /** Each status of its migration. */
  readonly statuses: string[] = [];
  readonly #serial: Server;
  #socket: Socket | undefined;
  #wake: PromiseWithResolvers<void> = Promise.withResolvers();

  private constructor(facts: {
    process: ChildProcess;
    exited: Promise<unknown>;
    serial: Server;
    qmpPath: string;
    qmp: QmpClient;
    observer: QmpClient;
  }) {
    this.process = facts.process;
    this.exited = facts.exited;
    this.qmpPath = facts.qmpPath;
    this.qmp = facts.qmp;
    this.observer = facts.observer;
    this.#serial = facts.serial;
  }

  static async start(facts: {
    readonly binary: string;
    readonly machine: string;
    readonly folder: string;
    readonly name: string;
    readonly args: readonly string[];
  }): Promise<TinyGuest> {
    const { binary, machine, folder, name, args } = facts;
    const path = (what: string): string => join(folder, `${name}.${what}`);
    const serial = createServer().listen(path('serial'));
    await once(serial, 'listening');
    const connected = once(serial, 'connection') as Promise<[Socket]>;
    const words = [
      `-accel tcg -machine ${machine} -m 64 -nodefaults -display none -name migration-test`,
      `-blockdev driver=file,node-name=disk,read-only=on,filename=${image} -device virtio-blk-pci,drive=disk`,
      `-chardev socket,id=serial,path=${path('serial')} -serial chardev:serial`,
      `-qmp unix:${path('qmp')},server=on,wait=off -qmp unix:${path('eye')},server=on,wait=off`,
    ];
    const process = spawn(binary, [...words.join(' ').split(' '), ...args], { stdio: 'ignore' });
    const exited = once(process, 'close');
    const options = { waitForSocket: true, timeoutMs: 20_000 };
    const [qmp, observer] = await Promise.all([
      connectQmp(path('qmp'), options),
      connectQmp(path('eye'), options),
    ]);
    const guest = new TinyGuest({ process, exited, serial, qmpPath: path('qmp'), qmp, observer });
    const [socket] = await connected;
    guest.#read(socket);
    await guest.#watch();
    void exited.then(() => (guest.hasExited = true));
    return guest;
  }

  /** Waits until the guest has printed it, or, as a number, one that is not less. */
  async says(line: string): Promise<void> {
    await this.#until(() => this.lines.includes(line));
  }

  /** Waits for lines beyond those that are there: the guest lives. */
  async ticks(count = 1): Promise<void> {
    const wanted = this.lines.length + count;
    await this.#until(() => this.lines.length >= wanted);
  }

  async hasStatus(status: string): Promise<void> {
    await this.#until(() => this.statuses.includes(status));
  }

  async runs(): Promise<void> {
    await this.#until(() => this.isRunning);
  }

  type(letters: string): void {
    this.#socket?.write(letters);
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    // From the signal on: what its peer does when it notices comes after it.
    this.#runs(false);
    await this.exited;
  }

  /** As the next manager does, when the one before has died. */
  async reconnect(): Promise<QmpClient> {
    await this.qmp.close();
    this.qmp = await connectQmp(this.qmpPath, { timeoutMs: 3000 });
    return this.qmp;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Promise.all([this.qmp.close(), this.observer.close()]);
    this.#socket?.destroy();
    this.#serial.close();
  }

  #read(socket: Socket): void {
    this.#socket = socket;
    let rest = '';
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      this.lines.push(...lines);
      this.#tell();
    });
    socket.on('error', () => {});
  }

  async #watch(): Promise<void> {
    const heard = this.observer.subscribe(['RESUME', 'STOP', 'MIGRATION']);
    const watch = async (): Promise<void> => {
      for await (const event of heard) {
        if (event.event === 'MIGRATION') this.statuses.push(event.data.status);
        else this.#runs(event.event === 'RESUME');
        this.#tell();
      }
    };
    watch().then(
      () => this.#runs(false),
      () => this.#runs(false),
    );
    const { running } = await this.observer.execute('query-status');
    if (running) this.#runs(true);
  }

  #runs(isRunning: boolean): void {
    this.isRunning = isRunning;
    this.onChange();
    this.#tell();
  }

  #tell(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await this.#wake.promise;
  }
}
