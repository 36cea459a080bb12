import type { HvParams } from '@kvmkit/kvm-cmdline';
import type { MigrateOptions } from '@kvmkit/migration';

import { MoveError } from '../errors.ts';

/** How a guest is moved, as far as the caller says; the rest is said by its parameters. */
export interface MoveManners {
  /** `stopped` freezes the guest first. @default the parameter `migration_mode` */
  readonly mode?: 'live' | 'stopped' | undefined;
  /** @default as `migration_caps` names `postcopy-ram`, then after one pass */
  readonly postcopy?: MigrateOptions['postcopy'];
  /** 0 is all that the source can. @default the parameter `migration_bandwidth`, which is in MiB/s */
  readonly bandwidthBytesPerSecond?: number | undefined;
  /** @default the parameter `migration_downtime` */
  readonly downtimeMs?: number | undefined;
}

type Settings = Omit<MigrateOptions, 'route' | 'signal' | 'sourceAfterwards' | 'tls'>;

/**
 * Pure: what a move is told by the caller and by the instance's parameters.
 * @throws {MoveError} `CAPABILITY_MISSING` for one of `migration_caps` that no move of ours has
 */
export function moveSettings(name: string, hvparams: HvParams, manners: MoveManners): Settings {
  const {
    migration_bandwidth: bandwidthMiB,
    migration_downtime: downtimeMs,
    migration_mode: mode,
    migration_caps: capabilities,
  } = hvparams;
  const named = capabilities.split(':').filter((capability) => capability !== '');
  const unknown = named.find((capability) => !(capability in settingsOf));
  if (unknown !== undefined) {
    const message = `migration of ${name} refused: hvparams.migration_caps names ${unknown}, allowed: ${Object.keys(settingsOf).join(', ')}; nothing was changed`;
    throw new MoveError('CAPABILITY_MISSING', name, 'source', message);
  }
  return {
    ...Object.assign({}, ...named.map((capability) => settingsOf[capability])),
    mode: manners.mode ?? (mode === 'non-live' ? 'stopped' : 'live'),
    bandwidthBytesPerSecond: manners.bandwidthBytesPerSecond ?? bandwidthMiB * 2 ** 20,
    downtimeMs: manners.downtimeMs ?? downtimeMs,
    ...(manners.postcopy === undefined ? {} : { postcopy: manners.postcopy }),
  };
}

/** QEMU's capabilities (`MigrationCapability` of qapi/migration.json) that a user may ask for. */
const settingsOf: Readonly<Record<string, Partial<Settings>>> = {
  xbzrle: { xbzrle: {} },
  'auto-converge': { autoConverge: {} },
  multifd: { multifd: { channels: 2 } },
  'postcopy-ram': { postcopy: { afterIterations: 1 } },
  // What every move of ours does.
  'return-path': {},
  events: {},
  'pause-before-switchover': {},
};
