import { openRuntimeStore } from '../src/runtime-store.ts';
import { runtimeOf } from './runtime.ts';

// Writes the records of two instances.
const [root = ''] = process.argv.slice(2);
const store = openRuntimeStore({ root });
for (const name of ['web1', 'web2']) await store.write(name, { runtime: runtimeOf(name, 'old') });
