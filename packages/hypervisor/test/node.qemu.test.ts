import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';

import { expect } from 'vitest';

import { openHypervisor } from '../src/index.ts';
import { countCpus } from '../src/node/cpu-counts.ts';
import { qemu, startedTiny, test } from './support/lab.ts';

test('the node is told under Ganeti’s names and under ours', async ({ lab }) => {
  const node = await lab.hypervisor.getNodeInfo({ kvm_path: qemu });
  expect(node).toMatchObject({
    memory_total: node.memoryTotalMiB,
    memory_free: node.memoryFreeMiB,
    memory_dom0: node.memory_total - node.memory_free,
    cpu_total: cpus().length,
    cpu_dom0: cpus().length,
    cpu_nodes: node.cpuNodes,
    cpu_sockets: node.cpuSockets,
    hv_version: node.hvVersion.split('.').map(Number),
  });
  const meminfo = await readFile('/proc/meminfo', 'utf8');
  expect(node.memory_total).toBe(Math.floor(Number(/^MemTotal: +(\d+)/.exec(meminfo)?.[1]) / 1024));
  expect(await lab.hypervisor.getNodeInfo({ kvmPath: qemu })).toMatchObject({ hvVersion: node.hvVersion });
});

test('sockets and NUMA nodes are counted as they lie; memory that lies apart from all CPUs is none', () => {
  const sockets = [
    { id: 0, cores: [{ id: 0, cpus: [0, 2] }] },
    { id: 1, cores: [{ id: 0, cpus: [1, 3] }] },
  ];
  const numaNodes = [
    { id: 0, cpus: [0, 2] },
    { id: 1, cpus: [1, 3] },
    { id: 2, cpus: [] },
  ];
  expect(countCpus({ sockets, numaNodes })).toEqual({ cpuTotal: 4, cpuNodes: 2, cpuSockets: 2 });
  expect(countCpus({ sockets, numaNodes: [] })).toMatchObject({ cpuNodes: 1 });
});

test('a host that can run guests has no problem, and what was looked at can be read', async ({ lab }) => {
  expect(await lab.hypervisor.verify({ kvm_path: qemu })).toBeNull();
  const examined = await lab.hypervisor.examineHost({ kvm_path: qemu });
  expect(examined.map(({ subject }) => subject)).toEqual([
    'runtime directory',
    'QEMU',
    'sandbox',
    'accelerator',
    'control group',
    'taps',
    'vhost-net',
    'ip',
    'bridge',
    'socat',
    'fallocate',
    'huge pages',
  ]);
});

test('every problem of a host is in one string', async ({ lab }) => {
  const root = join(lab.folder, 'file', 'root');
  await writeFile(dirname(root), '');
  const broken = openHypervisor({ root });
  const problems = await broken.verify({ kvmPath: '/nowhere/kvm' });
  expect(problems).toMatch(/^runtime directory: .*\/file\/root: .*; QEMU: .*\/nowhere\/kvm/);
  expect(await lab.hypervisor.verify({ kvm_path: '/nowhere/kvm' })).toMatch(/^QEMU: .*\/nowhere\/kvm/);
});

test('the human monitor is called by name, and its refusal is its answer', async ({ lab }) => {
  const { serial } = await startedTiny(lab, 'web1');
  const { hypervisor } = lab;
  expect(await hypervisor.callMonitorCommand('web1', 'info status')).toContain('VM status: running');
  expect(await hypervisor.callMonitorCommand('web1', 'fly')).toContain("unknown command: 'fly'");
  await expect(hypervisor.callMonitorCommand('web2', 'info status')).rejects.toMatchObject({
    code: 'INSTANCE_NOT_RUNNING',
  });
  process.kill((await hypervisor.getInstanceInfo('web1'))?.pid ?? 0, 'SIGSTOP');
  await expect(hypervisor.callMonitorCommand('web1', 'info status', { timeoutMs: 50 })).rejects.toMatchObject(
    {
      code: 'MONITOR_UNREACHABLE',
    },
  );
  serial.destroy();
});

test('the files of a host are its NIC script and the hook, which may be missing', async () => {
  const nicHook = '/etc/kvmkit/nic-hook';
  expect(await openHypervisor({ root: '/r', nicHook }).getAncillaryFiles()).toEqual([[nicHook], [nicHook]]);
  const scripted = openHypervisor({ root: '/r', nicHook, nicScript: '/etc/ganeti/kvm-ifup' });
  expect(await scripted.getAncillaryFiles()).toEqual([['/etc/ganeti/kvm-ifup', nicHook], [nicHook]]);
});

test('how a person gets at a console is told for the serial port, VNC, SPICE, or not at all', async ({
  lab,
}) => {
  const { hypervisor } = lab;
  const consoleOf = async (hvparams: object, network_port = 11_000): Promise<unknown> =>
    hypervisor.getInstanceConsole({ ...(await lab.tiny('web1', hvparams)), network_port });
  expect(await consoleOf({})).toEqual({
    instance: 'web1',
    kind: 'ssh',
    host: 'localhost',
    port: 22,
    user: 'root',
    command: ['/usr/bin/socat', 'STDIO,raw,echo=0,escape=0x1d', `UNIX-CONNECT:${lab.root}/ctrl/web1.serial`],
  });
  const vnc = { serial_console: false, vnc_bind_address: '127.0.0.1' };
  expect(await consoleOf(vnc)).toMatchObject({ kind: 'vnc', host: '127.0.0.1', port: 11_000, display: 5100 });
  expect(await consoleOf(vnc, 5900)).toMatchObject({ kind: 'msg' });
  const spice = { serial_console: false, spice_bind: '127.0.0.1' };
  expect(await consoleOf(spice)).toMatchObject({ kind: 'spice', host: '127.0.0.1', port: 11_000 });
  await expect(hypervisor.getInstanceConsole('web1')).rejects.toMatchObject({ code: 'INSTANCE_UNKNOWN' });
});

test('versions do not keep a guest from being moved, and guests can be', async ({ lab }) => {
  expect(lab.hypervisor.CAN_MIGRATE).toBe(true);
  expect(lab.hypervisor.versionsSafeForMigration([10, 0, 13], [5, 2, 0])).toBe(true);
});
