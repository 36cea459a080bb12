import { access, constants, readdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { controlGroupOf } from '../confine/control-group.ts';
import { kvmRunsGuests } from '../probe/accelerator.ts';
import { guestRunsUnder } from '../probe/probe-guest.ts';
import type { Verification } from './verify.ts';

/** What guests on a Linux host need beside QEMU and a folder. */
export async function examineLinux(kvmPath: string, cacheDirectory: string): Promise<Verification[]> {
  return Promise.all([
    examineAccelerator(kvmPath, cacheDirectory),
    examineControlGroup(),
    examineDevice('taps', '/dev/net/tun', 'guests can have no NICs'),
    examineDevice('vhost-net', '/dev/vhost-net', 'NICs with `vhost_net` can not be had, others are slower'),
    examineProgram('ip', 'the NIC script can connect nothing (iproute2)'),
    examineProgram('bridge', 'the NIC script can make no VLANs on a bridge (iproute2)'),
    examineProgram('socat', "Ganeti's command for a console does not run; `kvmkit console` needs it not"),
    examineProgram('fallocate', 'a console log that grows too long is emptied instead of cut (util-linux)'),
    examineHugePages(),
  ]);
}

async function examineAccelerator(kvmPath: string, cacheDirectory: string): Promise<Verification> {
  const subject = 'accelerator';
  if (await kvmRunsGuests(kvmPath, cacheDirectory))
    return { subject, verdict: 'ok', found: 'KVM: a guest was seen to run' };
  const present = await isThere('/dev/kvm');
  const why = present ? '/dev/kvm is there, but no guest runs under it' : 'there is no /dev/kvm';
  return (await guestRunsUnder('tcg', kvmPath))
    ? { subject, verdict: 'notice', found: `TCG, which is slow: ${why}` }
    : { subject, verdict: 'problem', found: `neither KVM nor TCG runs a guest: ${why}` };
}

async function examineControlGroup(): Promise<Verification> {
  const subject = 'control group';
  const group = await controlGroupOf('any');
  const danger =
    'guests stay in the group of their starter: who restarts a service that starts guests kills them';
  switch (group.kind) {
    case 'scope':
      return { subject, verdict: 'ok', found: 'each guest gets a systemd scope of its own' };
    case 'group': {
      const mount = dirname(dirname(group.folder));
      return (await isThere(mount, constants.W_OK))
        ? { subject, verdict: 'ok', found: `each guest gets one of its own below ${mount}` }
        : { subject, verdict: 'notice', found: `${mount} can not be written to; ${danger}` };
    }
    case 'none':
      return { subject, verdict: 'notice', found: `${group.why}; ${danger}` };
  }
}

async function examineDevice(subject: string, path: string, without: string): Promise<Verification> {
  return (await isThere(path, constants.R_OK | constants.W_OK))
    ? { subject, verdict: 'ok', found: path }
    : { subject, verdict: 'notice', found: `${path} can not be used: ${without}` };
}

async function examineProgram(subject: string, without: string): Promise<Verification> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, subject);
    if (await isThere(path, constants.X_OK)) return { subject, verdict: 'ok', found: path };
  }
  return { subject, verdict: 'notice', found: `not on the path: ${without}` };
}

const hugePageFolder = '/sys/kernel/mm/hugepages';

/** Nothing is wrong with having none: only guests with `mem_path` ask for them. */
async function examineHugePages(): Promise<Verification> {
  const sizes = await readdir(hugePageFolder).catch(() => []);
  const found = await Promise.all(
    sizes.map(async (size) => {
      const [all, free] = await Promise.all(
        ['nr_hugepages', 'free_hugepages'].map((file) =>
          readFile(join(hugePageFolder, size, file), 'utf8').catch(() => '0'),
        ),
      );
      return `${size.replace('hugepages-', '')}: ${all?.trim()}, ${free?.trim()} free`;
    }),
  );
  return { subject: 'huge pages', verdict: 'ok', found: found.join('; ') || 'this kernel has none' };
}

function isThere(path: string, mode: number = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
