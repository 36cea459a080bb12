import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { afterEach, expect, test, vi } from 'vitest';

import { readMissingQemus, readQemuVersions } from '@kvmkit-tools/qemu-versions';

const fetchScript = join(import.meta.dirname, '../fetch.sh');

function run(
  program: string,
  args: readonly string[],
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(program, args, { encoding: 'utf8' });
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describeEachQemu('a QEMU of tools/qemu-versions', ({ suite, binary, version, fullVersion }) => {
  test('runs, and is of the version that is said of it', () => {
    expect(run(binary, ['--version']).stdout).toContain(`QEMU emulator version ${fullVersion}`);
    expect(fullVersion.startsWith(`${version}.`)).toBe(true);
  });

  test('finds its own firmware, and not that of a QEMU of the system', ({ skip }) => {
    if (suite === 'QEMU_BIN') skip('QEMU_BIN names a QEMU that is not ours');
    const folders = run(binary, ['-L', 'help']).stdout;
    expect(folders).toContain(`.cache/qemu/${suite}/root/usr/share/qemu`);
    expect(folders).not.toMatch(/^\/usr\/share/m);
  });

  test('builds a machine with a NIC, which needs firmware, and loads no module of another build', () => {
    // Listing all types loads every module.
    const input = ['qmp_capabilities', 'qom-list-types', 'quit']
      .map((execute) => JSON.stringify({ execute }))
      .join('');
    const args = ['-M', 'q35', '-S', '-display', 'none', '-nic', 'user,model=virtio', '-qmp', 'stdio'];
    const { status, stdout, stderr } = spawnSync(binary, args, { input, encoding: 'utf8' });
    expect(stdout).toContain('"virtio-net-pci"');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

test('a second fetch has nothing to do, and says nothing', () => {
  expect(run(fetchScript, [])).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

test('a suite that is not in suites.txt is refused, with those that are', () => {
  const { status, stderr } = run(fetchScript, ['etch']);
  expect(status).toBe(2);
  expect(stderr).toContain('no suite etch in tools/qemu-versions/suites.txt, which has: bullseye bookworm');
});

test('QEMU_BIN means that binary alone', ({ skip }) => {
  const [oldest] = readQemuVersions();
  if (oldest === undefined) return skip('there is no QEMU to name');
  vi.stubEnv('QEMU_BIN', oldest.binary);
  expect(readQemuVersions()).toEqual([{ ...oldest, suite: 'QEMU_BIN' }]);
  expect(readMissingQemus()).toEqual([]);
});

test('each suite is either there or missing for a reason', () => {
  const missing = readMissingQemus();
  expect(readQemuVersions().length + missing.length).toBeGreaterThan(0);
  for (const { reason } of missing) expect(reason).not.toBe('');
});
