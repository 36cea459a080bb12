// fuzz-natives.mjs ADDON CALLS SEED: calls the addon's functions with values of all kinds, most of them wrong.
// Run by fuzz.test.ts, in a pid namespace of its own and under AddressSanitizer.
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const [addonPath, calls, seed] = process.argv.slice(2);
const addon = createRequire(import.meta.url)(addonPath);
const functions = Object.values(addon);

let state = Number(seed);
const random = (limit) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};
const oneOf = (list) => list[random(list.length)];

const sleeper = spawn('sleep', ['1000'], { stdio: 'ignore' });
const tids = [process.pid, sleeper.pid, sleeper.pid + 1];
const detached = new Int32Array(16);
structuredClone(detached.buffer, { transfer: [detached.buffer] });

// A worker that writes into a list while it is read.
const shared = new Int32Array(new SharedArrayBuffer(4 * 64));
const writer = new Worker(
  `const { workerData } = require('node:worker_threads');
   for (let i = 0; workerData[63] !== -2; i++) workerData[i % 63] = i % 3 === 0 ? 2 ** 30 + i : i % 2000;`,
  { eval: true, workerData: shared },
);

const numbers = [
  0,
  1,
  -1,
  1023,
  1024,
  65_535,
  2 ** 20 - 1,
  2 ** 20,
  2 ** 31,
  -(2 ** 31),
  2 ** 53,
  1e308,
  0.5,
];
const values = [
  () => oneOf(tids),
  () => oneOf([...numbers, -0, Number.NaN, Infinity, -Infinity]),
  () => Int32Array.from({ length: random(50) }, () => random(10)),
  () => Int32Array.from({ length: random(50) }, () => oneOf(numbers)),
  () => shared,
  () => oneOf([detached, new Int32Array(0), new Int32Array(100_000), new Int32Array(8).subarray(9)]),
  () => oneOf([new Uint8Array(9), new Float64Array(3), new DataView(new ArrayBuffer(8)), new ArrayBuffer(8)]),
  () => oneOf([undefined, null, true, 3n, Symbol('s'), {}, [], [1], 'text', new Proxy({}, {}), () => {}]),
  () => ({
    valueOf() {
      throw new Error('must not be called');
    },
  }),
];

/** Mostly what a function is meant for, so that it gets past its checks. */
function argumentsFor(call) {
  if (random(3) === 0) return Array.from({ length: random(4) }, () => oneOf(values)());
  const list = call === addon.readAffinity ? [oneOf(tids)] : [oneOf(tids), values[2 + random(3)]()];
  if (random(8) === 0) list[random(list.length)] = oneOf(values)();
  return list;
}

const count = { results: 0, errors: 0, typeErrors: 0 };
for (let i = 0; i < Number(calls); i++) {
  const call = oneOf(functions);
  try {
    const result = call(...argumentsFor(call));
    if (typeof result === 'number' && result < 0) count.errors += 1;
    else count.results += 1;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    count.typeErrors += 1;
  }
  if (i % 5000 === 0) globalThis.gc();
}
shared[63] = -2;
await writer.terminate();
sleeper.kill('SIGKILL');
writeSync(1, `done: ${count.results} results, ${count.errors} errors, ${count.typeErrors} TypeErrors\n`);
process.exit(0);
