import type { InstanceSpec } from '@kvmkit/kvm-cmdline';

import { NicScriptError } from '../errors.ts';
import { nicsAtPhase, type ConnectedNic } from './connected-nics.ts';
import { nicEnvironment, type MigrationPhase, type NicAction } from './nic-environment.ts';
import type { NetworkPort } from './ports.ts';
import type { NicScriptCall } from './run-nic-script.ts';

/** The NICs of an instance that are to be connected or taken down, in their order. */
export interface NicsOfInstance {
  readonly instance: Pick<InstanceSpec, 'name' | 'tags'>;
  readonly nics: readonly ConnectedNic[];
}

export interface ConfigureOptions {
  /** Which part of a migration to this host it is: only the NICs of {@link nicsAtPhase} are connected. */
  readonly migrationPhase?: MigrationPhase;
}

type ScriptHost = Pick<NetworkPort, 'runScript'>;

/**
 * Connects NICs to the host's network, one after the other. The first failure takes down what was connected, in
 * reverse, the NIC that failed included, since its script may have done half of it.
 *
 * A guest that has moved here runs: after its move all NICs are tried, and failures are only returned; so are those
 * of `ext` before the move, for after it they are tried again.
 * @returns what failed and is no reason to give up.
 * @throws {NicScriptError} `NIC_SCRIPT_FAILED`
 */
export async function configureNics(
  host: ScriptHost,
  { instance, nics }: NicsOfInstance,
  { migrationPhase }: ConfigureOptions = {},
): Promise<NicScriptError[]> {
  const wanted = migrationPhase === undefined ? nics : nicsAtPhase(nics, migrationPhase);
  const warnings: NicScriptError[] = [];
  const connected: ConnectedNic[] = [];
  for (const nic of wanted) {
    const error = await failureOf(host, callFor('up', instance, nic, migrationPhase));
    connected.push(nic);
    if (error === undefined) continue;
    if (migrationPhase !== 'post' && !(migrationPhase === 'pre' && nic.nic.nicparams.mode === 'ext')) {
      const left = await deconfigureNics(host, { instance, nics: connected });
      throw new NicScriptError(error, stateAfterUndo(connected, left));
    }
    warnings.push(error);
  }
  return warnings;
}

/**
 * Takes NICs down, the last first. The guest is gone, or never ran, so that a failure is no reason to stop: all are
 * tried. Those that are down already may be taken down again.
 * @returns what failed.
 */
export async function deconfigureNics(
  host: ScriptHost,
  { instance, nics }: NicsOfInstance,
): Promise<NicScriptError[]> {
  const failures: NicScriptError[] = [];
  for (const nic of nics.toReversed()) {
    const error = await failureOf(host, callFor('down', instance, nic));
    if (error !== undefined) failures.push(error);
  }
  return failures;
}

function callFor(
  action: NicAction,
  instance: NicsOfInstance['instance'],
  { nic, index, tap }: ConnectedNic,
  migrationPhase?: MigrationPhase,
): NicScriptCall {
  const environment = nicEnvironment({ instance, nic, index, tap, action, migrationPhase });
  return { instance: instance.name, nic: index, tap, action, environment };
}

async function failureOf(host: ScriptHost, call: NicScriptCall): Promise<NicScriptError | undefined> {
  try {
    await host.runScript(call);
    return undefined;
  } catch (error) {
    if (error instanceof NicScriptError) return error;
    throw error;
  }
}

function stateAfterUndo(tried: readonly ConnectedNic[], failures: readonly NicScriptError[]): string {
  const failed = failures.map(({ nic }) => nic);
  const down = tried.map(({ index }) => index).filter((index) => !failed.includes(index));
  return [
    ...(down.length > 0 ? [`taken down again: ${namesOf(down)}`] : []),
    ...(failed.length > 0 ? [`taking down failed too: ${namesOf(failed)}`] : []),
  ].join('; ');
}

function namesOf(nics: readonly number[]): string {
  return nics.map((nic) => `NIC ${nic}`).join(', ');
}
