import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder outside of the repository, so that nothing is found by looking upwards; removed with all it holds. */
export async function makeScratchFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'kvmkit-release-'));
  // It holds hundreds of MB: Ctrl-C shall not leave it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 5 });
      process.exit(1);
    });
  }
  return {
    path,
    [Symbol.asyncDispose]: async () => await rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}
