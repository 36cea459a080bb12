import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { connectTarget, openHypervisor, type KvmHypervisor, type TargetNode } from '../../src/index.ts';
import type { HostSettings } from '../../src/settings.ts';
import type { Lab } from './lab.ts';

/** A second runtime directory, as another host would have one, and the way to it. */
export interface OtherHost {
  readonly root: string;
  readonly hypervisor: KvmHypervisor;
  /** Over an agent in a process of its own, which ends with this; `NAME=value` for its environment. */
  connect(environment?: string): Promise<TargetNode & AsyncDisposable>;
}

export async function otherHost(lab: Lab, settings: HostSettings = {}): Promise<OtherHost> {
  const root = join(lab.folder, 'other');
  await mkdir(root, { recursive: true });
  const options = { root, ...settings };
  return {
    root,
    hypervisor: openHypervisor(options),
    connect: (environment = '') => connectTarget(`command:${environment} ${agentCommand(options)}`),
  };
}

/** As `kvmkit agent` does it, with settings that its command line has not. */
function agentCommand(options: Parameters<typeof openHypervisor>[0]): string {
  const facade = new URL('../../src/index.ts', import.meta.url).href;
  const program = `import { openHypervisor } from ${JSON.stringify(facade)};
await openHypervisor(${JSON.stringify(options)}).serveAgent(process.stdin, process.stdout);`;
  const words = ['--conditions=@kvmkit/source', '--input-type=module', '--eval', program];
  return [process.execPath, ...words].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
}
