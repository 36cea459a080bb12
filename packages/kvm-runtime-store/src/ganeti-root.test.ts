import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { runtimeOf } from '../test/runtime.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { exportGanetiRuntime, importGanetiRuntime } from './ganeti-records.ts';
import { openRuntimeStore, type HostRuntimeStore } from './runtime-store.ts';

const text = readFileSync(new URL('../test/fixtures/web1.runtime', import.meta.url), 'utf8');
const openStore = (ganeti?: boolean): HostRuntimeStore =>
  openRuntimeStore({ root: join(temporaryFolder(), 'root'), ...(ganeti === undefined ? {} : { ganeti }) });

/** As Ganeti would, with its own tools. */
function writeAsGaneti(store: HostRuntimeStore, name: string, content: string): string {
  const { ganetiRuntime } = store.paths(name);
  mkdirSync(dirname(ganetiRuntime), { recursive: true });
  writeFileSync(ganetiRuntime, content);
  return ganetiRuntime;
}

describe('an instance that only Ganeti knows', () => {
  test('is listed and read, in any root', async () => {
    const store = openStore();
    writeAsGaneti(store, 'web1', text);
    await expect(store.list()).resolves.toEqual(['web1']);
    await expect(store.read('web1')).resolves.toEqual(importGanetiRuntime(text));
  });

  test('is refused under another’s name, and others are read', async () => {
    const store = openStore();
    writeAsGaneti(store, 'web1', text);
    writeAsGaneti(store, 'web2', text);
    await expect(store.read('web2')).rejects.toMatchObject({
      code: 'GANETI_RUNTIME_INVALID',
      message: expect.stringContaining('found "web1", allowed: web2'),
    });
    await expect(store.read('web1')).resolves.toBeDefined();
  });

  test('has a revision, so that nothing of Ganeti’s is overwritten unseen', async () => {
    const store = openStore();
    const file = writeAsGaneti(store, 'web1', text);
    const { record, revision } = (await store.readRevision('web1')) ?? {};
    if (record === undefined || revision === undefined) throw new Error('not read');
    const changed = text.replace('"-m", 128', '"-m", 256');
    writeFileSync(file, changed);
    await expect(store.write('web1', record, { ifRevision: revision })).rejects.toMatchObject({
      code: 'RECORD_CONFLICT',
    });
    expect(readFileSync(file, 'utf8')).toBe(changed);
  });

  test('is kept current for Ganeti from the first write on', async () => {
    const store = openStore();
    const file = writeAsGaneti(store, 'web1', text);
    const record = await store.read('web1');
    if (record === undefined) throw new Error('not read');
    await store.write('web1', record);
    await expect(store.read('web1')).resolves.toMatchObject({ runtime: record.runtime });
    expect(readFileSync(file, 'utf8')).toBe(exportGanetiRuntime(record, { root: store.root }));
    await store.remove('web1');
    expect(existsSync(file)).toBe(false);
    await expect(store.list()).resolves.toEqual([]);
  });
});

describe('a root of Ganeti’s', () => {
  test('has each record in both formats, its owner’s only', async () => {
    const store = openStore(true);
    await store.write('web1', { runtime: runtimeOf('web1') });
    const file = store.paths('web1').ganetiRuntime;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { runtime } = importGanetiRuntime(readFileSync(file, 'utf8'));
    expect(runtime.placement).toEqual(runtimeOf('web1').placement);
    await expect(store.read('web1')).resolves.toMatchObject({ runtime: runtimeOf('web1') });
    await expect(store.list()).resolves.toEqual(['web1']);
  });

  test('is one whose path ends as Ganeti’s does', async () => {
    const store = openRuntimeStore({ root: join(temporaryFolder(), 'ganeti', 'kvm-hypervisor') });
    await store.write('web1', { runtime: runtimeOf('web1') });
    expect(existsSync(store.paths('web1').ganetiRuntime)).toBe(true);
  });

  test('is no other', async () => {
    const store = openStore();
    await store.write('web1', { runtime: runtimeOf('web1') });
    expect(existsSync(store.paths('web1').ganetiRuntime)).toBe(false);
  });

  test('says what Ganeti has made of an instance since, and ours again after the next write', async () => {
    const store = openStore(true);
    await store.write('web1', { runtime: runtimeOf('web1') });
    const before = await store.readRevision('web1');
    writeAsGaneti(store, 'web1', text);
    const now = await store.readRevision('web1');
    expect(now?.record).toEqual(importGanetiRuntime(text));
    expect(now?.revision).not.toBe(before?.revision);
    await store.write('web1', { runtime: runtimeOf('web1') });
    await expect(store.read('web1')).resolves.toMatchObject({ runtime: runtimeOf('web1') });
  });

  test('keeps what Ganeti knows of an instance whose own record is damaged', async () => {
    const store = openStore(true);
    await store.write('web1', { runtime: runtimeOf('web1') });
    writeFileSync(store.paths('web1').record, 'damaged');
    await expect(store.read('web1')).rejects.toMatchObject({ code: 'RECORD_CORRUPT' });
    await expect(store.read('web1')).resolves.toMatchObject({
      runtime: { placement: runtimeOf('web1').placement },
    });
  });

  test('is written where a writer died between the two files: the new one is read', async () => {
    const store = openStore(true);
    await store.write('web1', { runtime: runtimeOf('web1') });
    const old = readFileSync(store.paths('web1').record);
    const later = runtimeOf('web1', 'ro quiet');
    await store.write('web1', { runtime: later });
    writeFileSync(store.paths('web1').record, old);
    const read = await store.read('web1');
    expect(read?.runtime.instance.hvparams.kernel_args).toBe('ro quiet');
  });

  test('is watched for Ganeti’s changes too', async () => {
    const store = openStore(true);
    const changes = store.watch();
    await expect(changes.next()).resolves.toMatchObject({ value: { kind: 'snapshot', names: [] } });
    const file = writeAsGaneti(store, 'web1', text);
    await expect(changes.next()).resolves.toMatchObject({ value: { kind: 'added', name: 'web1' } });
    rmSync(file);
    for (;;) {
      const { value } = await changes.next();
      if (value?.kind === 'removed') break;
    }
    await changes.return?.();
  });
});
