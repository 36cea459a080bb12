import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { Duplex } from 'node:stream';

export const qemuBinary: string = process.env['QEMU_BIN'] ?? '/usr/bin/qemu-system-x86_64';

/** Why tests with a real QEMU cannot run here; `false` when they can. */
export const noQemu: string | false = existsSync(qemuBinary) ? false : `there is no ${qemuBinary}`;

interface QmpMessage {
  readonly QMP?: unknown;
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

/** A QEMU that has greeted; killed with the scope it is started in. */
export interface RunningQemu extends AsyncDisposable {
  execute(command: string, args?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Ends QEMU by its own command. @returns what it printed */
  quit(): Promise<{ readonly status: number | null; readonly stderr: string }>;
}

/**
 * Starts QEMU with one monitor more, on a descriptor of ours: its greeting comes when all other options have been
 * taken, so nobody has to look again and again whether a socket is there.
 */
export async function startQemu([program = '', ...options]: readonly string[]): Promise<RunningQemu> {
  const ownMonitor = ['-chardev', 'socket,id=test,fd=3', '-mon', 'chardev=test,mode=control'];
  const child = spawn(program, [...options, ...ownMonitor], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const closed = once(child, 'close');
  const monitor = duplex(child.stdio[3]);
  // A QEMU that ends early resets it; what counts is said on its standard error.
  monitor.on('error', () => undefined);
  const lines = createInterface({ input: monitor })[Symbol.asyncIterator]();

  async function nextMessage(): Promise<QmpMessage> {
    const { done, value } = await lines.next();
    if (done !== true) return JSON.parse(value) as QmpMessage;
    await closed;
    throw new Error(`QEMU ended: ${stderr}`);
  }

  async function execute(command: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    monitor.write(JSON.stringify({ execute: command, arguments: args }));
    for (;;) {
      const message = await nextMessage();
      if (message.error !== undefined) throw new Error(`${command}: ${message.error.desc}`);
      if ('return' in message) return message.return;
    }
  }

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await closed;
  }

  try {
    await nextMessage();
    await execute('qmp_capabilities');
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    execute,
    quit: async () => {
      await execute('quit');
      await closed;
      return { status: child.exitCode, stderr };
    },
    [Symbol.asyncDispose]: kill,
  };
}

function duplex(stream: unknown): Duplex {
  if (stream instanceof Duplex) return stream;
  throw new TypeError('spawn made no socket for descriptor 3');
}

/** The first line that a monitor on a unix socket says. */
export async function greetingOf(path: string): Promise<QmpMessage> {
  const socket = connect(path);
  try {
    const [chunk] = (await once(socket.setEncoding('utf8'), 'data')) as [string];
    return JSON.parse(chunk) as QmpMessage;
  } finally {
    socket.destroy();
  }
}
