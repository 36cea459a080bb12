import { execFile, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { removeFile, removeLeftover, writeDurably } from './durable-write.ts';
import { openLocked } from './locked-file.ts';
import { fileLimitBytes } from './regular-file.ts';

const script = fileURLToPath(new URL('../test/write-file.ts', import.meta.url));
const writer = [process.execPath, '--conditions=@kvmkit/source', script];

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Runs a program whose arguments end in the writer's own. @returns what it printed */
async function run([program = '', ...args]: readonly string[]): Promise<string> {
  // Where libuv writes by io_uring, there are no system calls to be seen.
  const env = { ...process.env, UV_USE_IO_URING: '0' };
  const { stdout } = await promisify(execFile)(program, args, { env });
  return stdout;
}

const draftIn = (folder: string): string => join(folder, '.record.new');

/** What a writer in the middle of its work holds. */
async function lockDraft(folder: string): Promise<number> {
  const fd = await openLocked(draftIn(folder), 'exclusive', 0);
  if (fd === undefined) throw new Error('another writer has the draft');
  return fd;
}

/** Why strace cannot be used here; `false` when it can. */
function noStrace(): string | false {
  const { error, status, stderr } = spawnSync('strace', ['-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error !== undefined) return 'there is no strace';
  return status === 0 ? false : `strace cannot trace here: ${stderr.trim()}`;
}

test('a file is made, readable by its owner only', async () => {
  const path = join(temporaryFolder(), 'record');
  await writeDurably(path, 'new\n');
  expect(readFileSync(path, 'utf8')).toBe('new\n');
  expect(modeOf(path)).toBe('600');
});

test('a file is replaced by another, not written over, and nothing else is left', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'record');
  writeFileSync(path, 'old', { mode: 0o644 });
  const before = statSync(path).ino;
  await writeDurably(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).ino).not.toBe(before);
  expect(modeOf(path)).toBe('600');
  expect(readdirSync(folder)).toEqual(['record']);
});

test('the directory is made for its owner only, and one that exists keeps its mode', async () => {
  const folder = temporaryFolder();
  await writeDurably(join(folder, 'a/b/record'), '');
  expect([modeOf(join(folder, 'a')), modeOf(join(folder, 'a/b'))]).toEqual(['700', '700']);

  mkdirSync(join(folder, 'open'), { mode: 0o755 });
  await writeDurably(join(folder, 'open/record'), '');
  expect(modeOf(join(folder, 'open'))).toBe('755');
});

test('of many writers at once, one whole content stays', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'record');
  const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
  await Promise.all(contents.map((content) => writeDurably(path, content)));
  expect(contents).toContain(readFileSync(path, 'utf8'));
  expect(readdirSync(folder)).toEqual(['record']);
});

describe('a write that fails leaves the old content and no temporary file', () => {
  test('when the target is a directory', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'record/inside'), { recursive: true });
    await expect(writeDurably(join(folder, 'record'), 'new')).rejects.toMatchObject({
      name: 'StorageError',
      code: 'STORAGE_FAILED',
      path: join(folder, 'record'),
      syscall: 'rename',
      errnoName: 'EISDIR',
      state: 'unchanged',
    });
    expect(readdirSync(folder)).toEqual(['record']);
    expect(readdirSync(join(folder, 'record'))).toEqual(['inside']);
  });

  test('when no temporary file can be made', async () => {
    const folder = temporaryFolder();
    // A name that is just short enough to be one, and too long with anything added.
    const name = 'n'.repeat(255);
    writeFileSync(join(folder, name), 'old');
    await expect(writeDurably(join(folder, name), 'new')).rejects.toMatchObject({
      errnoName: 'ENAMETOOLONG',
    });
    expect(readFileSync(join(folder, name), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual([name]);
  });

  test('when there is no room for the content', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'record');
    writeFileSync(path, 'old');
    // Files of at most 512 bytes (Node ignores the signal that would tell).
    const limited = ['/bin/sh', '-c', 'ulimit -f 1 && exec "$@"', 'sh', ...writer];
    await expect(run([...limited, path, 'x'.repeat(10_000)])).resolves.toBe('EFBIG unchanged');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['record']);
  });

  test.for([
    ['fsync', 'EIO'],
    ['fsync', 'EDQUOT'],
    ['rename', 'ENOSPC'],
    ['rename', 'EROFS'],
  ] as const)('when the kernel refuses %s with %s', async ([call, errno], ctx) => {
    const reason = noStrace();
    if (reason !== false) ctx.skip(reason);
    const folder = temporaryFolder();
    const path = join(folder, 'record');
    writeFileSync(path, 'old');
    const refusing = [
      'strace',
      '-f',
      '-o',
      '/dev/null',
      '-e',
      `trace=${call}`,
      '-e',
      `inject=${call}:error=${errno}`,
    ];
    await expect(run([...refusing, ...writer, path, 'new'])).resolves.toBe(`${errno} unchanged`);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['record']);
  });
});

