import type { QmpArguments, QmpClient } from '../client.ts';
import type { QmpCommandName } from '../commands.ts';
import { QmpJobError, QmpTimeoutError } from '../errors.ts';
import type { QmpCommands } from '../qapi.ts';
import { Deadline } from '../waiting/deadline.ts';
import type { WaitOptions } from '../waiting/wait.ts';

/** A command that only starts a job (qapi/job.json): its own answer says nothing of how the job ends. */
export interface JobRequest<Command extends string> extends WaitOptions {
  readonly command: Command;
  readonly arguments: Command extends QmpCommandName ? QmpCommands[Command]['arguments'] : QmpArguments;
  /** The id that the arguments give the job. */
  readonly jobId: string;
}

/**
 * Starts a job, waits for its end, and dismisses it; for `blockdev-create`, `snapshot-save` and block jobs that are
 * started with `auto-dismiss: false`, and that end by themselves.
 *
 * `timeoutMs` and `signal` cover all of it. Giving up leaves the job running: `job-cancel` and `job-dismiss` are the
 * caller's then.
 *
 * @throws QmpJobError (`QMP_JOB_FAILED`) when the job ended with an error; it is dismissed.
 * @throws QmpTimeoutError (`QMP_TIMEOUT`) when it did not end in time, and whatever `execute` throws.
 * @example
 * ```ts
 * const options = { driver: 'qcow2', file: 'node1', size: 2 ** 30 } as const;
 * await runJob(qmp, {
 *   command: 'blockdev-create',
 *   arguments: { 'job-id': 'create1', options },
 *   jobId: 'create1',
 * });
 * ```
 */
export async function runJob<const Command extends QmpCommandName | (string & {})>(
  qmp: QmpClient,
  request: JobRequest<Command>,
): Promise<void> {
  const { command, jobId } = request;
  let status = 'not started';
  using deadline = new Deadline(
    request,
    (timeoutMs) =>
      new QmpTimeoutError(`job ${jobId} of ${command} did not end (it is ${status})`, { command, timeoutMs }),
  );
  const { signal } = deadline;
  using changes = qmp.subscribe(['JOB_STATUS_CHANGE'], (event) => event.data.id === jobId);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked above, by the same types as those of `execute`
  await qmp.execute<string>(command, request.arguments as QmpArguments, { signal });
  while (status !== 'concluded') {
    const { data } = await changes.next({ signal });
    ({ status } = data);
  }
  const jobs = await qmp.execute('query-jobs', {}, { signal });
  await qmp.execute('job-dismiss', { id: jobId }, { signal });
  const error = jobs.find(({ id }) => id === jobId)?.error;
  if (error !== undefined) throw new QmpJobError({ command, jobId, desc: error });
}
