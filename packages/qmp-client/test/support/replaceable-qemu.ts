import { connectQmp } from '../../src/index.ts';
import { startQemu } from '../qemu.ts';
import { BareClient } from './bare-client.ts';

/** Far beyond what QEMU needs for its first answer. */
const patienceMs = 1000;

/**
 * A QEMU that is replaced when its monitor is dead.
 *
 * Once in some thousand connections (seen with QEMU 7.2.22 alone) a client leaves just as its command is answered, and
 * from then on QEMU greets every client and reads nothing from it, for good. No client can do anything about it:
 * `connectQmp` says that there was a greeting and no answer to qmp_capabilities.
 */
export class ReplaceableQemu implements AsyncDisposable {
  /** How often it was replaced. */
  replacements = 0;
  readonly #binary: string;
  #host: Awaited<ReturnType<typeof startQemu>>;

  private constructor(binary: string, host: Awaited<ReturnType<typeof startQemu>>) {
    this.#binary = binary;
    this.#host = host;
  }

  static async start(binary: string): Promise<ReplaceableQemu> {
    return new ReplaceableQemu(binary, await startReady(binary));
  }

  get socketPath(): string {
    return this.#host.socketPath;
  }

  /** Puts a new QEMU in the place of one that does not answer; false for one that does. */
  async replaceIfDead(): Promise<boolean> {
    if (await answers(this.socketPath)) return false;
    await this.#host[Symbol.asyncDispose]();
    this.#host = await startReady(this.#binary);
    this.replacements += 1;
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#host[Symbol.asyncDispose]();
  }
}

async function startReady(binary: string): ReturnType<typeof startQemu> {
  const host = await startQemu(binary);
  await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
  return host;
}

/** Asked by a bare socket, so that no defect of our client is taken for one of QEMU. */
async function answers(socketPath: string): Promise<boolean> {
  await using client = await BareClient.connect(socketPath);
  client.send('{"execute":"qmp_capabilities","id":"alive"}');
  const timer = setTimeout(() => void client[Symbol.asyncDispose](), patienceMs);
  let isAlive = false;
  await client.readLines((line) => (isAlive = line.includes('"alive"')));
  clearTimeout(timer);
  return isAlive;
}
