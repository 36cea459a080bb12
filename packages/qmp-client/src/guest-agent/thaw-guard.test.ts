import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { makeFolder } from '../../test/qemu.ts';

const script = fileURLToPath(new URL('thaw-guard.ts', import.meta.url));

/** An agent that notes what it is asked and agrees to all of it, but ends the first `refusals` connections. */
function startAgent(path: string, asked: string[], refusals = 0): Server {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    if (connections <= refusals) {
      socket.destroy();
      return;
    }
    socket.setEncoding('latin1').on('data', (text: string) => {
      const [, id] = /"id":(\d+)/.exec(text) ?? [];
      if (id !== undefined) socket.write(`\xff{"return": ${id}}\n`, 'latin1');
      if (!text.includes('thaw')) return;
      asked.push('thaw');
      socket.write('{"return": 1}\n');
    });
  });
  return server.listen(path);
}

async function startGuard(path: string): Promise<{ child: ChildProcess; pipe: Duplex }> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
  const pipe: unknown = child.stdio[3];
  if (!(pipe instanceof Duplex)) throw new TypeError('not a pipe');
  pipe.write(`${JSON.stringify({ address: path, deadlineAtMs: Date.now() })}\n`);
  expect(String(await once(pipe, 'data'))).toBe('ready\n');
  return { child, pipe };
}

test('a guard that is told that all is done ends without a word to the agent', async () => {
  await using folder = await makeFolder();
  const asked: string[] = [];
  const server = startAgent(join(folder.path, 'agent'), asked);
  const { child, pipe } = await startGuard(join(folder.path, 'agent'));
  pipe.end('done\n');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(asked).toEqual([]);
  server.close();
});

test('a guard whose holder is gone thaws, trying until that is confirmed, and ends', async () => {
  await using folder = await makeFolder();
  const asked: string[] = [];
  const server = startAgent(join(folder.path, 'agent'), asked, 2);
  const { child, pipe } = await startGuard(join(folder.path, 'agent'));
  pipe.destroy();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(asked).toEqual(['thaw']);
  server.close();
});
