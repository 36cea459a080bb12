import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { noSecondCpu, skipBecauseOf, twoCpus } from './requirements.ts';
import { runScript } from './run-script.ts';

skipBecauseOf(noSecondCpu());

test('the first example of README.md runs', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const [, second] = twoCpus();
  const here = example.replace("mask: '1'", `mask: '${second}'`);
  await expect(runScript(here)).resolves.toMatch(new RegExp(`^pinned \\d+ threads to \\[ ${second} \\]\n$`));
});
