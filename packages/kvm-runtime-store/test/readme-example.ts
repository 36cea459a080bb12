import { spawn, type StdioOptions } from 'node:child_process';
import { openRuntimeStore } from '@kvmkit/kvm-runtime-store';
import { runtimeOf } from './runtime.ts'; // made by @kvmkit/kvm-cmdline

const store = openRuntimeStore({ root: process.argv[2] ?? '/run/kvmkit' });
const start = async (): Promise<void> => {
  await using guest = await store.lockGuest('web1', { doing: 'starting' }); // no guest of it lives
  await store.write('web1', { runtime: runtimeOf('web1') }); // on disk before QEMU is there
  const options = ['-machine', 'none', '-display', 'none', '-S', '-pidfile', store.paths('web1').pidFile];
  // QEMU holds the guest's lock from here on.
  const stdio: StdioOptions = ['ignore', 'ignore', 'ignore', guest.fd];
  spawn('qemu-system-x86_64', options, { detached: true, stdio }).unref();
};
await store.withLock('web1', start, { doing: 'starting' });
process.stdout.write(`${await store.guestExists('web1')}\n`); // true, in every process, until QEMU is gone
