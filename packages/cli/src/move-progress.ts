import type { MoveProgress } from '@kvmkit/hypervisor';
import { Presets, SingleBar } from 'cli-progress';

import type { GlobalOptions } from './global-options.ts';
import { printJsonLine } from './output.ts';

interface ShownProgress {
  readonly show: (progress: MoveProgress) => void;
  readonly end: () => void;
}

/** How far a move is: a line of JSON each time, a bar on a terminal, nothing in a pipe. */
export function moveProgress({ json }: GlobalOptions, name: string): ShownProgress {
  if (json) return { show: (progress) => printJsonLine({ name, ...progress }), end: () => undefined };
  if (!process.stderr.isTTY) return { show: () => undefined, end: () => undefined };
  const bar = new SingleBar(
    {
      format: '{name} {bar} {percentage}%  {phase}  {rate}',
      clearOnComplete: true,
      hideCursor: true,
      barsize: 30,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  bar.start(1000, 0, { name, phase: 'setup', rate: '' });
  return {
    show: (progress) => bar.update(Math.floor(shareOf(progress) * 1000), payloadOf(name, progress)),
    end: () => bar.stop(),
  };
}

function shareOf({ phase, remainingBytes, totalBytes }: MoveProgress): number {
  if (phase === 'done' || phase === 'running') return 1;
  if (remainingBytes === undefined || totalBytes === undefined || totalBytes === 0) return 0;
  return Math.max(0, Math.min(1, 1 - remainingBytes / totalBytes));
}

function payloadOf(
  name: string,
  { phase, bytesPerSecond, iterations }: MoveProgress,
): Record<string, string> {
  const rate = bytesPerSecond === undefined ? '' : `${Math.round(bytesPerSecond / 2 ** 20)} MiB/s`;
  const pass = iterations === undefined || iterations < 2 ? '' : `, pass ${iterations}`;
  return { name, phase: `${phase}${pass}`, rate };
}
