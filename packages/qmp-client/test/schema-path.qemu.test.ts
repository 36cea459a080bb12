import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { beforeAll, describe, expect, test } from 'vitest';

import { connectQmp, type QmpSchema } from '../src/index.ts';
import { startQemu } from './qemu.ts';

describeEachQemu('a path through the schema', ({ binary, version }) => {
  let schema: QmpSchema;
  const major = Number(version.split('.')[0]);

  beforeAll(async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    schema = await qmp.schema();
  });

  test.each([
    ['a command', 'blockdev-add', true],
    ['an event', 'DEVICE_DELETED', true],
    ['neither', 'no-such-command', false],
    ['a member of the arguments', 'device_del/arg-type/id', true],
    ['a member that is not there', 'device_del/arg-type/name', false],
    ['a member of the answer, through its array', 'query-block/ret-type/inserted/image/virtual-size', true],
    ['the data of an event', 'DEVICE_DELETED/arg-type/device', true],
    ['a variant', 'blockdev-add/arg-type/+qcow2', true],
    ['a variant that is not there', 'blockdev-add/arg-type/+fat32', false],
    ['a member of a variant', 'blockdev-add/arg-type/+qcow2/discard-no-unref', major >= 10],
    ['a member of another variant', 'blockdev-add/arg-type/+file/discard-no-unref', false],
    ['a value of an enum', 'blockdev-add/arg-type/discard/^unmap', true],
    ['a value that is not there', 'blockdev-add/arg-type/discard/^maybe', false],
    ['a value of something else than an enum', 'device_del/arg-type/id/^unmap', false],
    ['a member behind an alternate', 'blockdev-add/arg-type/+qcow2/file/node-name', true],
    ['a feature of a command', 'nbd-server-add/$deprecated', true],
    ['a feature that it has not', 'query-status/$deprecated', false],
    ['a command that came later', 'yank', major >= 7],
    ['a command that has gone', 'query-cpus', major < 7],
    ['nothing', '', false],
    ['a step from where nothing follows', 'blockdev-add/arg-type/discard/^unmap/further', false],
  ])('finds %s: %s', (_title, path, found) => {
    expect(schema.has(path)).toBe(found);
  });

  describe('leads to', () => {
    test('the type there and its features', () => {
      expect(schema.at('query-status/ret-type/running')).toMatchObject({
        features: [],
        type: { 'meta-type': 'builtin', 'json-type': 'boolean' },
      });
      expect(schema.at('nbd-server-add')?.features).toContain('deprecated');
    });
  });
});
