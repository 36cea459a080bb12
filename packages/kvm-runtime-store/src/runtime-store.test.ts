import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { startHolder } from '../test/holder.ts';
import { runtimeOf } from '../test/runtime.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import type { RecordError } from './errors.ts';
import { lockFile } from './file-lock.ts';
import { filesOfOneRun } from './instance-paths.ts';
import { encodeRecord, type RuntimeRecord } from './runtime-record.ts';
import { openRuntimeStore, type HostRuntimeStore } from './runtime-store.ts';

const record: RuntimeRecord = { runtime: runtimeOf('web1') };
const doing = { doing: 'testing', timeoutMs: 0 };

/** A store whose root is not there yet. */
const openStore = (): HostRuntimeStore => openRuntimeStore({ root: join(temporaryFolder(), 'root') });

describe('records', () => {
  test('are read as they were written, by any other opening of the store', async () => {
    const store = openStore();
    await store.write('web1', record);
    await expect(store.read('web1')).resolves.toEqual(record);
    await expect(openRuntimeStore({ root: store.root }).read('web1')).resolves.toEqual(record);
  });

  test('are replaced by the next one', async () => {
    const store = openStore();
    await store.write('web1', { runtime: runtimeOf('web1', 'old') });
    await store.write('web1', record);
    await expect(store.read('web1')).resolves.toEqual(record);
  });

  test('are undefined where there is none', async () => {
    const store = openStore();
    await expect(store.read('web1')).resolves.toBeUndefined();
    await store.write('web1', record);
    await expect(store.read('web2')).resolves.toBeUndefined();
  });

  test('that are damaged are moved aside with their bytes, and are no instance’s any more', async () => {
    const store = openStore();
    await store.write('web1', record);
    await store.write('web2', { runtime: runtimeOf('web2') });
    const path = store.paths('web1').record;
    writeFileSync(path, 'not a record');
    const error = await store.read('web1').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'RECORD_CORRUPT', path });
    const { keptAt } = error as RecordError;
    expect(keptAt).toMatch(/\/conf\/web1\.json\.corrupt-\d{8}T\d{9}Z$/);
    expect((error as RecordError).message).toContain(`; its bytes are kept as ${keptAt}`);
    expect(readFileSync(keptAt ?? '', 'utf8')).toBe('not a record');
    await expect(store.read('web1')).resolves.toBeUndefined();
    await expect(store.list()).resolves.toEqual(['web2']);
  });

  test('that are damaged are left where nothing can be moved', async () => {
    const store = openStore();
    await store.write('web1', record);
    const { record: path, recordLock } = store.paths('web1');
    writeFileSync(path, 'not a record');
    rmSync(recordLock);
    mkdirSync(recordLock);
    await expect(store.read('web1')).rejects.toMatchObject({ code: 'RECORD_CORRUPT', keptAt: undefined });
    expect(readFileSync(path, 'utf8')).toBe('not a record');
  });

  test('that are damaged make way for the next one, and are kept', async () => {
    const store = openStore();
    const { record: path } = store.paths('web1');
    for (const content of ['first', 'second', 'third']) {
      await store.write('web1', record);
      writeFileSync(path, content);
      await (content === 'third' ? store.remove('web1') : store.write('web1', record));
    }
    const kept = readdirSync(dirname(path)).filter((file) => file.startsWith('web1.json.corrupt-'));
    const contents = kept.map((file) => readFileSync(join(dirname(path), file), 'utf8'));
    expect(contents.sort()).toEqual(['first', 'second', 'third']);
    await expect(store.read('web1')).resolves.toBeUndefined();
  });

  test('that a writer has just put right are not moved aside by who has read the damaged one', async () => {
    const store = openStore();
    await store.write('web1', record);
    const { record: path, recordLock } = store.paths('web1');
    writeFileSync(path, 'damaged');
    const writing = await lockFile(recordLock, { doing: 'writing', timeoutMs: 0 });
    const reading = store.read('web1');
    // The reader has looked, and waits.
    await expect.poll(() => store.read('web2'), { interval: 1 }).toBeUndefined();
    writeFileSync(path, encodeRecord({ record, revision: '1-a' }));
    await writing.close();
    await expect(reading).resolves.toEqual(record);
    expect(readdirSync(dirname(path))).toEqual(['web1.json']);
  });

  test('of another instance are damaged ones', async () => {
    const store = openStore();
    await store.write('web1', record);
    renameSync(store.paths('web1').record, store.paths('web2').record);
    await expect(store.read('web2')).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
      message: expect.stringContaining('is of the instance web1, expected web2'),
    });
  });

  test('of a later version are left as they are, but for their removal', async () => {
    const store = openStore();
    await store.write('web1', record);
    const { record: path } = store.paths('web1');
    const later = readFileSync(path, 'utf8').replace('"schemaVersion": 2', '"schemaVersion": 3');
    writeFileSync(path, later);
    for (const attempt of [store.read('web1'), store.write('web1', record)]) {
      await expect(attempt).rejects.toMatchObject({ code: 'RECORD_TOO_NEW', keptAt: undefined });
    }
    expect(readFileSync(path, 'utf8')).toBe(later);
    await store.remove('web1');
    await expect(store.list()).resolves.toEqual([]);
  });

  test('and the folders for QEMU’s files are their owner’s only', async () => {
    const store = openStore();
    await store.write('web1', record);
    const folders = ['', 'conf', 'ctrl', 'log', 'pid'].map((folder) => join(store.root, folder));
    expect(folders.map((folder) => statSync(folder).mode & 0o777)).toEqual(folders.map(() => 0o700));
    expect(statSync(store.paths('web1').record).mode & 0o777).toBe(0o600);
  });
});

