import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';

import {
  buildCommandLine,
  buildRuntime,
  parseInstanceSpec,
  placeDevices,
  resolveMachineType,
} from '@kvmkit/kvm-cmdline';
import { connectQmp } from '@kvmkit/qmp-client';
import { expect } from 'vitest';

import { configureNics, deconfigureNics } from '../src/network/configure-nics.ts';
import { connectedNics } from '../src/network/connected-nics.ts';
import { openTaps } from '../src/network/open-taps.ts';
import { probeCapabilities } from '../src/probe/capabilities.ts';
import { qemu, untilText } from './support/lab.ts';
import { test } from './support/network-lab.ts';

const images = resolve(import.meta.dirname, '../../../examples/instances/images/linux');

test('a guest serves the host by a tap that was opened and connected for it', async ({ network }) => {
  network.run('ip', 'link', 'add', 'br0', 'type', 'bridge');
  network.run('ip', 'address', 'add', '192.0.2.1/24', 'dev', 'br0');
  network.run('ip', 'link', 'set', 'dev', 'br0', 'up');
  const instance = parseInstanceSpec({
    name: 'web1',
    uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
    hvparams: {
      kvm_path: qemu,
      kernel_path: join(images, 'vmlinux'),
      initrd_path: join(images, 'initrd'),
      root_path: '',
      kernel_args:
        'panic=-1 rdinit=/init nokaslr mitigations=off no_timer_check tsc=reliable lpj=4000000 random.trust_cpu=on noreplace-smp quiet g.ip=192.0.2.2/24',
      vhost_net: false,
    },
    nics: [
      {
        uuid: '000000a0-01c0-4000-8000-00000000def0',
        mac: 'aa:00:00:35:d8:00',
        nicparams: { mode: 'bridged', link: 'br0' },
      },
    ],
  });
  const capabilities = await probeCapabilities(qemu, join(network.folder, 'cache'));
  const opened = await openTaps(network.port, instance, capabilities);
  const [tap] = opened.taps;
  const nics = connectedNics(instance.nics, new Map(opened.taps.map(({ name }, nic) => [nic, name])));
  await configureNics(network.port, { instance, nics });

  const at = (name: string): string => join(network.folder, name);
  const argv = buildCommandLine(
    buildRuntime(instance, placeDevices(instance, resolveMachineType('', capabilities)), capabilities),
    {
      accelerator: 'tcg',
      paths: {
        pidFile: at('pid'),
        monitor: at('monitor'),
        serial: at('serial'),
        qmp: at('qmp'),
        job: at('job'),
        kvmd: at('kvmd'),
        guestAgent: at('agent'),
      },
      sandbox: true,
      capabilities,
      taps: [{ tapFds: [3], vhostFds: [] }],
    },
  );
  const child = spawn(argv[0] ?? '', argv.slice(1), {
    stdio: ['ignore', 'inherit', 'inherit', tap?.tapFds[0]],
  });
  try {
    // QEMU has it now, and the interface lives with QEMU.
    opened.close();
    await using qmp = await connectQmp(at('qmp'), { waitForSocket: true, timeoutMs: 15_000 });
    const serial = connect(at('serial'));
    await qmp.execute('cont');
    await untilText(serial, 'GUEST-READY');
    serial.destroy();
    const request = `fetch('http://192.0.2.2/').then(async (page) => console.log(await page.text()))`;
    expect(network.run(process.execPath, '-e', request)).toMatch(/^hello from /);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(network.run('ip', '-o', 'link')).not.toContain(tap?.name);
  await expect(deconfigureNics(network.port, { instance, nics })).resolves.toEqual([]);
});
