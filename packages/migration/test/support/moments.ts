import type { QmpClient } from '@kvmkit/qmp-client';

import type { MigrationPeer } from '../../src/index.ts';
import type { Pair } from './pair.ts';

/** A place in a move: before or after an entry is written, or before or after a QEMU has carried out a command. */
export interface Moment {
  readonly side: 'source' | 'target';
  readonly when: 'before' | 'after';
  readonly what: string;
}

const places: readonly (readonly ['source' | 'target', string])[] = [
  ['source', 'begin'],
  ['target', 'begin'],
  ['source', 'migrate-set-capabilities'],
  ['target', 'stop'],
  ['target', 'migrate-incoming'],
  ['source', 'migrate'],
  ['source', 'migrate-continue'],
  ['source', 'given-away'],
  ['target', 'taken'],
  ['target', 'cont'],
  ['target', 'done'],
  ['source', 'done'],
];

const inPostcopy = new Set([
  'given-away',
  'taken',
  'migrate-start-postcopy',
  'migrate-continue',
  'cont',
  'done',
]);

/** In the order in which a move comes to them. */
export const moments: readonly Moment[] = places.flatMap(([side, what]) => [
  { side, when: 'before', what },
  { side, when: 'after', what },
]);

export const postcopyMoments: readonly Moment[] = [
  ...moments,
  { side: 'source', when: 'before', what: 'migrate-start-postcopy' } as const,
  { side: 'source', when: 'after', what: 'migrate-start-postcopy' } as const,
].filter(({ what }) => inPostcopy.has(what));

/** The peers of a pair, with something done when the move first comes to a moment; it waits for it. */
export function peersWith(
  pair: Pair,
  moment: Moment,
  act: () => Promise<void>,
): readonly [MigrationPeer, MigrationPeer] {
  let isOver = false;
  const watch = async (side: string, when: string, what: string): Promise<void> => {
    if (isOver || side !== moment.side || when !== moment.when || what !== moment.what) return;
    isOver = true;
    await act();
  };
  pair.sourceJournal.watch = async (when, kind) => await watch('source', when, kind);
  pair.targetJournal.watch = async (when, kind) => await watch('target', when, kind);
  const [source, target] = pair.peers;
  return [
    { ...source, qmp: watched(source.qmp, async (when, what) => await watch('source', when, what)) },
    { ...target, qmp: watched(target.qmp, async (when, what) => await watch('target', when, what)) },
  ];
}

function watched(
  qmp: QmpClient,
  watch: (when: 'before' | 'after', command: string) => Promise<void>,
): QmpClient {
  const execute = async (name: string, ...rest: []): Promise<unknown> => {
    await watch('before', name);
    const answer = await qmp.execute<string>(name, ...rest);
    await watch('after', name);
    return answer;
  };
  return new Proxy(qmp, {
    get: (client, member) => {
      if (member === 'execute') return execute;
      const value: unknown = Reflect.get(client, member, client);
      return typeof value === 'function' ? (value.bind(client) as unknown) : value;
    },
  });
}
