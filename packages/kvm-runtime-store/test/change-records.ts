import { openRuntimeStore } from '../src/index.ts';
import { runtimeOf } from './runtime.ts';

// A process that does to a store what its arguments say: `write NAME`, `remove NAME`, `write-many COUNT`.
const [root = '', ...words] = process.argv.slice(2);
const store = openRuntimeStore({ root });
for (let index = 0; index < words.length; index += 2) {
  const [verb, name = ''] = words.slice(index, index + 2);
  if (verb === 'write') await store.write(name, { runtime: runtimeOf(name) });
  if (verb === 'remove') await store.remove(name);
  if (verb === 'write-many') {
    const { runtime } = { runtime: runtimeOf('many') };
    const names = Array.from({ length: Number(name) }, (_, number) => `many${number}`);
    await Promise.all(
      names.map((each) =>
        store.write(each, { runtime: { ...runtime, instance: { ...runtime.instance, name: each } } }),
      ),
    );
  }
}
