import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { describe, expect, test } from 'vitest';

import { connectQmp } from '../src/index.ts';
import { startFakeQmpServer } from '../src/testing/index.ts';
import { startQemu } from './qemu.ts';
import { BareClient } from './support/bare-client.ts';

/*
The fake server against the real one: the same bytes, by a socket that knows nothing of QMP, must be answered by the
same lines. Only what differs between QEMUs is evened out: versions, times, and the texts of a few errors.
*/

interface Monitor extends AsyncDisposable {
  readonly connect: () => Promise<BareClient>;
}

async function startFake(): Promise<Monitor> {
  const server = await startFakeQmpServer({
    commands: {
      'query-name': { name: 'qmp-client-test' },
      'human-monitor-command': ({ 'command-line': line }) => `0x${line.slice('print '.length)}\r\n`,
      cont: () => {
        server.emit('RESUME');
        return {};
      },
      stop: () => {
        server.emit('STOP');
        return {};
      },
      yank: {},
    },
  });
  return {
    connect: async () => await BareClient.connect(server.address),
    [Symbol.asyncDispose]: async () => await server.close(),
  };
}

async function startReal(binary: string): Promise<Monitor> {
  const host = await startQemu(binary);
  await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
  return {
    connect: async () => await BareClient.connect(host.socketPath),
    [Symbol.asyncDispose]: async () => await host[Symbol.asyncDispose](),
  };
}

/** Evens out what differs between QEMUs. */
function normalise(line: string): string {
  return line
    .replace(/"version": \{.*\}, "capabilities"/, '"version": {}, "capabilities"')
    .replace(/"seconds": \d+, "microseconds": \d+/, '"seconds": 0, "microseconds": 0')
    .replace(/"desc": "(\d+:\d+: )?JSON parse error, .*"\}\}$/, '"desc": "JSON parse error"}}')
    .replace(/"desc": "(Invalid parameter|Parameter '\w+' does not accept value) 'x'"/, '"desc": "x"');
}

const isGreeting = (line: string): boolean => line.startsWith('{"QMP"');

/** Sends each input, and a command behind it whose answer shows that all before was answered. */
async function converse(client: BareClient, inputs: readonly (string | Uint8Array)[]): Promise<string[][]> {
  const answers: string[][] = [];
  for (const [index, input] of inputs.entries()) {
    const fence = `fence-${index}`;
    client.send(input);
    client.send(`\n{"execute":"query-name","id":"${fence}"}\n`);
    const lines = await client.readLines((line) => line.includes(`"${fence}"`));
    answers.push([String(input), ...lines.map(normalise)]);
  }
  return answers;
}

const nested = `{"execute":"query-name","id":${'['.repeat(1000)}${']'.repeat(1000)}}`;