describe('list', () => {
  test('is empty where there is no root, and makes none', async () => {
    const store = openStore();
    await expect(store.list()).resolves.toEqual([]);
    expect(existsSync(store.root)).toBe(false);
  });

  test('has the names of all records, sorted', async () => {
    const store = openStore();
    for (const name of ['web2', 'db.example.com', 'web10'])
      await store.write(name, { runtime: runtimeOf(name) });
    await expect(store.list()).resolves.toEqual(['db.example.com', 'web10', 'web2']);
  });

  test('passes over files that are no instance’s record', async () => {
    const store = openStore();
    await store.write('web1', record);
    const others = ['.web1.json.0123456789ab', '.json', 'my notes.json', 'README', 'web3.guest.json'];
    for (const file of others) writeFileSync(join(store.root, 'conf', file), '');
    await expect(store.list()).resolves.toEqual(['web1']);
  });

  test('fails where the root is unreadable, rather than be empty', async () => {
    const store = openStore();
    mkdirSync(store.root);
    writeFileSync(join(store.root, 'conf'), '');
    await expect(store.list()).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});

describe('remove', () => {
  test('takes every file of the instance but its locks, and nobody else’s', async () => {
    const store = openStore();
    await store.write('web1', record);
    await store.write('web2', { runtime: runtimeOf('web2') });
    const paths = store.paths('web1');
    for (const file of [...filesOfOneRun(paths), paths.ganetiRuntime]) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, '');
    }
    for (const folder of [paths.nics, paths.chroot]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(paths.nics, '0'), 'tap0');
    await using lock = await store.lockGuest('web1', doing);
    await store.remove('web1');
    expect(Object.values(paths).filter((path) => existsSync(path))).toEqual([paths.guestLock]);
    await expect(store.list()).resolves.toEqual(['web2']);
    await lock.removeFile();
  });

  test('of a run alone leaves the record', async () => {
    const store = openStore();
    await store.write('web1', record);
    const paths = store.paths('web1');
    writeFileSync(paths.pidFile, '1');
    await store.sweep('web1');
    expect(existsSync(paths.pidFile)).toBe(false);
    await expect(store.read('web1')).resolves.toEqual(record);
  });

  test('keeps what lies in the chroot', async () => {
    const store = openStore();
    await store.write('web1', record);
    const { chroot, chrootQuarantine } = store.paths('web1');
    mkdirSync(chroot, { recursive: true });
    writeFileSync(join(chroot, 'payload'), '');
    await store.remove('web1');
    expect(existsSync(chroot)).toBe(false);
    expect(readdirSync(dirname(chrootQuarantine))).toEqual([expect.stringMatching(/^web1-/)]);
  });

  test('of what is not there does nothing', async () => {
    const store = openStore();
    await store.remove('web1');
    expect(existsSync(store.root)).toBe(false);
    await store.write('web1', record);
    await store.remove('web1');
    await store.remove('web1');
    await expect(store.list()).resolves.toEqual([]);
  });
});

