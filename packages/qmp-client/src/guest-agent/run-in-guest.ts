import { setTimeout as delay } from 'node:timers/promises';

import { QmpTimeoutError } from '../errors.ts';
import { Deadline } from '../waiting/deadline.ts';
import type { WaitOptions } from '../waiting/wait.ts';
import type { GuestAgent } from './guest-agent.ts';
import type { GuestProcessStatus } from './qga-files.ts';

/** What to run in a guest. */
export interface GuestProgram extends WaitOptions {
  /** The program's path in the guest, or its name where the agent's PATH has it. */
  readonly path: string;
  readonly args?: readonly string[] | undefined;
  /** Its standard input. @default empty */
  readonly input?: string | Uint8Array | undefined;
  /** Its whole environment, in place of the agent's own. @default the agent's */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** How a program in a guest ended. */
export interface GuestProgramResult {
  readonly pid: number | bigint;
  /** Undefined where a signal ended it. */
  readonly exitCode: number | undefined;
  /** The signal's number in the guest, on Windows the exception's. */
  readonly signal: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** The agent keeps the first 16 MiB of each. */
  readonly stdoutTruncated: boolean;
  readonly stderrTruncated: boolean;
}

/** Most programs end within milliseconds; for the others a question every half second costs the guest nothing. */
const firstPauseMs = 4;
const longestPauseMs = 500;

/**
 * Runs a program in the guest and waits for its end, whatever its exit code.
 *
 * The agent does not tell when a program ends, so it is asked again and again, after pauses that grow from 4 to
 * 500 ms. Giving up (`signal`, `timeoutMs`) does not end the program.
 *
 * @throws QmpTimeoutError (`QMP_TIMEOUT`) when it has not ended within `timeoutMs`; it still runs in the guest.
 * @throws QmpCommandError (`QMP_COMMAND_FAILED`) when the agent can not start it, or must not (guest-exec is disabled).
 * @throws As `GuestAgent.execute` does.
 */
export async function runInGuest(agent: GuestAgent, program: GuestProgram): Promise<GuestProgramResult> {
  const { path, args, input, env, timeoutMs } = program;
  using deadline = new Deadline(
    program,
    (limitMs) => new QmpTimeoutError(`${path} was not started in the guest`, { timeoutMs: limitMs }),
  );
  // Without a limit of our own the connection's holds for each question.
  const patience = { signal: deadline.signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  const started = await agent.execute(
    'guest-exec',
    {
      path,
      arg: args,
      env: env === undefined ? undefined : Object.entries(env).map(([name, value]) => `${name}=${value}`),
      'input-data': input === undefined ? undefined : Buffer.from(input).toString('base64'),
      'capture-output': true,
    },
    patience,
  );
  const { pid } = started;
  deadline.explain = (limitMs) =>
    new QmpTimeoutError(`${path} (pid ${pid} in the guest, where it still runs) did not end`, {
      timeoutMs: limitMs,
    });
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const status = await agent.execute('guest-exec-status', { pid }, patience);
    if (status.exited) return describeEnd(pid, status);
    await pause(pauseMs, deadline.signal);
  }
}

async function pause(pauseMs: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(pauseMs, undefined, { signal });
  } catch {
    // Node wraps the signal's reason; ours goes out untouched.
    signal.throwIfAborted();
  }
}

function describeEnd(pid: number | bigint, status: GuestProcessStatus): GuestProgramResult {
  return {
    pid,
    exitCode: status.exitcode,
    signal: status.signal,
    stdout: Buffer.from(status['out-data'] ?? '', 'base64'),
    stderr: Buffer.from(status['err-data'] ?? '', 'base64'),
    stdoutTruncated: status['out-truncated'] ?? false,
    stderrTruncated: status['err-truncated'] ?? false,
  };
}
