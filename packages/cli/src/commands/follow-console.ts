import { once } from 'node:events';

import { hypervisorOf } from '../hypervisor.ts';
import { Refusal } from '../refusal.ts';
import type { ConsoleOptions } from './console.ts';

/** What a pattern may span, in UTF-16 units. */
const windowLength = 64 * 1024;

/** Reads the log alone: prints it, waits for a text in it, or both; from the beginning of the guest's run. */
export async function followConsole(options: ConsoleOptions, name: string): Promise<void> {
  const { follow = false, 'wait-for': pattern, timeout = 60, ...globals } = options;
  const over = new AbortController();
  const interrupted = (): void => over.abort(over);
  process.once('SIGINT', interrupted);
  // Whoever reads us may have had enough, as `head` has.
  process.stdout.once('error', interrupted);
  const what = pattern === undefined ? '' : `${String(pattern)} on the console of ${name}`;
  const giveUp = (): void => over.abort(new Refusal(`waited ${timeout} s in vain for ${what}`));
  const deadline = pattern === undefined ? undefined : setTimeout(giveUp, timeout * 1000);
  const decoder = new TextDecoder();
  let seen = '';
  try {
    for await (const { bytes } of hypervisorOf(globals).followConsole(name, { signal: over.signal })) {
      if (follow && !process.stdout.write(bytes)) {
        await once(process.stdout, 'drain', { signal: over.signal });
      }
      if (pattern === undefined) continue;
      seen += decoder.decode(bytes, { stream: true });
      if (pattern.test(seen)) return;
      seen = seen.slice(-windowLength);
    }
    if (pattern !== undefined) throw new Refusal(`waited in vain for ${what}: the guest has ended`);
  } catch (error) {
    if (error === over || (over.signal.reason === over && over.signal.aborted)) {
      if (pattern === undefined) return;
      throw new Refusal(`gave up waiting for ${what}`);
    }
    throw over.signal.aborted ? over.signal.reason : error;
  } finally {
    clearTimeout(deadline);
    process.off('SIGINT', interrupted);
    process.stdout.off('error', interrupted);
  }
}