describe('withLock', () => {
  test('gives the change’s answer or its error', async () => {
    const store = openStore();
    await expect(store.withLock('web1', () => Promise.resolve(7), doing)).resolves.toBe(7);
    const failure = new Error('no');
    await expect(store.withLock('web1', () => Promise.reject(failure), doing)).rejects.toBe(failure);
  });

  test('lets nobody else change the instance meanwhile, but other instances', async () => {
    const store = openStore();
    const change = async (): Promise<void> => {
      await expect(store.withLock('web1', () => Promise.resolve(), doing)).rejects.toMatchObject({
        code: 'LOCK_TIMEOUT',
        holder: { pid: process.pid, doing: 'starting' },
      });
      await expect(store.withLock('web2', () => Promise.resolve('in'), doing)).resolves.toBe('in');
    };
    await store.withLock('web1', change, { doing: 'starting' });
  });

  test('does not begin the change while another process holds the lock', async () => {
    const store = openStore();
    const holder = await startHolder(store.paths('web1').lock, 'stopping');
    let begun = false;
    const change = (): Promise<void> => {
      begun = true;
      return Promise.resolve();
    };
    await expect(store.withLock('web1', change, doing)).rejects.toMatchObject({
      holder: { pid: holder.pid, doing: 'stopping' },
    });
    expect(begun).toBe(false);
    await holder.kill();
    await store.withLock('web1', change, doing);
    expect(begun).toBe(true);
  });

  test('leaves the lock’s file as long as the instance has a record', async () => {
    const store = openStore();
    await store.withLock('web1', () => store.write('web1', record), doing);
    expect(readdirSync(join(store.root, 'lock'))).toContain('web1');
    await store.withLock('web1', () => store.remove('web1'), doing);
    expect(readdirSync(join(store.root, 'lock'))).toEqual([]);
  });

  test('leaves no lock file of an instance that a failed change did not make', async () => {
    const store = openStore();
    await expect(store.withLock('web1', () => Promise.reject(new Error('no')), doing)).rejects.toThrow('no');
    expect(readdirSync(join(store.root, 'lock'))).toEqual([]);
  });

  test('runs changes of one instance one after the other', async () => {
    const store = openStore();
    const events: string[] = [];
    const change = (who: number) => async (): Promise<void> => {
      events.push(`${who} in`);
      await store.write('web1', record);
      await store.remove('web1');
      events.push(`${who} out`);
    };
    const everybody = Array.from({ length: 10 }, (_, who) =>
      store.withLock('web1', change(who), { doing: 'testing' }),
    );
    await Promise.all(everybody);
    const visitors = events.map((event) => event.split(' ')[0]);
    expect(visitors.filter((_, index) => index % 2 === 0)).toEqual(
      visitors.filter((_, index) => index % 2 === 1),
    );
  });
});

describe('the guest’s lock', () => {
  test('is held as long as a process lives that was given it, whoever started that', async () => {
    const store = openStore();
    const lock = await store.lockGuest('web1', { doing: 'starting' });
    const guest = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', lock.fd] });
    const exited = once(guest, 'exit');
    onTestFinished(async () => {
      guest.kill('SIGKILL');
      await exited;
    });
    await once(guest, 'spawn');
    await lock.close();
    await expect(store.guestExists('web1')).resolves.toBe(true);
    await expect(store.lockGuest('web1', { doing: 'starting' })).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
      timeoutMs: 0,
    });
    guest.kill('SIGKILL');
    await exited;
    await expect(store.guestExists('web1')).resolves.toBe(false);
    await using again = await store.lockGuest('web1', { doing: 'starting' });
    expect(again.fd).toBeGreaterThan(2);
  });

  test('is another than the instance’s', async () => {
    const store = openStore();
    await store.withLock('web1', async () => {
      await using lock = await store.lockGuest('web1', doing);
      expect(lock.fd).toBeGreaterThan(2);
      await expect(store.guestExists('web1')).resolves.toBe(true);
    });
    await expect(store.guestExists('web1')).resolves.toBe(false);
  });
});

describe('findGuest', () => {
  test('finds the process that the pid file names', async () => {
    const store = openStore();
    await store.write('web1', record);
    await expect(store.findGuest('web1')).resolves.toBeUndefined();
    const { pidFile } = store.paths('web1');
    const guest = spawn('/bin/sh', ['-c', 'read line', 'qemu', '-pidfile', pidFile], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    onTestFinished(async () => {
      guest.kill('SIGKILL');
      await once(guest, 'exit');
    });
    writeFileSync(pidFile, `${guest.pid}\n`);
    await expect(store.findGuest('web1')).resolves.toMatchObject({ pid: guest.pid });
  });
});

test('a bad name is a rejection everywhere, and reaches no file', async () => {
  const store = openStore();
  const attempts = [
    () => store.read('../x'),
    () => store.write('../x', record),
    () => store.remove('../x'),
    () => store.findGuest('../x'),
    () => store.guestExists('../x'),
    () => store.withLock('../x', () => Promise.resolve(), doing),
    () => store.lockGuest('../x', doing),
  ];
  for (const attempt of attempts) {
    await expect(attempt()).rejects.toMatchObject({ code: 'INSTANCE_NAME_INVALID', instanceName: '../x' });
  }
  expect(() => store.paths('../x')).toThrow(expect.objectContaining({ code: 'INSTANCE_NAME_INVALID' }));
  expect(existsSync(store.root)).toBe(false);
});
