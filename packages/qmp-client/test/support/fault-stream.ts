import { connectQmp, QmpError, type QmpClient } from '../../src/index.ts';
import { type FaultPlan, faultKinds, type PlannedCommand } from './fault-plan.ts';
import type { FaultProxy } from './fault-proxy.ts';

/** How a promise of the client settled. */
export type Outcome =
  | 'resolved'
  | 'refused'
  | 'connection error'
  | 'protocol error'
  | 'timeout'
  | 'abort'
  | 'events lost';

const outcomeOfCode: Readonly<Record<string, Outcome>> = {
  QMP_COMMAND_FAILED: 'refused',
  QMP_CONNECTION_CLOSED: 'connection error',
  QMP_PROTOCOL: 'protocol error',
  QMP_TIMEOUT: 'timeout',
  QMP_EVENTS_LOST: 'events lost',
};

/** Only for hangs: a promise that settles does so within milliseconds. */
const patienceMs = 5000;
/** For what may be withheld for ever; QEMU itself needs far below one millisecond. */
const shortWaitMs = 10;

/**
 * Runs one stream: connects, listens, executes the planned commands, closes, and sees every promise settle.
 *
 * @throws Error when a promise did not settle, a command got another's answer, or a sound stream did not answer.
 */
export async function runFaultStream(proxy: FaultProxy, plan: FaultPlan): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const promise = useClient(proxy, plan, outcomes);
  const { promise: hang, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`unsettled after ${patienceMs} ms, so far: ${outcomes.join()}`)),
    patienceMs,
  );
  try {
    await Promise.race([promise, hang]);
  } finally {
    clearTimeout(timer);
    await proxy.settle();
  }
  return outcomes;
}

async function useClient(proxy: FaultProxy, plan: FaultPlan, outcomes: Outcome[]): Promise<void> {
  const isSound = faultKinds[plan.kind] === 'sound';
  const address = proxy.open(plan);
  const connecting = connectQmp(address, { timeoutMs: isSound ? patienceMs / 2 : shortWaitMs });
  const qmp = await connecting.catch((error: unknown) => {
    outcomes.push(judge(error));
    return undefined;
  });
  if (qmp === undefined) {
    if (isSound) throw new Error(`a sound stream did not connect: ${outcomes.join()}`);
    return;
  }
  outcomes.push('resolved');
  const loop = listen(qmp);
  const event = waitForEvent(qmp);
  const commands = plan.commands.map((command, index) =>
    execute(qmp, withDeadline(command, !isSound), index),
  );
  if (!plan.closesEarly) {
    const answers = await Promise.all(commands);
    const impatient = plan.commands.map(
      ({ timeoutMs, abortAfterTurns }) => timeoutMs !== undefined || abortAfterTurns !== undefined,
    );
    if (
      isSound &&
      answers.some((outcome, index) => !impatient[index] && outcome !== 'resolved' && outcome !== 'refused')
    ) {
      throw new Error(`a sound stream did not answer: ${answers.join()}`);
    }
  }
  await qmp.close();
  outcomes.push('resolved', ...(await Promise.all([...commands, loop, event])));
  await qmp.closed;
  outcomes.push('resolved');
  if (typeof address === 'object' && 'stream' in address && !address.stream.destroyed) {
    throw new Error('the stream is still open after close()');
  }
}

function withDeadline(command: PlannedCommand, isNeeded: boolean): PlannedCommand {
  return isNeeded ? { ...command, timeoutMs: command.timeoutMs ?? shortWaitMs } : command;
}

/** Executes a command whose answer can be told from every other's. */
async function execute(qmp: QmpClient, planned: PlannedCommand, index: number): Promise<Outcome> {
  const { isRefused, timeoutMs, abortAfterTurns } = planned;
  const mine = 1000 + index;
  const controller = new AbortController();
  const reason = { abortOf: mine };
  if (abortAfterTurns !== undefined) abortLater(controller, abortAfterTurns, reason);
  const options = { timeoutMs, signal: abortAfterTurns === undefined ? undefined : controller.signal };
  try {
    const answer = isRefused
      ? await qmp.execute(`no-such-${mine}`, {}, options)
      : await qmp.execute('human-monitor-command', { 'command-line': `print ${mine}` }, options);
    if (isRefused || Number(answer) !== mine) throw new Error(`${mine} got ${JSON.stringify(answer)}`);
    return 'resolved';
  } catch (error) {
    if (error === reason) return 'abort';
    const outcome = judge(error);
    if (outcome === 'refused' && !(isRefused && String(error).includes(`no-such-${mine} `))) {
      throw new Error(`${mine} got the refusal of another`, { cause: error });
    }
    return outcome;
  }
}

function abortLater(controller: AbortController, turns: number, reason: object): void {
  if (turns === 0) controller.abort(reason);
  else setImmediate(() => abortLater(controller, turns - 1, reason));
}

async function listen(qmp: QmpClient): Promise<Outcome> {
  try {
    using all = qmp.subscribe('*');
    for await (const event of all) {
      if (typeof event.event !== 'string') throw new Error(`not an event: ${JSON.stringify(event)}`);
    }
    return 'resolved';
  } catch (error) {
    return judge(error);
  }
}

async function waitForEvent(qmp: QmpClient): Promise<Outcome> {
  try {
    using shutdown = qmp.subscribe(['SHUTDOWN']);
    await shutdown.next({ timeoutMs: 3 });
    return 'resolved';
  } catch (error) {
    return judge(error);
  }
}

/** The outcome that an error is; any that the client does not promise is thrown on. */
function judge(error: unknown): Outcome {
  const outcome = error instanceof QmpError ? outcomeOfCode[error.code] : undefined;
  if (outcome === undefined) throw error;
  // What an error tells must be readable whatever came over the wire.
  JSON.stringify(error);
  if (error instanceof Error && 'recentMessages' in error) String(error.recentMessages);
  return outcome;
}