const inputs: readonly (string | Uint8Array)[] = [
  // before the negotiation
  '{"execute":"query-name","id":1}',
  '{"execute":"no-such","id":2}',
  '{"execute":"qmp_capabilities","arguments":{"enable":["x"]},"id":3}',
  '{"execute":"qmp_capabilities","arguments":{"enable":"oob"},"id":4}',
  '{"execute":"qmp_capabilities","arguments":{"x":1},"id":5}',
  '{"exec-oob":"qmp_capabilities","id":6}',
  '{bad}',
  '[1]',
  // the negotiation, and then again
  '{"execute":"qmp_capabilities"}',
  '{"execute":"qmp_capabilities","id":7}',
  '{"execute":"no-such","id":8}',
  '{"exec-oob":"query-name","id":8}',
  // ids of any kind
  '{"execute":"query-name"}',
  '{"execute":"query-name","id":1.50}',
  '{"execute":"query-name","id":18446744073709551615}',
  '{"execute":"query-name","id":null}',
  '{"execute":"query-name","id":true}',
  '{"execute":"query-name","id":[1,{"a":"b"}]}',
  String.raw`{"execute":"query-name","id":"é 😀 \u20ac\"\\ \/ \t"}`,
  "{'execute':'query-name','id':'single \"quotes\"'}",
  nested,
  // lines mean nothing
  '{"execute":"query-name","id":9}{"execute":"query-name","id":10}',
  '{"execute":\n"query-name",\n"id":11}',
  '{"execute":"query-name","id":12} garbage',
  // what is no command
  'garbage',
  '"text"',
  '12',
  'null',
  '{}',
  '{"id":13}',
  '{"execute":1,"id":14}',
  '{"execute":"query-name","x":1,"id":15}',
  '{"execute":"query-name","exec-oob":"query-name","id":16}',
  '{"execute":"query-name","arguments":1,"id":17}',
  '{"execute":"query-name","arguments":null,"id":18}',
  // what is no JSON
  '{"execute":"query-name",}',
  '{"execute" "query-name"}',
  '}',
  ']',
  Uint8Array.of(0xff),
  Uint8Array.of(0x01),
  Buffer.concat([Buffer.from('{"execute":"query-name","id":"'), Uint8Array.of(0xff), Buffer.from('"}')]),
  '{"execute":"query-name","id":"a\nb"}',
  String.raw`{"execute":"query-name","id":"\ud800"}`,
  // commands and events
  '{"execute":"human-monitor-command","arguments":{"command-line":"print 5"},"id":19}',
  '{"execute":"cont","id":20}',
  '{"execute":"stop","id":21}',
];

const oobInputs: readonly string[] = [
  '{"execute":"qmp_capabilities","arguments":{"enable":["oob"]},"id":1}',
  '{"exec-oob":"query-name","id":2}',
  '{"exec-oob":"no-such","id":3}',
  '{"exec-oob":"qmp_capabilities","id":4}',
  '{"exec-oob":1,"id":5}',
  '{"execute":"query-name","exec-oob":"query-name","id":6}',
  '{"id":7}',
  '{"execute":"query-name","id":8}',
];

/** All that is compared, as what one monitor answered. */
async function observe(monitor: Monitor): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  const greetings: string[] = [];
  {
    await using first = await monitor.connect();
    await first.readLines((line) => isGreeting(line) && greetings.push(normalise(line)) > 0);
    seen['conversation'] = await converse(first, inputs);
  }
  {
    await using oob = await monitor.connect();
    await oob.readLines(isGreeting);
    seen['out of band'] = await converse(oob, oobInputs);
    const waiting = await monitor.connect();
    waiting.send('{"execute":"qmp_capabilities","id":"early"}');
    await converse(oob, ['{"execute":"query-name","id":"still the first"}']);
    await oob[Symbol.asyncDispose]();
    // It was greeted only now, and what it sent before that is answered.
    seen['second client'] = (await waiting.readLines((line) => line.includes('early'))).map(normalise);
    waiting.send('{"execute":"quit","id":"quit"}');
    // SHUTDOWN comes before the answer or after it.
    seen['quit'] = (await waiting.readLines(() => false)).map(normalise).toSorted();
  }
  return { ...seen, greetings };
}

async function observeFake(): Promise<Record<string, unknown>> {
  await using monitor = await startFake();
  return await observe(monitor);
}

describeEachQemu('the fake server answers every byte as QEMU does', ({ binary }) => {
  test('a conversation of commands and of nonsense, out-of-band commands, a second client, and quit', async () => {
    await using monitor = await startReal(binary);
    expect(await observeFake()).toEqual(await observe(monitor));
  });
});

describe('the contract itself', () => {
  test('compares something: errors, returns, events, and nothing that was evened out by mistake', async () => {
    const { conversation, quit, greetings } = await observeFake();
    const text = JSON.stringify(conversation);
    for (const word of ['CommandNotFound', 'return', 'RESUME', 'QMP input', 'JSON parse error']) {
      expect(text).toContain(word);
    }
    expect(quit).toHaveLength(2);
    expect(greetings).toHaveLength(1);
  });
});
