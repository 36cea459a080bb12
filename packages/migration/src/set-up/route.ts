import { QmpCommandError, type QmpClient } from '@kvmkit/qmp-client';

import { MigrationError } from '../errors.ts';
import type { Route } from '../options.ts';
import { answerTimeoutMs } from '../peers.ts';

const answering = { timeoutMs: answerTimeoutMs };

/** The name under which each QEMU keeps its end of a connected stream until the migration takes it. */
const fdname = 'kvmkit-migration';

/** Lets the target listen; gives what the source has to dial. */
export async function listenOnTarget(target: QmpClient, route: Route): Promise<string> {
  switch (route.type) {
    case 'unix':
      await acceptMigration(target, `unix:${route.path}`);
      return `unix:${route.path}`;
    case 'fd':
      await target.execute('getfd', { fdname }, { fds: [route.targetFd], ...answering });
      await acceptMigration(target, `fd:${fdname}`);
      return `fd:${fdname}`;
    case 'tcp': {
      const { host, listenHost = host, port = 0 } = route;
      await acceptMigration(target, tcpUri(listenHost, port));
      return tcpUri(host, port === 0 ? await readPort(target) : port);
    }
  }
}

/** Hands the source its end, if there is one, and starts it. */
export async function dialFromSource(source: QmpClient, route: Route, uri: string): Promise<void> {
  if (route.type === 'fd') {
    await source.execute('getfd', { fdname }, { fds: [route.sourceFd], ...answering });
  }
  await source.execute('migrate', { uri }, answering);
}

/** A target that stays when its migration fails can say why; QEMU before 10.0 can not, and exits. */
export async function acceptMigration(target: QmpClient, uri: string): Promise<void> {
  try {
    await target.execute('migrate-incoming', { uri, 'exit-on-error': false }, answering);
  } catch (error) {
    // Refused for the argument or for the address: the second refusal is of the address.
    if (!(error instanceof QmpCommandError)) throw error;
    await target.execute('migrate-incoming', { uri }, answering);
  }
}

async function readPort(target: QmpClient): Promise<string> {
  const { 'socket-address': addresses = [] } = await target.execute('query-migrate', {}, answering);
  for (const address of addresses) {
    if (address.type === 'inet' && 'port' in address && typeof address.port === 'string') return address.port;
  }
  throw new MigrationError(
    'MIGRATION_FAILED',
    'the target listens, and does not say on which port; the guest is as it was',
    { side: 'target', guest: 'source' },
  );
}

export function tcpUri(host: string, port: number | string): string {
  return `tcp:${bracketed(host)}:${port}`;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
