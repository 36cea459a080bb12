/** What one fork shall do, and what shall be done to it. */
export interface ForkRequest {
  readonly operation: string;
  /** Only calls on files below it are counted. */
  readonly root: string;
  /** The length of the new record, about. */
  readonly lengthBytes: number;
  /** The call before which it is killed, or which fails, from 1 on; 0: none. */
  readonly at: number;
  /** The call's answer, as in errno.h; 0: it is killed. */
  readonly error: number;
}

/** What became of a fork: the operation's end as its exit code. */
export const exitCodes = { done: 0, unchanged: 10, 'not-durable': 11, otherError: 12 } as const;

/** `failed` is with an error that is none of the disk's; `died` by a signal that is not the tracer’s. */
type ForkEnd = 'died' | 'killed' | 'done' | 'unchanged' | 'not-durable' | 'failed';

/** How an operation ended. */
export type RunEnd = Exclude<ForkEnd, 'died'>;

/** A system call on a file below the root. */
export interface Call {
  readonly name: string;
  readonly path: string;
  /** Where a rename leads to. */
  readonly path2: string;
}

export interface ForkReport {
  readonly end: ForkEnd;
  readonly calls: readonly Call[];
}

/** @throws {Error} where the fork ended in no way that it should */
export function parseReport(text: string): ForkReport {
  const [ended = '', ...lines] = text.split('\n');
  const end = endOf(ended);
  if (end === undefined) throw new Error(`the fork ended in an unforeseen way: ${ended}`);
  const calls = lines.map((line): Call => {
    const [name = '', path = '', path2 = ''] = line.split('\t');
    return { name, path, path2 };
  });
  return { end, calls };
}

function endOf(ended: string): ForkEnd | undefined {
  if (ended === 'killed') return 'killed';
  if (/^signal (?:6|11|14)$/.test(ended)) return 'died';
  const ends: Readonly<Record<string, ForkEnd>> = {
    [`exited ${exitCodes.done}`]: 'done',
    [`exited ${exitCodes.unchanged}`]: 'unchanged',
    [`exited ${exitCodes['not-durable']}`]: 'not-durable',
    [`exited ${exitCodes.otherError}`]: 'failed',
  };
  return ends[ended];
}
