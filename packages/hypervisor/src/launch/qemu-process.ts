import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { connectQmp, type QmpClient } from '@kvmkit/qmp-client';

import { QemuError } from '../errors.ts';

export interface LaunchCall {
  /** The program first; what stands before QEMU must become it by `exec`. */
  readonly argv: readonly string[];
  readonly logFile: string;
  /** What QEMU inherits beside its standard streams, as descriptors 3, 4, … */
  readonly descriptors: readonly number[];
}

/** A QEMU that we have just started: frozen, in a session of its own, not ours to keep. */
export interface StartedQemu extends AsyncDisposable {
  readonly pid: number;
  /** Resolves at QEMU's first answer: the machine exists. @throws {QemuError} `QEMU_EXITED` with QEMU's own words */
  ready(socketPath: string, timeoutMs: number): Promise<QmpClient>;
}

/**
 * Starts QEMU detached: own session and process group, standard streams to the log. Disposing kills it.
 */
export async function launchQemu({ argv, logFile, descriptors }: LaunchCall): Promise<StartedQemu> {
  const [program = '', ...args] = argv;
  await using log = await open(logFile, 'a', 0o600);
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log.fd, log.fd, ...descriptors],
  });
  const exited = once(child, 'exit');
  exited.catch(() => undefined);
  if (child.pid === undefined) await exited;
  const { pid } = child;
  if (pid === undefined) throw new TypeError('a process without a pid');

  return {
    pid,
    ready: (socketPath, timeoutMs) => greetingOrExit(socketPath, timeoutMs),
    [Symbol.asyncDispose]: async () => {
      // Let go of it may have been: without this, our process could end before the wait, and the undo with it.
      child.ref();
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await exited;
    },
  };

  async function greetingOrExit(socketPath: string, timeoutMs: number): Promise<QmpClient> {
    const giveUp = new AbortController();
    exited.then(() => giveUp.abort()).catch(() => undefined);
    try {
      const qmp = await connectQmp(socketPath, { waitForSocket: true, timeoutMs, signal: giveUp.signal });
      // From here on it lives without us.
      child.unref();
      return qmp;
    } catch (cause) {
      // Its sockets close a moment before it is reaped: give the exit status that moment.
      const end = await Promise.race([exited, delay(reapMs, undefined, { ref: false })]);
      throw await explainFailure(program, logFile, end, cause);
    }
  }
}

const reapMs = 1000;

async function explainFailure(
  program: string,
  logFile: string,
  end: unknown[] | undefined,
  cause: unknown,
): Promise<QemuError> {
  const words = await logTail(logFile);
  const how = end === undefined ? 'gave no greeting on its monitor' : `ended at once (${describeEnd(end)})`;
  return new QemuError('QEMU_EXITED', program, `${program} ${how}: ${words}`, { cause });
}

function describeEnd([status, signal]: unknown[]): string {
  return typeof status === 'number' ? `exit status ${status}` : `killed by ${String(signal)}`;
}

const tailLines = 10;

/** The last lines that QEMU wrote. */
async function logTail(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-tailLines).join('\n') || 'it said nothing';
}
