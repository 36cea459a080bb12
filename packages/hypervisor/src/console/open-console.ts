import { once } from 'node:events';
import { access, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

import type { HypervisorContext } from '../context.ts';
import { consoleAbsence } from './console-absence.ts';
import { boundConsoleLog } from './console-log.ts';
import { consoleStream } from './console-stream.ts';
import { followConsole } from './follow-console.ts';
import { takeConsole } from './take-console.ts';

export interface OpenConsoleOptions {
  /** Take the console from whoever has it. @default false */
  readonly force?: boolean | undefined;
}

/**
 * Joins the guest's serial port as a byte stream. What the guest said before is not repeated: it is in the log.
 * @throws {InstanceError} `INSTANCE_NOT_RUNNING`
 * @throws {ConsoleError} `CONSOLE_BUSY`, `CONSOLE_ABSENT`; later, as an error of the stream, `CONSOLE_TAKEN`
 */
export async function openConsole(
  context: HypervisorContext,
  name: string,
  { force = false }: OpenConsoleOptions = {},
): Promise<Duplex> {
  const paths = context.store.paths(name);
  const absence = (error: unknown): Promise<unknown> =>
    consoleAbsence(context, name, error, 'it was started without a serial port');
  await access(paths.serial).catch(async (error: unknown) => {
    throw await absence(error);
  });
  await using own = new AsyncDisposableStack();
  const turn = own.use(await takeConsole(context, name, force));
  const log = await stat(paths.consoleLog).catch(() => undefined);
  const socket = connect(paths.serial);
  try {
    await once(socket, 'connect');
  } catch (error) {
    socket.destroy();
    throw await absence(error);
  }
  await boundConsoleLog(paths);
  const fromOffset = log?.size ?? 0;
  const stream =
    log === undefined
      ? socket
      : consoleStream(socket, (signal) => followConsole(context, name, { fromOffset, signal }));
  turn.onTaken((error) => stream.destroy(error));
  const kept = own.move();
  socket.once('close', () => void kept.disposeAsync());
  return stream;
}
