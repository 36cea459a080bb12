import type { QmpArguments, QmpClient, QmpResult } from '../client.ts';
import type { QmpCommandName } from '../commands.ts';
import type { QmpCommands } from '../qapi.ts';
import { QmpTimeoutError } from '../errors.ts';
import { Deadline } from '../waiting/deadline.ts';
import type { WaitOptions } from '../waiting/wait.ts';
import type { QmpEvent, QmpEventName } from './events.ts';

/** A command, and the event that tells that it is done. */
export interface CommandWithEvent<Command extends string, Event extends string> extends WaitOptions {
  readonly command: Command;
  readonly arguments?: Command extends QmpCommandName ? QmpCommands[Command]['arguments'] : QmpArguments;
  /** The events that may belong to it, good news and bad: the first that `matches` ends the wait. */
  readonly events: readonly Event[];
  /** Whether an event belongs to this command; write it so that no other device's or job's does. @default all do */
  readonly matches?: ((event: QmpEvent<Event>) => boolean) | undefined;
}

/**
 * Executes a command and waits for the event that belongs to it; it listens before it asks, so that no event is lost.
 *
 * `timeoutMs` and `signal` cover both. Giving up does not undo what QEMU was asked.
 *
 * @throws whatever `execute` throws; and QmpTimeoutError (`QMP_TIMEOUT`), with `wasSent`, when the event does not come.
 * @example
 * ```ts
 * const { event } = await executeThenWait(qmp, {
 *   command: 'device_del',
 *   arguments: { id: 'disk1' },
 *   events: ['DEVICE_DELETED', 'DEVICE_UNPLUG_GUEST_ERROR'],
 *   matches: (candidate) => candidate.data.device === 'disk1',
 *   timeoutMs: 30_000,
 * });
 * ```
 */
export async function executeThenWait<
  const Command extends QmpCommandName | (string & {}),
  const Event extends QmpEventName | (string & {}),
>(
  qmp: QmpClient,
  request: CommandWithEvent<Command, Event>,
): Promise<{ readonly answer: QmpResult<Command>; readonly event: QmpEvent<Event> }> {
  const { command, events, matches } = request;
  const unanswered = (timeoutMs: number): Error =>
    new QmpTimeoutError(`no answer to ${command}`, { command, timeoutMs });
  using deadline = new Deadline(request, unanswered);
  const { signal } = deadline;
  using heard = qmp.subscribe(events, matches);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked above, by the same types as those of `execute`
  const args = request.arguments as QmpArguments | undefined;
  const answer = await qmp.execute<string>(command, args, { signal });
  deadline.explain = (timeoutMs) =>
    new QmpTimeoutError(`${command} was answered, but no ${events.join(' or ')} came`, {
      command,
      timeoutMs,
    });
  const event = await heard.next({ signal });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `execute` answers to this command
  return { answer: answer as QmpResult<Command>, event };
}
