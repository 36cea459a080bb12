/**
 * A QEMU for one test, under TCG, so that it runs everywhere. QMP, the serial port and the virtio ports are the
 * child's own file descriptors: no socket path, nothing to wait for, nothing left behind.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { Duplex } from 'node:stream';
import { Transcript } from './transcript.ts';

const QMP_FD = 3;
const SERIAL_FD = 4;
const FIRST_PORT_FD = 5;

export interface Port {
  readonly said: Transcript;
  type(text: string): void;
}

export interface Qemu extends AsyncDisposable {
  readonly serial: Port;
  /** The virtio port of this name, one of those asked for at the start. */
  port(name: string): Port;
  execute(command: string, args?: object): Promise<unknown>;
  /** The human monitor's answer; for the few things that QMP does not show. */
  ask(humanCommand: string): Promise<string>;
  /** Waits for an event, also one that came already; gives its data. */
  event(name: string): Promise<unknown>;
  /** Waits for the end of QEMU by itself; gives its exit status, -1 for a signal. */
  readonly exited: Promise<number>;
}

/** Starts a QEMU of these arguments with a virtio-serial port for each name of `portNames`. */
export async function startQemu(args: readonly string[], portNames: readonly string[] = []): Promise<Qemu> {
  const child = spawn('qemu-system-x86_64', [...renderChannels(portNames), ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe', ...portNames.map(() => 'pipe' as const)],
  });
  const { promise: exited, resolve, reject } = Promise.withResolvers<number>();
  // A test runner that gives up does not dispose of anything.
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  child.on('exit', (status) => {
    process.off('exit', kill);
    resolve(status ?? -1);
  });
  child.on('error', reject);

  const qmp = qmpOver(openPort(child, 'QMP', QMP_FD));
  const serial = openPort(child, 'the serial port', SERIAL_FD);
  const ports = new Map(portNames.map((name, index) => [name, openPort(child, name, FIRST_PORT_FD + index)]));
  const close = async (): Promise<void> => {
    kill();
    await exited;
  };
  try {
    await qmp.command('qmp_capabilities', {});
  } catch (error) {
    await close();
    throw error;
  }
  return {
    serial,
    port: (name) => {
      const port = ports.get(name);
      if (port === undefined) {
        throw new TypeError(`this QEMU was started without a port ${name}`);
      }
      return port;
    },
    execute: async (command, commandArguments = {}) => qmp.command(command, commandArguments),
    ask: async (humanCommand) =>
      String(await qmp.command('human-monitor-command', { 'command-line': humanCommand })),
    event: async (name) => qmp.event(name),
    exited,
    [Symbol.asyncDispose]: close,
  };
}

function renderChannels(portNames: readonly string[]): string[] {
  const args = ['-accel', 'tcg', '-nodefaults', '-no-user-config', '-display', 'none'];
  args.push('-chardev', `socket,id=qmp,fd=${QMP_FD}`, '-mon', 'chardev=qmp,mode=control');
  args.push('-chardev', `socket,id=serial,fd=${SERIAL_FD}`, '-serial', 'chardev:serial');
  if (portNames.length > 0) {
    args.push('-device', 'virtio-serial-pci');
  }
  for (const [index, name] of portNames.entries()) {
    args.push('-chardev', `socket,id=port${index},fd=${FIRST_PORT_FD + index}`);
    args.push('-device', `virtserialport,chardev=port${index},name=${name}`);
  }
  return args;
}

function openPort(child: ChildProcess, name: string, fd: number): Port {
  // A 'pipe' is a socket of both directions, whatever the types say of stdio beyond 2.
  const stream: unknown = child.stdio[fd];
  if (!(stream instanceof Duplex)) {
    throw new TypeError(`file descriptor ${fd} of QEMU is not a pipe`);
  }
  // QEMU may end while we type; that is told by the stream's end.
  stream.on('error', () => {});
  return {
    said: new Transcript(name, stream),
    type: (text) => {
      stream.write(text);
    },
  };
}

/** Enough of QMP for these tests, which must not lean on the packages that lean on these guests. */
function qmpOver(port: Port): {
  command(name: string, args: object): Promise<unknown>;
  event(name: string): Promise<unknown>;
} {
  let lastId = 0;
  return {
    command: async (name, args) => {
      lastId += 1;
      const id = lastId;
      port.type(JSON.stringify({ execute: name, arguments: args, id }));
      const answer = await port.said.until(`the answer to ${name}`, (text) =>
        parseMessages(text).find((message) => message['id'] === id),
      );
      if (answer['error'] !== undefined) {
        throw new Error(`${name}: ${JSON.stringify(answer['error'])}`);
      }
      return answer['return'];
    },
    event: async (name) => {
      const found = await port.said.until(name, (text) =>
        parseMessages(text).find((message) => message['event'] === name),
      );
      return found['data'];
    },
  };
}

function parseMessages(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const message: unknown = JSON.parse(line);
      return typeof message === 'object' ? { ...message } : {};
    });
}
