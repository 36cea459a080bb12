import { readSync, writeSync } from 'node:fs';

import { StorageError } from '../../src/errors.ts';
import { brokenOperations } from './broken-operations.ts';
import { exitCodes, type ForkRequest } from './fork-protocol.ts';
import { newRecord, operations } from './operations.ts';

/*
A process that forks itself for each request on its standard input, a line of JSON each, and answers what became of the
fork when that has ended. It has all modules loaded, so that the fork begins with the operation.
*/
await Promise.all([
  import('../../src/chroot-folder.ts'),
  import('../../src/durable-write.ts'),
  import('../../src/file-lock.ts'),
  import('../../src/tap-files.ts'),
]);
const [addonPath = ''] = process.argv.slice(2);
const addon: { exports: Partial<Addon> } = { exports: {} };
process.dlopen(addon, addonPath);

interface Addon {
  /** How the fork ended and what it called; null in the fork itself. */
  runForked(root: string, at: number, error: number): string | null;
  leave(code: number): never;
}

for (let line = readLine(); line !== undefined; line = readLine()) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by fork-client.ts
  const request = JSON.parse(line) as ForkRequest;
  const report = addon.exports.runForked?.(request.root, request.at, request.error);
  if (report === null) await performAndExit(request);
  writeSync(1, `${JSON.stringify(report)}\n`);
}

async function performAndExit({ operation, root, lengthBytes }: ForkRequest): Promise<never> {
  const { perform } = operations[operation] ?? brokenOperations[operation] ?? {};
  const code = await perform?.(root, newRecord(lengthBytes)).then(
    () => exitCodes.done,
    (error: unknown) => {
      if (error instanceof StorageError) return exitCodes[error.state];
      // The broken ones do so on purpose.
      if (operation in operations)
        writeSync(2, `${operation}: ${error instanceof Error ? error.stack : String(error)}\n`);
      return exitCodes.otherError;
    },
  );
  addon.exports.leave?.(code ?? exitCodes.otherError);
  throw new Error('not reached');
}

function readLine(): string | undefined {
  const bytes = Buffer.alloc(4096);
  for (let length = 0; ; length += 1) {
    if (readSync(0, bytes, length, 1, null) === 0) return undefined;
    if (bytes[length] === 0x0a) return bytes.toString('utf8', 0, length);
  }
}
