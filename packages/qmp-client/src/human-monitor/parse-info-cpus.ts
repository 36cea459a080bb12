/**
 * Reads the answer to `info cpus`: which host thread runs each vCPU, by the vCPU's index.
 *
 * Old QEMUs print registers and `(halted)` between the two numbers. A vCPU without a thread is left out.
 */
export function parseInfoCpus(text: string): ReadonlyMap<number, number> {
  const threads = new Map<number, number>();
  for (const line of text.split('\n')) {
    const [, index, thread] = /cpu\s+#(\d+).*thread_id\s*=\s*(\d+)/i.exec(line) ?? [];
    if (index !== undefined && thread !== undefined) threads.set(Number(index), Number(thread));
  }
  return threads;
}
