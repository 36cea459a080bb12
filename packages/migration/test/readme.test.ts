import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

test('the example of the README stands in a file that is compiled', () => {
  expect(read('../README.md')).toContain(`\`\`\`ts\n${read('readme-example.ts')}\`\`\``);
});
