import type { MigrateOptions, MoveLimits } from '../options.ts';
import type { Side } from '../peers.ts';

/** What a move wants of one QEMU. */
export interface Settings {
  /** qapi/migration.json @MigrationCapability */
  readonly capabilities: readonly string[];
  /** qapi/migration.json @MigrationParameters */
  readonly parameters: Readonly<Record<string, number | string>>;
}

/** Pure: what each side is set to for this move. */
export function planSettings(options: Omit<MigrateOptions, 'route'>): Readonly<Record<Side, Settings>> {
  const { multifd, xbzrle, autoConverge, tls, postcopy = 'never' } = options;
  const capabilities = [
    'events',
    'return-path',
    ...(postcopy === 'never' ? [] : ['postcopy-ram']),
    ...(multifd === undefined ? [] : ['multifd']),
    ...(xbzrle === undefined ? [] : ['xbzrle']),
  ];
  const parameters = {
    'multifd-channels': multifd?.channels,
    'multifd-compression': multifd?.compression,
  };
  return {
    source: {
      capabilities: [
        ...capabilities,
        'pause-before-switchover',
        ...(autoConverge === undefined ? [] : ['auto-converge']),
      ],
      parameters: withoutUnset({
        ...parameters,
        ...limitParameters(options),
        'xbzrle-cache-size': xbzrle?.cacheBytes,
        'cpu-throttle-initial': autoConverge?.initialPercent,
        'cpu-throttle-increment': autoConverge?.incrementPercent,
        'tls-creds': tls?.sourceCredentials,
        'tls-hostname': tls?.hostname,
      }),
    },
    target: {
      capabilities,
      parameters: withoutUnset({ ...parameters, 'tls-creds': tls?.targetCredentials }),
    },
  };
}

/** In QEMU's words and units. */
export function limitParameters(limits: MoveLimits): Record<string, number> {
  return withoutUnset({
    'max-bandwidth': limits.bandwidthBytesPerSecond,
    'downtime-limit': limits.downtimeMs,
    'max-cpu-throttle': limits.maxThrottlePercent,
  });
}

function withoutUnset<Value>(values: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
