/* ours.ts SOCKET MODE COUNT: the modes of loop.c, by @kvmkit/qmp-client. */
import { connectQmp } from '@kvmkit/qmp-client';

import { inThousands, measure } from './measured.ts';

const [socket = '', mode = '', countText = ''] = process.argv.slice(2);
const count = Number(countText);

if (mode === 'reconnect') {
  await reconnect(50);
  report(await measure(() => reconnect(count)));
} else {
  await using qmp = await connectQmp(socket);
  const work = {
    sequential: async (times: number) => {
      for (let i = 0; i < times; i += 1) await qmp.execute('query-status');
    },
    pipelined: (times: number) => inThousands(times, () => qmp.execute('query-status')),
    read: async (times: number) => {
      for (let i = 0; i < times; i += 1) await qmp.execute('query-qmp-schema');
    },
  }[mode];
  if (work === undefined) throw new Error(`no mode ${mode}`);
  // Compiled code and grown heaps, as in a program that has run for a while.
  await work(mode === 'read' ? 5 : 2000);
  report(await measure(() => work(count)));
}

async function reconnect(times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    await using qmp = await connectQmp(socket);
    await qmp.execute('query-status');
  }
}

function report(measured: object): void {
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
