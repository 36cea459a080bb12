import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type { HypervisorContext } from '../context.ts';
import { connectMonitor, forQuestions } from '../monitor/connect-monitor.ts';

/** What a QEMU was given of a key; disposing takes it back, once or more often. */
export interface TlsCredentials extends AsyncDisposable {
  /** QEMU's name of them. */
  readonly id: string;
}

const id = 'kvmkit-move';
const user = 'kvmkit';

export interface GuestOfKey {
  readonly name: string;
  readonly pid: number;
}

/** A key for one move, in hex. */
export function newTlsKey(): string {
  return randomBytes(32).toString('hex');
}

/**
 * Gives a QEMU the key that both sides of a move share. QEMU reads it from a file (`crypto/tlscredspsk.c`), a server
 * each time somebody connects: so it lies where this QEMU, whoever it runs as, and nobody else can read it, as long as
 * the move goes on.
 */
export async function giveTlsKey(
  context: HypervisorContext,
  { name, pid }: GuestOfKey,
  { key, endpoint }: { readonly key: string; readonly endpoint: 'server' | 'client' },
): Promise<TlsCredentials> {
  const root = await readlink(`/proc/${pid}/root`);
  const isChrooted = root !== '/';
  // Only root comes to a chroot but by being in it, and who is in this one is that QEMU.
  if (isChrooted) await chmod(root, 0o711);
  const folder = await mkdtemp(join(isChrooted ? root : memoryFolder(), 'kvmkit-tls-'));
  const clear = async (): Promise<void> => {
    await tell(context, name, 'object-del', { id }).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    // With the guest it may be gone.
    if (isChrooted) await chmod(root, 0o700).catch(() => undefined);
  };
  try {
    const file = join(folder, 'keys.psk');
    await writeFile(file, `${user}:${key}\n`, { mode: 0o400 });
    const { uid, gid } = await userOf(pid);
    for (const path of [file, folder]) await chown(path, uid, gid);
    const dir = isChrooted ? join('/', basename(folder)) : folder;
    const facts = { id, endpoint, dir, ...(endpoint === 'client' ? { username: user } : {}) };
    await tell(context, name, 'object-add', { 'qom-type': 'tls-creds-psk', ...facts });
  } catch (error) {
    await clear();
    throw error;
  }
  return { id, [Symbol.asyncDispose]: clear };
}

/** Who a process runs as: its folder belongs to root once it has changed its user. */
async function userOf(pid: number): Promise<{ uid: number; gid: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, uid, gid] = /^Uid:\s+\d+\s+(\d+)[^]*^Gid:\s+\d+\s+(\d+)/m.exec(status) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** Over a connection of its own: that of the move has ended by the time that the key is taken back. */
async function tell(
  context: HypervisorContext,
  name: string,
  command: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  const paths = context.store.paths(name);
  await using qmp = await connectMonitor(paths, forQuestions, { timeoutMs: monitorTimeoutMs });
  await qmp.execute(command, facts, { timeoutMs: monitorTimeoutMs });
}

const monitorTimeoutMs = 5000;

/** No disk shall see the key. */
function memoryFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}
