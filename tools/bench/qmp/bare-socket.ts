/* bare-socket.ts SOCKET pipelined COUNT: what a socket of Node itself takes, when nothing is done but count line ends. */
import { once } from 'node:events';
import { connect } from 'node:net';

import { inThousands, measure } from './measured.ts';

const [path = '', , countText = ''] = process.argv.slice(2);
const newline = 0x0a;
const waiting: (() => void)[] = [];
const socket = connect(path);
await once(socket, 'data');
socket.on('data', (chunk: Buffer) => {
  for (const byte of chunk) if (byte === newline) waiting.shift()?.();
});
await ask('{"execute":"qmp_capabilities"}');
await inThousands(2000, () => ask('{"execute":"query-status","id":1}'));
const work = (): Promise<void> =>
  inThousands(Number(countText), () => ask('{"execute":"query-status","id":1}'));
process.stdout.write(`${JSON.stringify(await measure(work))}\n`);
socket.destroy();

function ask(text: string): Promise<void> {
  socket.write(text);
  return new Promise((resolve) => {
    waiting.push(resolve);
  });
}
