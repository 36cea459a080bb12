/** What one run of one client has taken. */
export interface Measured {
  readonly seconds: number;
  /** User and system time of the client, in microseconds; absent where nobody asks for it. */
  readonly cpuMicroseconds?: number;
}

/** Measures a piece of work in this process. */
export async function measure(work: () => Promise<unknown>): Promise<Measured> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuMicroseconds: user + system };
}

/** Asks `times` times, a thousand under way at once. */
export async function inThousands(times: number, ask: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i += 1000) await Promise.all(Array.from({ length: 1000 }, ask));
}