describe('what a dead writer left', () => {
  test('is taken over by the next write, whatever it holds', async () => {
    const folder = temporaryFolder();
    writeFileSync(draftIn(folder), 'half of someth'.repeat(1000), { mode: 0o644 });
    await writeDurably(join(folder, 'record'), 'new');
    expect(readFileSync(join(folder, 'record'), 'utf8')).toBe('new');
    expect(modeOf(join(folder, 'record'))).toBe('600');
    expect(readdirSync(folder)).toEqual(['record']);
  });

  test('is cleared away; what a living writer has is left to it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'record');
    writeFileSync(draftIn(folder), '');
    removeLeftover(path);
    expect(readdirSync(folder)).toEqual([]);
    removeLeftover(path);

    const living = await lockDraft(folder);
    removeLeftover(path);
    expect(readdirSync(folder)).toEqual(['.record.new']);
    closeSync(living);
  });

  test('goes with the file', () => {
    const folder = temporaryFolder();
    for (const name of ['.record.new', 'record']) writeFileSync(join(folder, name), '');
    removeFile(join(folder, 'record'));
    removeFile(join(folder, 'record'));
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a directory that vanishes under the writer is made again', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'conf/record');
  // A writer that waits for another one's draft, which the wipe takes with it.
  const other = await lockDraft(join(folder, 'conf'));
  const writing = writeDurably(path, 'new');
  rmSync(join(folder, 'conf'), { recursive: true });
  closeSync(other);
  await writing;
  expect(readFileSync(path, 'utf8')).toBe('new');
});

describe('refused, and left as it is', () => {
  test('a file over the limit', async () => {
    const path = join(temporaryFolder(), 'conf/record');
    await expect(writeDurably(path, 'x'.repeat(fileLimitBytes + 1))).rejects.toMatchObject({
      code: 'FILE_REFUSED',
      message: `${path}: found 4194305 bytes, allowed: at most 4194304; it was left as it is`,
    });
    expect(existsSync(path)).toBe(false);
  });

  test.for(['a symbolic link', 'a hard link', 'a FIFO'])('%s in the draft’s place', async (kind) => {
    const folder = temporaryFolder();
    const [elsewhere, draft] = [join(folder, 'elsewhere'), join(folder, '.record.new')];
    writeFileSync(elsewhere, 'precious');
    if (kind === 'a symbolic link') symlinkSync(elsewhere, draft);
    if (kind === 'a hard link') linkSync(elsewhere, draft);
    if (kind === 'a FIFO') spawnSync('mkfifo', [draft]);
    await expect(writeDurably(join(folder, 'record'), 'new')).rejects.toMatchObject({ code: 'FILE_REFUSED' });
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
    expect(readdirSync(folder).toSorted()).toEqual(['.record.new', 'elsewhere']);
  });

  test('a link in the file’s place is replaced, and what it led to is not touched', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'elsewhere'), 'precious');
    symlinkSync('elsewhere', join(folder, 'record'));
    await writeDurably(join(folder, 'record'), 'new');
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('precious');
    expect(readFileSync(join(folder, 'record'), 'utf8')).toBe('new');
  });
});

test('content, its fsync, rename, fsync of the directory: in this order', async (ctx) => {
  const reason = noStrace();
  if (reason !== false) ctx.skip(reason);
  const folder = temporaryFolder();
  const [log, path] = [join(folder, 'calls'), join(folder, 'conf/record')];
  const calls = 'trace=write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2';
  const tracing = ['strace', '-f', '--decode-fds=path', '-o', log, '-e', calls];
  await expect(run([...tracing, ...writer, path, 'new'])).resolves.toBe('written');

  const ours = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes(`${folder}/conf`))
    .map((line) => line.replace(/^\d+ +/, ''));
  expect(ours).toEqual([
    expect.stringMatching(/^write\(\d+<.*\/conf\/\.record\.new>, "new", 3/),
    expect.stringMatching(/^fsync\(\d+<.*\/conf\/\.record\.new>/),
    expect.stringMatching(/^rename\(".*\/conf\/\.record\.new", ".*\/conf\/record"/),
    expect.stringMatching(/^fsync\(\d+<.*\/conf>/),
  ]);
});
