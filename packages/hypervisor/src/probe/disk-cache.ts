import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a cached answer depends on: it holds as long as all of these files are as they were. */
export interface FileIdentity {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly inode: number;
}

interface CacheEntry {
  readonly dependsOn: readonly FileIdentity[];
  readonly value: unknown;
}

/** What this process has read, by file: the larger answers take longer to parse than to find unchanged. */
const read = new Map<string, CacheEntry>();

/** An answer remembered on disk; `key` names the question. `undefined` when it must be asked anew. */
export async function readCache(directory: string, key: string): Promise<unknown> {
  const file = fileOf(directory, key);
  const known = read.get(file);
  if (known !== undefined && (await holds(known))) return known.value;
  const entry = parseEntry(await readFile(file, 'utf8').catch(() => ''));
  if (entry === undefined || !(await holds(entry))) return undefined;
  read.set(file, entry);
  return entry.value;
}

async function holds({ dependsOn }: CacheEntry): Promise<boolean> {
  const now = await Promise.all(dependsOn.map(({ path }) => identify(path)));
  return dependsOn.every((then, index) => JSON.stringify(then) === JSON.stringify(now[index]));
}

/** Remembers an answer; a cache that can not be written only makes the next call slower. */
export async function writeCache(directory: string, key: string, entry: CacheEntry): Promise<void> {
  const file = fileOf(directory, key);
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(temporary, JSON.stringify(entry), { mode: 0o600 });
  await rename(temporary, file);
}

/** `undefined` when there is no such file. */
export async function identify(path: string): Promise<FileIdentity | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  return { path, sizeBytes: info.size, modifiedMs: info.mtimeMs, inode: info.ino };
}

function fileOf(directory: string, key: string): string {
  return join(directory, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
}

function parseEntry(text: string): CacheEntry | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this module writes here, and the shape is checked
    const entry = value as CacheEntry;
    return Array.isArray(entry.dependsOn) && 'value' in entry ? entry : undefined;
  } catch {
    return undefined;
  }
}
