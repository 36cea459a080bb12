/* node-qemu.ts SOCKET MODE COUNT: the modes of loop.c, by node-qemu, which has one command under way at a time. */
import { QMPClient } from 'node-qemu';

import { inThousands, measure } from './measured.ts';

const [socketPath = '', mode = '', countText = ''] = process.argv.slice(2);
const qmp = new QMPClient({ socketPath });
await qmp.connect();
const work =
  mode === 'sequential'
    ? async (times: number) => {
        for (let i = 0; i < times; i += 1) await qmp.execute('query-status');
      }
    : (times: number) => inThousands(times, () => qmp.execute('query-status'));
await work(2000);
process.stdout.write(`${JSON.stringify(await measure(() => work(Number(countText))))}\n`);
await qmp.close();
