import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlink } from 'node:fs/promises';
import { Duplex } from 'node:stream';

import { capabilitiesFromQmp, emittedDrivers, type QemuCapabilities } from '@kvmkit/kvm-cmdline';
import { connectQmp, QmpCommandError, type QmpClient } from '@kvmkit/qmp-client';

import { QemuError } from '../errors.ts';
import { identify, readCache, writeCache, type FileIdentity } from './disk-cache.ts';
import { checkExecutable } from './executable.ts';

/**
 * What a QEMU binary can do, asked of a throwaway process of it and remembered until the binary changes.
 * @throws {QemuError} `QEMU_UNUSABLE`, naming the parameter `hvparams.kvm_path`
 */
export async function probeCapabilities(kvmPath: string, cacheDirectory: string): Promise<QemuCapabilities> {
  const key = `capabilities 4 ${kvmPath}`;
  const known = await readCache(cacheDirectory, key);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the key names the shape's version
  if (known !== undefined) return known as QemuCapabilities;

  await checkExecutable(kvmPath);
  const { capabilities, executable } = await askQemu(kvmPath);
  // kvm_path may be a wrapper: the answer holds until either it or the program behind it changes.
  const files = await Promise.all([identify(kvmPath), identify(executable)]);
  const dependsOn = files.filter((file): file is FileIdentity => file !== undefined);
  await writeCache(cacheDirectory, key, { dependsOn, value: capabilities }).catch(() => undefined);
  return capabilities;
}

const probeTimeoutMs = 10_000;

// `-machine none` has no CPU and no memory, so that the probe costs a few milliseconds; the monitor is the
// socket pair that spawn makes for descriptor 3, so that nothing is left on disk.
const probeArguments = [
  '-S',
  '-no-user-config',
  '-nodefaults',
  '-display',
  'none',
  '-machine',
  'none,accel=tcg',
  '-chardev',
  'socket,id=qmp,fd=3',
  '-mon',
  'chardev=qmp,mode=control',
];

async function askQemu(kvmPath: string): Promise<{ capabilities: QemuCapabilities; executable: string }> {
  const child = spawn(kvmPath, probeArguments, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const closed = once(child, 'close').catch(() => undefined);
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
  };
  try {
    const stream = child.stdio[3];
    if (!(stream instanceof Duplex)) throw new TypeError('spawn made no socket for descriptor 3');
    await using qmp = await connectQmp({ stream }, { timeoutMs: probeTimeoutMs });
    // QEMU answers in the order of the questions; CapabilityReplies says what that is good for.
    const [version, machines, devices, properties, commandLineOptions, commands, schema, executable] =
      await Promise.all([
        qmp.execute('query-version'),
        qmp.execute('query-machines'),
        qmp.execute('qom-list-types', { implements: 'device', abstract: false }),
        Promise.all(emittedDrivers.map((driver) => propertiesOf(qmp, driver))),
        qmp.execute('query-command-line-options'),
        qmp.execute('query-commands'),
        qmp.execute('query-qmp-schema'),
        readlink(`/proc/${child.pid}/exe`),
      ]);
    return {
      capabilities: capabilitiesFromQmp({
        version,
        machines,
        devices,
        deviceProperties: Object.fromEntries(properties.flat()),
        commandLineOptions,
        commands,
        schema,
      }),
      executable,
    };
  } catch (cause) {
    await end(); // then it has said all that it had to say
    const words = stderr.trim() || 'it said nothing';
    throw new QemuError(
      'QEMU_UNUSABLE',
      kvmPath,
      `hvparams.kvm_path: ${kvmPath} could not be asked what it can do: ${words}`,
      { cause },
    );
  } finally {
    await end();
  }
}

type DeviceProperties = readonly { readonly name: string }[];

/** None of a driver that this QEMU has not. */
async function propertiesOf(qmp: QmpClient, driver: string): Promise<[string, DeviceProperties][]> {
  try {
    return [[driver, await qmp.execute('device-list-properties', { typename: driver })]];
  } catch (error) {
    if (error instanceof QmpCommandError) return [];
    throw error;
  }
}
