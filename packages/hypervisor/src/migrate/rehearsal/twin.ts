import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';

import { buildTwin, respellRuntime, type InstanceRuntime } from '@kvmkit/kvm-cmdline';
import { connectQmp } from '@kvmkit/qmp-client/qmp';

import type { HypervisorContext } from '../../context.ts';
import { readMigrationInfo } from '../migration-info.ts';
import type { TwinThere } from '../target-node.ts';

/** A QEMU of a rehearsal, which ends with this. */
export interface Twin extends TwinThere {
  /** Its monitor, for who does not connect to it. */
  readonly stream: Duplex;
}

const monitorTimeoutMs = 10_000;

/** The twin on the host that a guest is to go to. */
export async function startWaitingTwin(
  context: HypervisorContext,
  name: string,
  info: string,
): Promise<Twin> {
  const { runtime } = await readMigrationInfo(name, info);
  return startTwin(context, runtime, true);
}

/** Starts the twin of a machine on this host; whether it comes up, its monitor tells. */
export async function startTwin(
  { host }: HypervisorContext,
  runtime: InstanceRuntime,
  waits: boolean,
): Promise<Twin> {
  const { hvparams } = runtime.instance;
  const [capabilities, accelerator] = await Promise.all([
    host.capabilities(hvparams.kvm_path),
    host.accelerator(hvparams),
  ]);
  const argv = buildTwin(respellRuntime(runtime, capabilities), { accelerator, capabilities, waits });
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (words = `${words}${text}`.slice(-4096)));
  const closed = once(child, 'close').catch((error: unknown) => void (words ||= String(error)));
  const stream = child.stdio[3];
  if (!(stream instanceof Duplex)) throw new TypeError('spawn made no socket for descriptor 3');
  stream.on('error', () => undefined);
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
  };
  return {
    stream,
    connectQmp: () => connectQmp({ stream }, { timeoutMs: monitorTimeoutMs }),
    words: async () => {
      await end();
      // What it warns of keeps it from nothing.
      return words
        .split('\n')
        .filter((line) => !line.includes(': warning: '))
        .join('\n')
        .trim();
    },
    [Symbol.asyncDispose]: end,
  };
}
