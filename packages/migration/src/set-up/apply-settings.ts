import { QmpCommandError, type QmpClient } from '@kvmkit/qmp-client';

import { MigrationError } from '../errors.ts';
import type { JsonValue } from '../journal-port.ts';
import { answerTimeoutMs, type Side } from '../peers.ts';
import type { Settings } from './settings.ts';

/** What a move changes in one QEMU, as it was before; it stands in the journal, so that whoever recovers can restore it. */
export interface Before {
  readonly capabilities: Readonly<Record<string, boolean>>;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly [member: string]: JsonValue;
}

const answering = { timeoutMs: answerTimeoutMs };

/**
 * Reads what the settings will change.
 * @throws MigrationError (`CAPABILITY_MISSING`) when this QEMU lacks one of them, by name.
 */
export async function probeSettings(qmp: QmpClient, side: Side, settings: Settings): Promise<Before> {
  const [capabilities, parameters] = await Promise.all([
    qmp.execute('query-migrate-capabilities', {}, answering),
    qmp.execute('query-migrate-parameters', {}, answering),
  ]);
  const states = new Map(capabilities.map(({ capability, state }) => [capability, state]));
  const values = new Map<string, unknown>(Object.entries(parameters));
  // QEMU leaves out the TLS parameters that are not set (5.2), and has them in all versions.
  const missing = [
    ...settings.capabilities.filter((name) => !states.has(name)),
    ...Object.keys(settings.parameters).filter((name) => !values.has(name) && !name.startsWith('tls-')),
  ];
  if (missing.length > 0) {
    throw new MigrationError(
      'CAPABILITY_MISSING',
      `the ${side}’s QEMU ${qmp.greeting.version.qemu.major}.${qmp.greeting.version.qemu.minor} lacks ${missing.join(' and ')}; nothing was changed`,
      { side, guest: 'source' },
    );
  }
  return {
    capabilities: Object.fromEntries(settings.capabilities.map((name) => [name, states.get(name) === true])),
    parameters: Object.fromEntries(
      Object.keys(settings.parameters).map((name) => [name, asJson(values.get(name))]),
    ),
  };
}

/** @throws MigrationError (`CAPABILITY_MISSING`, `PARAMETER_REFUSED`) with QEMU's words; the caller restores. */
export async function applySettings(qmp: QmpClient, side: Side, settings: Settings): Promise<void> {
  await setCapabilities(qmp, Object.fromEntries(settings.capabilities.map((name) => [name, true]))).catch(
    (error: unknown) => {
      throw refused(error, side, 'CAPABILITY_MISSING', settings.capabilities.join(', '));
    },
  );
  await setParameters(qmp, settings.parameters).catch((error: unknown) => {
    throw refused(error, side, 'PARAMETER_REFUSED', JSON.stringify(settings.parameters));
  });
}

/** `before` is what the journal has, or what {@link probeSettings} gave. */
export async function restoreSettings(qmp: QmpClient, before: unknown): Promise<void> {
  if (!isBefore(before)) return;
  await setParameters(qmp, before.parameters);
  await setCapabilities(qmp, before.capabilities);
}

async function setCapabilities(qmp: QmpClient, states: Readonly<Record<string, boolean>>): Promise<void> {
  const capabilities = Object.entries(states).map(([capability, state]) => ({ capability, state }));
  await qmp.execute('migrate-set-capabilities', { capabilities }, answering);
}

async function setParameters(qmp: QmpClient, parameters: Readonly<Record<string, JsonValue>>): Promise<void> {
  if (Object.keys(parameters).length === 0) return;
  await qmp.execute<string>('migrate-set-parameters', parameters, answering);
}

function refused(
  error: unknown,
  side: Side,
  code: 'CAPABILITY_MISSING' | 'PARAMETER_REFUSED',
  what: string,
): unknown {
  if (!(error instanceof QmpCommandError)) return error;
  const message = `the ${side}’s QEMU refuses ${what}: ${error.desc}; nothing was moved, the guest is as it was`;
  return new MigrationError(code, message, { side, desc: error.desc, guest: 'source', cause: error });
}

/** Only limits beyond 2^53 bytes per second would lose anything. An unset TLS parameter is the empty text. */
function asJson(value: unknown): JsonValue {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : '';
}

function isBefore(value: unknown): value is Before {
  return typeof value === 'object' && value !== null && 'capabilities' in value && 'parameters' in value;
}
