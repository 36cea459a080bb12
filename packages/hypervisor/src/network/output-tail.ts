import type { Readable } from 'node:stream';

/** The end of what a process has said. */
export interface OutputTail {
  /** At most the last bytes; what is no UTF-8 and what would steer a terminal is U+FFFD. */
  text(): string;
}

/** Reads streams to their ends, and keeps of both together the last bytes, in the order in which they came. */
export function keepTail(streams: readonly Readable[], limitBytes: number): OutputTail {
  let kept: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer): void => {
    kept.push(chunk);
    length += chunk.length;
    if (length < 2 * limitBytes) return;
    kept = [tail()];
    length = limitBytes;
  };
  const tail = (): Buffer => Buffer.concat(kept).subarray(-limitBytes);
  for (const stream of streams) stream.on('data', take);
  return { text: () => new TextDecoder().decode(tail()).replaceAll(steering, '\uFFFD') };
}

const steering = /[^\P{Cc}\t\n]/gu;
