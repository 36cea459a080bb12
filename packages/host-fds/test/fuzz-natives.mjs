// fuzz-natives.mjs ADDON CALLS SEED: calls the addon's functions with values of all kinds, most of them wrong.
// Run by fuzz.test.ts, in namespaces of its own and under AddressSanitizer.
import { spawn } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { constants } from 'node:os';

const [addonPath, calls, seed] = process.argv.slice(2);
const addon = createRequire(import.meta.url)(addonPath);
const functions = Object.values(addon);
const starters = new Set([addon.startLockWait, addon.startPollWait, addon.startTunAttach]);

let state = Number(seed);
const random = (limit) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};
const oneOf = (list) => list[random(list.length)];

// Something of each kind that a function could be meant for.
const socketPath = `/tmp/host-fds-fuzz-${process.pid}-${seed}`;
const server = createServer((socket) => socket.resume()).listen(socketPath);
const file = () => openSync(`/proc/self/exe`, 'r');
const tun = () => addon.openDevice('/dev/net/tun', -1);
const sleeper = spawn('sleep', ['1000'], { stdio: 'ignore' });
const descriptors = [
  file(),
  file(),
  openSync('/dev/null', 'r+'),
  openSync('/proc/self/ns/net', 'r'),
  openSync('.', 'r'),
  tun(),
  tun(),
  addon.pidfdOpen(sleeper.pid),
];
const detached = new Uint8Array(16);
structuredClone(detached.buffer, { transfer: [detached.buffer] });

let waits = [];
const total = { started: 0, finished: 0 };
process.on('uncaughtException', (error) => {
  if (error.message !== 'of the callback') throw error;
});

const values = [
  () => oneOf(descriptors),
  () => oneOf(descriptors),
  () => oneOf(descriptors),
  () => random(300) - 20,
  () =>
    oneOf([
      0,
      1,
      2,
      3,
      -1,
      253,
      254,
      2 ** 31,
      -(2 ** 31),
      2 ** 53,
      1e308,
      0.5,
      -0,
      Number.NaN,
      Infinity,
      -Infinity,
    ]),
  () =>
    oneOf([
      '',
      'tap%d',
      'lo',
      '/dev/net/tun',
      '/dev/null',
      'a\0b',
      'é'.repeat(20),
      'x'.repeat(random(6000)),
      '\uD800',
    ]),
  () =>
    oneOf([
      undefined,
      null,
      true,
      3n,
      Symbol('s'),
      {},
      [],
      [1],
      new Date(),
      /x/,
      new Proxy({}, {}),
      new Map(),
    ]),
  () => new Uint8Array(random(10) * 1000),
  () => Int32Array.from({ length: random(300) }, () => oneOf(descriptors)),
  () =>
    oneOf([
      detached,
      new Int32Array(0),
      new Float64Array(3),
      new DataView(new ArrayBuffer(8)),
      new ArrayBuffer(8),
    ]),
  () =>
    oneOf([
      new Uint8Array(new SharedArrayBuffer(64)),
      Buffer.from('abc'),
      new Int32Array(10_000),
      new Uint8Array(8).subarray(9),
    ]),
  () => () => void (total.finished += 1),
  () => () => {
    total.finished += 1;
    throw new Error('of the callback');
  },
  () => ({
    valueOf() {
      throw new Error('must not be called');
    },
  }),
];

/** Mostly what a function is meant for, so that it gets past its checks. */
function argumentsFor(call) {
  const done = values[11 + random(2)]();
  const meant = new Map([
    [addon.setLock, () => [oneOf(descriptors), random(3)]],
    [addon.startLockWait, () => [oneOf(descriptors), random(3), done]],
    [addon.startPollWait, () => [oneOf(descriptors), random(64), done]],
    [
      addon.startTunAttach,
      () => [oneOf(descriptors), oneOf(['', 'tap%d', 'tap0']), 0x1002 | (random(128) << 8), done],
    ],
    [addon.connectUnix, () => [oneOf([socketPath, socketPath, '/none'])]],
    [addon.sendWithFds, () => [oneOf(descriptors), values[7](), values[8]()]],
    [addon.openDevice, () => [oneOf(['/dev/net/tun', '/dev/null', '/none']), oneOf([-1, ...descriptors])]],
    [addon.pidfdSendSignal, () => [oneOf(descriptors), random(70)]],
    [addon.duplicate, () => [values[8]()]],
    [addon.interruptWait, () => [random(1000)]],
  ]).get(call);
  const list =
    meant === undefined || random(3) === 0
      ? Array.from({ length: random(6) }, () => oneOf(values)())
      : meant();
  if (random(8) === 0) list[random(list.length)] = oneOf(values)();
  return list;
}

/** No more than a few threads at a time. */
async function endWaits() {
  while (total.finished < total.started) {
    for (const wait of waits) addon.interruptWait(wait);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  waits = [];
}

const count = { results: 0, errors: 0, typeErrors: 0 };
for (let i = 0; i < Number(calls); i++) {
  const call = oneOf(functions);
  const list = argumentsFor(call);
  try {
    const result = call(...list);
    if (typeof result === 'number' && result < 0) count.errors += 1;
    else count.results += 1;
    if (starters.has(call) && result > 0) {
      total.started += 1;
      waits.push(result);
    } else if (call === addon.pidfdOpen && result > 0) {
      // Ourselves, perhaps: not to be signalled.
      addon.closeOwned(result);
    } else if (call === addon.connectUnix && result >= 0) {
      if (descriptors.length < 20) descriptors.push(result);
      else closeSync(result);
    } else if (call === addon.openDevice && result > 0 && random(4) > 0) {
      // Now and then one stays open, to be used on.
      addon.closeOwned(result);
    } else if (call === addon.duplicate && result === 0) {
      for (const fd of list[0]) if (!descriptors.includes(fd)) addon.closeOwned(fd);
    }
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    count.typeErrors += 1;
  }
  if (waits.length > 40) await endWaits();
  if (i % 5000 === 0) globalThis.gc();
}
await endWaits();
// A wait that never ends, for the end of the process to end.
addon.startPollWait(descriptors[7], 0, () => {});
server.close();
sleeper.kill(constants.signals.SIGKILL);
writeSync(
  1,
  `done: ${count.results} results, ${count.errors} errors, ${count.typeErrors} TypeErrors, ${total.started} waits\n`,
);
process.exit(0);
