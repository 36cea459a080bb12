import { respellRuntime } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { reasonOf } from '../errors.ts';
import { findGuest } from '../find-guest.ts';
import { checkDisks } from '../launch/host-check.ts';
import { planExecution } from '../launch/execution-plan.ts';
import { readMigrationInfo } from './migration-info.ts';
import { requireOurs } from './open-moves.ts';

/** What keeps this host from taking a guest, as sentences; nothing is changed. */
export async function obstaclesHere(
  context: HypervisorContext,
  name: string,
  info: string,
): Promise<readonly string[]> {
  const { store, host } = context;
  const { runtime } = await readMigrationInfo(name, info);
  const { instance } = runtime;
  const found: string[] = [];
  const look = async (question: () => Promise<unknown>): Promise<void> => {
    await question().catch((error: unknown) => void found.push(reasonOf(error)));
  };
  const guest = await findGuest(context, name);
  if (guest !== undefined) found.push(`an instance named ${name} runs there as process ${guest.pid}`);
  await look(() => requireOurs(context, name, 'accepting'));
  const there = (await store.read(name))?.runtime.instance;
  if (there !== undefined && there.uuid !== instance.uuid)
    found.push(`another instance is named ${name} there, with the UUID ${there.uuid}`);
  await look(() => checkDisks(instance.disks));
  await look(async () => {
    const capabilities = await host.capabilities(instance.hvparams.kvm_path);
    await planExecution(context, { runtime: respellRuntime(runtime, capabilities), capabilities });
  });
  const availableMiB = await host.availableMemoryMiB();
  const wantedMiB = instance.beparams.maxmem;
  if (availableMiB < wantedMiB)
    found.push(`${availableMiB} MiB of memory are free there, and ${wantedMiB} MiB are wanted`);
  return found;
}
