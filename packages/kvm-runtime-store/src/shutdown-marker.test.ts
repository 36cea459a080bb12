import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { instancePaths } from './instance-paths.ts';
import { clearShutdown, isMarkedShutdown, markShutdown } from './shutdown-marker.ts';

test('a guest is marked as shut down until it is cleared, however often either is said', async () => {
  const web1 = instancePaths(temporaryFolder(), 'web1');
  await expect(isMarkedShutdown(web1)).resolves.toBe(false);
  await markShutdown(web1);
  await markShutdown(web1);
  await expect(isMarkedShutdown(web1)).resolves.toBe(true);
  await clearShutdown(web1);
  await clearShutdown(web1);
  await expect(isMarkedShutdown(web1)).resolves.toBe(false);
});

test('Ganeti’s own empty file is a mark too', async () => {
  const web1 = instancePaths(temporaryFolder(), 'web1');
  mkdirSync(dirname(web1.shutdownMarker));
  writeFileSync(web1.shutdownMarker, '');
  await expect(isMarkedShutdown(web1)).resolves.toBe(true);
});

test('a mark that cannot be looked at is not taken for none', async () => {
  const web1 = instancePaths(temporaryFolder(), 'web1');
  mkdirSync(dirname(web1.shutdownMarker));
  symlinkSync('web1.shutdown', web1.shutdownMarker);
  await expect(isMarkedShutdown(web1)).rejects.toThrow(expect.objectContaining({ code: 'ELOOP' }));
});
