import { constants, readFileSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { parseGuestCommandLine, type HostRuntimeStore } from '@kvmkit/kvm-runtime-store';

// @boundaries-ignore the way to play QEMU, which no caller of the package needs
import {
  launchQemu,
  type LaunchCall,
  type StartedQemu,
} from '../../../../packages/hypervisor/src/launch/qemu-process.ts';
import type { CaseFolder } from './case-folder.ts';
import type { EffectLog } from './effects.ts';
import type { Ending, LifeEnvironment } from './life-case.ts';
import { recordedPid, startMonitors, vcpuThreads } from './played-monitors.ts';

/**
 * QEMU as a case has it: a real process, which holds what it inherits, can be found in /proc and dies of signals, and
 * real sockets. Beside that it does nothing.
 */
export interface PlayedQemu extends AsyncDisposable {
  /** The commands that were run, each in the recorded form. */
  readonly commandLines: readonly (readonly string[])[];
  readonly pid: number | undefined;
  /** Its threads as the cases call them: the main one, then one for each vCPU. */
  readonly threads: readonly number[];
  isAlive(): boolean;
  launch(call: LaunchCall): Promise<StartedQemu>;
  /** Ends it, as a crash would. */
  end(): Promise<void>;
  closeMonitors(): Promise<void>;
}

export interface QemuParts {
  readonly env: Pick<LifeEnvironment, 'exec' | 'qmp' | 'unkillable'>;
  readonly folder: CaseFolder;
  readonly store: HostRuntimeStore;
  readonly effects: EffectLog;
  readonly descriptorName: (fd: number) => string | undefined;
}

export async function playQemu({
  env,
  folder,
  store,
  effects,
  descriptorName,
}: QemuParts): Promise<PlayedQemu> {
  await using undo = new AsyncDisposableStack();
  // Both ends: nothing comes out of it before something is written, and its end when we are gone.
  const pipe = undo.use(await open(folder.pipe, constants.O_RDWR));
  const commandLines: string[][] = [];
  let process: StartedQemu | undefined;
  let monitors: AsyncDisposable | undefined;
  let threads: readonly number[] = [];
  const closeMonitors = async (): Promise<void> => {
    const closing = monitors;
    monitors = undefined;
    await closing?.[Symbol.asyncDispose]();
  };
  undo.defer(closeMonitors);
  undo.defer(async () => process?.[Symbol.asyncDispose]());
  const isAlive = (): boolean => process !== undefined && isRunning(process.pid);

  const launch = async (call: LaunchCall): Promise<StartedQemu> => {
    await closeMonitors();
    const inherited = call.descriptors.map(descriptorName);
    const argv = recordedWords(call.argv, inherited).map((word) => folder.recorded(word));
    effects.add(['exec', 'qemu', { keep_fds: inherited.filter((name) => name !== undefined) }]);
    commandLines.push(argv);
    const isGood = !env.exec.fail && !env.exec.dead;
    const script = isGood ? waitingScript(folder.pipe, env.unkillable) : endingScript(env.exec);
    process = await launchQemu({ ...call, argv: ['/bin/sh', '-c', script, ...call.argv] });
    if (!isGood) return process;
    const { pidFile = '', memoryMiB = 0, vcpus = 1 } = parseGuestCommandLine(call.argv);
    threads = [recordedPid, ...vcpuThreads(vcpus)];
    await writeFile(pidFile, `${process.pid}\n`);
    monitors = await startMonitors(env.qmp, {
      paths: store.paths(basename(pidFile)),
      memoryMiB,
      vcpus,
      uuid: call.argv[call.argv.indexOf('-uuid') + 1] ?? '',
      argv: call.argv,
      effects,
      end: () => {
        if (!env.unkillable) void pipe.write('\n').then(closeMonitors);
      },
    });
    return process;
  };
  const owned = undo.move();
  return {
    commandLines,
    get pid() {
      return process?.pid;
    },
    get threads() {
      return threads;
    },
    isAlive,
    launch,
    closeMonitors,
    end: async () => {
      await process?.[Symbol.asyncDispose]();
      await closeMonitors();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** One that does nothing; nothing ends all of it where the case says so: something of it still holds the guest's lock. */
function waitingScript(pipe: string, isUnkillable: boolean): string {
  const wait = `read -r line < '${pipe}'`;
  return isUnkillable ? `trap '' TERM\n(${wait}) &\n${wait}` : wait;
}

/** One that ends at once. */
function endingScript({ exit, signal, output, dead }: Ending): string {
  const end = signal === undefined ? `exit ${exit ?? (dead ? 0 : 1)}` : `kill -${signal} $$`;
  return `printf %s '${output.replaceAll("'", String.raw`'\''`)}'\n${end}`;
}

/** The numbers of descriptors as the cases call them; the first that QEMU inherits is 3. */
function recordedWords(argv: readonly string[], inherited: readonly (string | undefined)[]): string[] {
  return argv.map((word, index) =>
    /^-net(?:dev)?$/.test(argv[index - 1] ?? '')
      ? word.replaceAll(/\b((?:vhost)?fds?=)([\d:]+)/g, (_, key: string, numbers: string) => {
          const names = numbers.split(':').map((fd) => inherited[Number(fd) - 3] ?? 'not inherited');
          return `${key}${names.join(':')}`;
        })
      : word,
  );
}

function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^\) [ZX]/.test(stat.slice(stat.lastIndexOf(')')));
  } catch {
    return false;
  }
}
